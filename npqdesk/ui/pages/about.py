"""About npqdesk: which version, what it is made of, and under which licences."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, qVersion
from PySide6.QtWidgets import QPlainTextEdit

from npqdesk import __version__
from npqdesk.services.licences import Part, duties, parts
from npqdesk.ui.page import Page
from npqdesk.ui.theme import px, set_type
from npqdesk.ui.widgets.facts import FactList
from npqdesk.ui.widgets.frames import Card, Limited
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH = 900
_COLUMNS = (
    Column("Part", lambda part: Cell(part.name, strong=True), 250, sort=lambda part: part.name.casefold()),
    Column("Version", lambda part: Cell(part.version or "–"), 140),
    Column("Licence", lambda part: Cell(part.licence), 320, sort=lambda part: part.licence.casefold()),
)


class AboutPage(Page):
    """The part chosen in the table shows its licence in full below it."""

    title = "About npqdesk"
    help_text = (
        "npqdesk is free software, made of other free software. The table names every part of it with its version and "
        "licence; choose one, and its licence stands below. Nothing here is sent anywhere."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.set_header(
            PageHeader(
                "About npqdesk", about="NPQ funding for a whole school office. Free software, under the MIT licence."
            )
        )
        self._duties = duties()
        self.table = RowsTable(RowsModel(_COLUMNS), name="Parts of npqdesk", row_height=36)
        self.table.setMinimumHeight(px(300))
        self.text = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.text.setMinimumHeight(px(300))
        set_type(self.text, "small")
        self.body.addWidget(Limited(self._version(), _WIDTH))
        self.body.addWidget(Limited(self._licences(), _WIDTH))
        self.body.addStretch(1)
        self.table.selectionModel().currentRowChanged.connect(self._show_text)

    def arrive(self, **_arguments: object) -> None:
        model: RowsModel = self.table.model()
        if not model.rows:
            model.show_rows(parts())
            self.table.selectRow(0)

    def _version(self) -> Card:
        card = Card("This program")
        card.add_row(
            FactList(
                [
                    ("Version", __version__),
                    ("Your records", self.desk.store.file_name),
                    ("Window", f"Qt {qVersion()}, PySide6 {self._duties.qt}"),
                    ("Libraries lie in", self._duties.folder),
                ]
            )
        )
        return card

    def _licences(self) -> Card:
        card = Card("Licences", about="Choose a part to read its licence.")
        for words in self._duties.words:
            card.body.addWidget(label(words))
            card.body.addSpacing(8)
        card.body.addSpacing(4)
        card.body.addWidget(self.table)
        card.body.addSpacing(12)
        card.body.addWidget(self.text)
        return card

    def _show_text(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        part: Part = self.table.model().rows[current.row()]
        top = "\n".join(line for line in (f"{part.name} {part.version}".strip(), part.licence, part.home) if line)
        self.text.setPlainText(f"{top}\n\n{part.text}".strip())
        self.text.setAccessibleName(f"Licence of {part.name}")
