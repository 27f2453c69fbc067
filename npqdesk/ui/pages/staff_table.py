"""The table of everyone on the staff record."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from npqdesk.services.staff import StaffMember
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.empty import EmptyState
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable

_COLUMNS = (
    Column("Name", lambda one: Cell(one.name, one.role, strong=True), 340, sort=lambda one: one.name.casefold()),
    Column("School’s URN", lambda one: Cell(one.urn or "–"), 130, sort=lambda one: one.urn),
    Column("TRN", lambda one: Cell(one.trn or "–"), 120, sort=lambda one: one.trn),
    Column("Work e-mail", lambda one: Cell(one.email or "–"), 300, sort=lambda one: one.email.casefold()),
)


class StaffTable(QWidget):
    """Read only; Ctrl+C copies the rows chosen."""

    def __init__(self, staff: Sequence[StaffMember]) -> None:
        super().__init__()
        self.table = RowsTable(RowsModel(_COLUMNS), name="Staff", many=True)
        self.table.rows.show_rows(staff)
        if not staff:
            self.table.show_empty(
                EmptyState(
                    "users",
                    "Nobody on the staff record yet",
                    "Bring in a spreadsheet, or drop one here. Without it you can still check anyone by name.",
                )
            )
        self.table.setMinimumHeight(px(230))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.table, 1)
