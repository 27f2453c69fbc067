"""A window on an office's records in a folder of its own: nothing in them, or the invented sample."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from npqdesk.services.desk import open_desk
from npqdesk.ui.loaded import loaded
from npqdesk.ui.page import Page, PageEntry
from npqdesk.ui.pages.about import AboutPage
from npqdesk.ui.pages.application import ApplicationPage
from npqdesk.ui.pages.applications import ApplicationsPage
from npqdesk.ui.pages.enquiries import EnquiriesPage
from npqdesk.ui.pages.group import GroupPage
from npqdesk.ui.pages.help import HelpPage
from npqdesk.ui.pages.hub_quotation import HubQuotationPage
from npqdesk.ui.pages.hubs import HubsPage
from npqdesk.ui.pages.hubs_path import HubsPathPage
from npqdesk.ui.pages.loading import LoadPage
from npqdesk.ui.pages.manual import ManualPage
from npqdesk.ui.pages.one_list import ListPage
from npqdesk.ui.pages.person import PersonPage
from npqdesk.ui.pages.person_endings import ErasePage, MergePage
from npqdesk.ui.pages.policies import PoliciesPage
from npqdesk.ui.pages.policy_add import AddPolicyPage
from npqdesk.ui.pages.policy_compare import ComparePoliciesPage
from npqdesk.ui.pages.provider import ProviderPage
from npqdesk.ui.pages.school import SchoolPage
from npqdesk.ui.pages.schools import SchoolsPage
from npqdesk.ui.pages.staff import StaffPage
from npqdesk.ui.pages.staff_gaps import StaffGapsPage
from npqdesk.ui.pages.tour import TourPage
from npqdesk.ui.tasks import is_working
from npqdesk.ui.widgets.failure import FailurePanel
from tests.sample_records import open_sample

DATA = Path(__file__).parents[1] / "data"


class Elsewhere(Page):
    """The page of another test: remembers what it was asked."""

    def __init__(self, shell, desk):
        super().__init__(shell, desk)
        self.asked = {}

    def arrive(self, **arguments):
        self.asked = arguments


ENTRIES = (
    PageEntry("home", "Home", "house", Elsewhere),
    PageEntry("check", "Check funding", "house", Elsewhere),
    PageEntry("staff", "Staff", "users", StaffPage),
    PageEntry("person", "Person", "", PersonPage, group="", under="staff"),
    PageEntry("person_merge", "Two records", "", MergePage, group="", under="staff"),
    PageEntry("person_erase", "Erase", "", ErasePage, group="", under="staff"),
    PageEntry("staff_gaps", "What is missing", "", StaffGapsPage, group="", under="staff"),
    PageEntry("applications", "Applications", "graduation-cap", ApplicationsPage),
    PageEntry("application", "Application", "", ApplicationPage, group="", under="applications"),
    PageEntry("schools", "Schools", "school", SchoolsPage),
    PageEntry("school", "School", "", SchoolPage, group="", under="schools"),
    PageEntry("group", "Trust or local authority", "", GroupPage, group="", under="schools"),
    PageEntry("provider", "Childcare provider", "", ProviderPage, group="", under="schools"),
    PageEntry("enquiries", "Enquiries", "clipboard-list", EnquiriesPage),
    PageEntry("hubs", "Maths Hubs", "calculator", HubsPage),
    PageEntry("hub_quotation", "Quotation", "", HubQuotationPage, group="", under="hubs"),
    PageEntry("hubs_path", "Path to NPQLPM", "", HubsPathPage, group="", under="hubs"),
    PageEntry("help", "Help", "", HelpPage, group="", alone=True),
    PageEntry("tour", "Tour", "", TourPage, group="", under="home", alone=True),
    PageEntry("manual", "Manual", "", ManualPage, group="", under="help", alone=True),
    PageEntry("policy", "Policy and sources", "scroll-text", PoliciesPage),
    PageEntry("add_policy", "Add a policy", "", AddPolicyPage, group="", under="policy"),
    PageEntry("compare_policies", "Compare editions", "", ComparePoliciesPage, group="", under="policy"),
    PageEntry("list", "List", "", ListPage, group="", under="schools"),
    PageEntry("load", "Register and lists", "database", LoadPage, group="", under="schools"),
    PageEntry("about", "About npqdesk", "", AboutPage, group="", under="enquiries"),
)


def opener(folder: Path, *, sample: bool):
    """What opens the records in a folder, with the invented sample in them or with nothing."""

    def open_records():
        file = folder / "office.sqlite3"
        return open_sample(file) if sample else open_desk(str(file))

    return open_records


def at_rest(window, qtbot) -> None:
    """Wait until nothing is under way and what is loaded has been read."""
    qtbot.waitUntil(lambda: not is_working() and loaded(window).is_whole, timeout=20_000)


def press(key: Qt.Key, *, times: int = 1) -> None:
    """A key, to whatever has the focus."""
    for _time in range(times):
        assert QApplication.focusWidget() is not None, "nothing has the focus"
        QTest.keyClick(QApplication.focusWidget(), key)


def drop(window, *paths) -> bool:
    """Drop files on the window, wherever; whether it takes them."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys = (
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        files,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(QPoint(300, 300), *keys)
    QApplication.sendEvent(window.windowHandle(), entering)
    if entering.isAccepted():
        dropped = QDropEvent(QPointF(300, 300), *keys)
        dropped.setDropAction(Qt.DropAction.MoveAction)
        QApplication.sendEvent(window.windowHandle(), dropped)
        assert dropped.dropAction() == Qt.DropAction.CopyAction, "a file that is moved is deleted where it was"
    return entering.isAccepted()


def write(text: str) -> None:
    """Type into whatever has the focus."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def focus_name() -> str:
    return QApplication.focusWidget().accessibleName()


def said(widget: QWidget) -> str:
    """Every text shown inside a widget, one a line."""
    QApplication.processEvents()
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def button(window: QWidget, name: str) -> QWidget:
    """The button of that name which is shown."""
    QApplication.processEvents()
    found = [each for each in window.findChildren(QWidget) if each.accessibleName() == name and each.isVisible()]
    assert found, name
    return found[0]


def failure(window) -> str:
    """What the panel of a failure says; empty without one."""
    panels = [each for each in window.findChildren(FailurePanel) if each.isVisible()]
    return panels[0].accessibleName() if panels else ""


def walk(window) -> list[str]:
    """The names of every stop of the Tab key, once round."""
    seen: list[QWidget] = []
    for _step in range(400):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stop = QApplication.focusWidget()
        if stop in seen:
            break
        seen.append(stop)
    return [stop.accessibleName() for stop in seen]
