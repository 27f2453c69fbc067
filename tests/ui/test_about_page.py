"""About npqdesk: its version, what it is made of, and each licence in full, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from npqdesk import __version__
from tests.ui.office import at_rest, said


@pytest.fixture
def window(office, qtbot):
    window = office(sample=False)
    window.go("about")
    at_rest(window, qtbot)
    return window


def test_it_stands_in_the_help_menu(office, qtbot):
    window = office(sample=False)
    about = next(action for action in window.menuBar().actions()[-1].menu().actions() if "About" in action.text())
    about.trigger()
    at_rest(window, qtbot)
    assert window.page.title == "About npqdesk"


def test_the_version_and_the_duties_are_told(window):
    told = said(window.page)
    assert __version__ in told
    assert "GNU Lesser General Public License" in told
    assert window.desk.store.file_name in told.replace("\u200b", "")  # where a long path may go on to the next line


def test_the_arrows_go_from_licence_to_licence(window):
    page = window.page
    QAbstractItemModelTester(page.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert page.table.hasFocus()
    assert page.text.toPlainText().startswith(f"npqdesk {__version__}\nMIT")
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.text.toPlainText().startswith("alembic")
    assert page.text.accessibleName() == "Licence of alembic"
    assert page.text.isReadOnly()
