"""The audit file from the window: of a person and of a kept answer.  Everyone is invented."""

import zipfile

from PySide6.QtWidgets import QFileDialog

from npqdesk.services.determine import determinations
from npqdesk.services.enquiries import people
from npqdesk.ui.audit_out import save_audit_of_answer
from tests.ui.office import at_rest


def test_of_a_person_and_of_an_answer(office, qtbot, tmp_path, monkeypatch):
    window = office()
    window.go("person", person=people(window.desk)[0].id)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(tmp_path / "person"), ""))
    (command,) = [each for each in window.page.commands() if "audit" in each.words]
    assert command.menu == "file"
    command.act()
    at_rest(window, qtbot)
    assert "saved as person.zip. It holds personal data" in window.notice_shown
    assert "audit.pdf" in zipfile.ZipFile(tmp_path / "person.zip").namelist()
    save_audit_of_answer(window, None)
    assert "Keep this answer first" in window.notice_shown
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(tmp_path / "nowhere" / "a.zip"), ""))
    save_audit_of_answer(window, determinations(window.desk)[0].id)
    at_rest(window, qtbot)
    assert not (tmp_path / "nowhere").exists()
