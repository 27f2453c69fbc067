"""The real window with every page, on records in a folder of their own, on a fixed day."""

from datetime import date

import pytest

from npqdesk import paths
from npqdesk.services.desk import RuleDesk, open_desk
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.register import keep_register, preview_register
from npqdesk.ui.entries import ENTRIES
from tests.journeys.office import Office
from tests.ui.conftest import let_go, look, make_shell  # noqa: F401 (fixtures)

TODAY = date(2026, 11, 21)


@pytest.fixture
def database(tmp_path, monkeypatch) -> str:
    """Records with the invented register and the invented list of schools, as files bring them in; nobody on staff."""
    monkeypatch.setattr(RuleDesk, "today", lambda _desk: TODAY)
    monkeypatch.setattr("npqdesk.ui.shell.keep_looks", lambda _desk: None)
    file = str(tmp_path / "office.sqlite3")
    desk = open_desk(file)
    sample = paths.resource("sample")
    keep_register(desk, preview_register(desk, sample / "invented-schools.csv", as_at=date(2026, 11, 20)))
    for list_id, name in (
        ("pp50-schools", "invented-pp50-schools.csv"),
        ("pp50-further-education", "invented-further-education-pp50.csv"),
        ("rise", "invented-rise.csv"),
    ):
        keep_list(desk, preview_list(desk, list_id, sample / name, published=date(2026, 5, 18)))
    desk.close()
    return file


@pytest.fixture
def open_office(make_shell, qtbot, database):  # noqa: F811 (the fixture above)
    """Opens the window on those records; called twice, the second opens what the first has left."""

    def opened() -> Office:
        window = make_shell(*ENTRIES, open_desk=lambda: open_desk(database))
        office = Office(window, qtbot)
        with qtbot.waitSignal(window.opened, timeout=20_000):
            window.open_records()
        qtbot.waitUntil(lambda: window.page_id == "home")
        window.activateWindow()
        return office

    return opened
