"""Any table as a spreadsheet, or on paper: File, Export this table (Ctrl+E), Print this table (Ctrl+Shift+P), the same
way on every page.

What is filtered and shown is what goes out, in the order of the table, as an Excel workbook or CSV.  A table that can
go out has `sheet()`, which returns what makes its `Sheet`; that is called beside the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from npqdesk.services.sheets import KINDS, Sheet, save_sheet
from npqdesk.ui.seen import is_covered
from npqdesk.ui.tasks import run_task

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

FILTERS = ";;".join(f"{words} (*{end})" for end, words in KINDS.items())


class Exportable(Protocol):
    """A table that can go out: what makes its sheet from what it shows now, without touching a widget."""

    def sheet(self) -> Callable[[], Sheet]: ...


def export_table(shell: "Shell") -> None:
    """Ask where, and write the table that has the focus, else the first on the page."""
    table = table_of(shell.page) if shell.page is not None else None
    if table is None:
        shell.notice("There is no table on this page.")
        return
    export(shell, table, cast(QWidget, table).accessibleName())


def export(shell: "Shell", table: Exportable, name: str) -> None:
    """Ask where, and write a table; its name and the day make the name of the file."""
    from npqdesk.services.letter_files import file_name  # knows letters, which are loaded after the window stands

    make = table.sheet()
    usual = file_name(f"{shell.desk.today().isoformat()} {name}", suffix=".xlsx")
    chosen, kind = QFileDialog.getSaveFileName(shell, "Export this table", usual, FILTERS)
    if not chosen:
        return
    path = chosen if chosen.lower().endswith(tuple(KINDS)) else f"{chosen}{'.csv' if 'csv' in kind else '.xlsx'}"

    def work(_task: object) -> tuple[str, int]:
        sheet = make()
        return save_sheet(sheet, path).name, len(sheet.rows)

    run_task(shell, work, on_done=lambda told: shell.notice(f"{told[1]:,} rows were saved as {told[0]}."))


def print_table(shell: "Shell") -> None:
    """Show the table that has the focus, else the first on the page, as the pages that can be printed."""
    from npqdesk.ui.widgets.filter_bar import FilterBar

    page = shell.page
    table = table_of(page) if page is not None else None
    if page is None or table is None:
        shell.notice("There is no table on this page.")
        return
    if is_covered():
        shell.notice("Names are hidden on this screen. Show them again, then print the table.")
        return
    if hasattr(page, "print_itself"):
        page.print_itself()
        return
    bars = [each for each in page.findChildren(FilterBar) if each.isVisible()]
    narrowed = page.narrowed_to() or [part for bar in bars for part in bar.narrowed_to()]
    shell.go("list_paper", make=getattr(table, "printed", table.sheet)(), narrowed=tuple(narrowed), urn=shell.scope.urn)


def table_of(page: QWidget) -> Exportable | None:
    """The table with the focus, or the first that is shown on a page."""
    focus = QApplication.focusWidget()
    shown = [each for each in page.findChildren(QWidget) if each.isVisible() and hasattr(each, "sheet")]
    found = next((each for each in shown if each is focus), None) or next(iter(shown), None)
    return cast("Exportable | None", found)
