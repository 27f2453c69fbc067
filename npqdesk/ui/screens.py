"""Pictures of the real window, page by page, as an office sees it: for `npqdesk demo` and for looking at changes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from npqdesk.ui.entries import ENTRIES
from npqdesk.ui.shell import Shell
from npqdesk.ui.tasks import is_working

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

WIDTH, HEIGHT = 1366, 768


def draw(desk: "Desk", folder: str) -> list[str]:
    """Show each page of the sidebar, and the way of the newest answer; returns the names of the files."""
    shell = Shell(ENTRIES, lambda: desk)
    shell.resize(WIDTH, HEIGHT)
    shell.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    shell.show()
    opened = QEventLoop()
    shell.opened.connect(opened.quit)
    shell.open_records()
    opened.exec()
    names = []
    for number, (page_id, arguments) in enumerate(_visits(desk), start=1):
        shell.go(page_id, **arguments)
        settle(shell)
        name = "-".join((f"{number:02}", page_id, *([str(arguments["question"])] if "question" in arguments else [])))
        name += ".png"
        shell.grab().save(f"{folder}/{name}")
        names.append(name)
    shell.close()  # lets go of the records, which can be erased then
    shell.deleteLater()
    return names


def settle(shell: Shell) -> None:
    """Until nothing works beside the window, nothing waits for a pause in the typing, and everything is painted."""
    while True:
        loop = QEventLoop()
        QTimer.singleShot(60, loop.quit)
        loop.exec()
        waits = any(timer.isSingleShot() and timer.isActive() for timer in shell.findChildren(QTimer))
        if not is_working() and not waits:
            QApplication.processEvents()
            return


def _visits(desk: "Desk") -> list[tuple[str, dict[str, object]]]:
    """The pages of the sidebar, with the way of the newest answered enquiry after Check funding."""
    visits: list[tuple[str, dict[str, object]]] = []
    for entry in ENTRIES:
        if entry.group:
            visits.append((entry.id, {}))
        if entry.id == "check":
            visits += _way(desk)
        if entry.id == "schools":
            visits += _list(desk)
    return visits


def _list(desk: "Desk") -> list[tuple[str, dict[str, object]]]:
    """The first list that was loaded from a file."""
    from npqdesk.services.lists import lists_status

    loaded = [each.list_id for each in lists_status(desk) if each.release_id is not None]
    return [("list", {"list_id": list_id}) for list_id in loaded[:1]]


def _way(desk: "Desk") -> list[tuple[str, dict[str, object]]]:
    """Each question that was asked, the check of the answers, the result and the letter."""
    from npqdesk.services.determine import determinations
    from npqdesk.services.enquiries import enquiries, enquiry_state

    newest = next((each.id for each in enquiries(desk) if each.state == "answered"), None)
    if newest is None:
        return []
    asked = enquiry_state(desk, newest).route.path
    way: list[tuple[str, dict[str, object]]] = [
        *(("question", {"enquiry": newest, "question": question}) for question in asked),
        ("check_answers", {"enquiry": newest}),
        ("result", {"enquiry": newest}),
        *(("letter", {"determination": each.id}) for each in determinations(desk, enquiry_id=newest)[:1]),
    ]
    return [visit for visit in way if any(entry.id == visit[0] for entry in ENTRIES)]
