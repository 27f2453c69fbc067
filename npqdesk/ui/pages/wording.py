"""The words of letters: each paragraph that an office may put in its own words, with the standard text a click away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from npqdesk.services.wordings import Paragraph, adapt, paragraphs, plain, preview
from npqdesk.ui.page import Page
from npqdesk.ui.soon import Soon
from npqdesk.ui.theme import px, set_type
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.field import Field
from npqdesk.ui.widgets.frames import Card, column, holder
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.text import label, shortened
from npqdesk.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_AFTER = 500  # milliseconds after a key
_SIDE = 500
_STANDARD, _OWN, _FAULTY = (
    Status("none", "Standard", "check"),
    Status("good", "Your own", "pencil"),
    Status("ask", "Not used yet", "triangle-alert"),
)


def _state(each: Paragraph) -> Status:
    return _FAULTY if each.fault else _OWN if each.adapted else _STANDARD


_COLUMNS = (
    Column("Paragraph", lambda each: Cell(shortened(plain(each.text), 90), each.kind), 430),
    Column("Words", lambda each: Cell(chip=_state(each)), 150, sort=lambda each: _state(each).word),
)


class ParagraphField(Field):
    """Several lines of words."""

    def __init__(self) -> None:
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(px(170))
        set_type(self.edit, "body")
        super().__init__("&Your words", self.edit, hint="**Two stars** at both ends make words bold.")
        self.edit.textChanged.connect(self.changed)


class WordingPage(Page):
    """Every change is kept as it is typed; what has a fault is kept too, and the standard text printed until then."""

    title = "Words of letters"
    help_text = (
        "Choose a paragraph, and write it as your office says it. Blanks such as {course} are filled in when a letter "
        "is made: each has to stay. A text that promises a place or money is not used. Letters already kept stay as "
        "they are; each remembers the words that it was made of."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._chosen: Paragraph | None = None
        header = PageHeader("Words of letters", about="Each is kept as you type it.")
        header.show_crumbs([("Settings", lambda: shell.go("settings")), ("Words of letters", None)])
        self.set_header(header)
        self.table = RowsTable(RowsModel(_COLUMNS), name="Paragraphs")
        self.table.setMinimumHeight(px(300))
        self.table.selectionModel().currentChanged.connect(self._on_chosen)
        self.body.addWidget(self.table, 1)
        self.field = ParagraphField()
        self.blanks, self.reads = label("", tone="muted"), label("")
        self.standard = secondary("Take the standard te&xt", self._take_standard, icon="undo-2", bulk="small")
        self.set_side(self._editor(), width=_SIDE, panel=True)
        self._timer = Soon(self, _AFTER, self._keep)
        self.field.changed.connect(self._timer.ask)

    def arrive(self, **_arguments: object) -> None:
        at = max(self.table.currentIndex().row(), 0)
        self.table.rows.show_rows(paragraphs(self.desk))
        self.table.choose(at)
        self._show(self.table.rows.rows[at])

    def refresh(self) -> None:
        self.arrive()

    def first_focus(self) -> QWidget:
        return self.table

    def regions(self) -> list[QWidget]:
        return [self.table, self.field]

    def leave(self) -> bool:
        self._keep()
        return True

    def _on_chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._keep()
            self._show(self.table.rows.rows[now.row()])

    def _show(self, chosen: Paragraph) -> None:
        self._chosen = chosen
        if self.field.edit.toPlainText() != chosen.text:
            self.field.edit.setPlainText(chosen.text)
        self._timer.stop()
        self._tell(chosen)

    def _keep(self) -> None:
        """Keep what stands in the field, if it is another text than the one kept."""
        self._timer.stop()
        chosen, typed = self._chosen, self.field.edit.toPlainText()
        if chosen is None or typed == chosen.text:
            return
        kept = self._chosen = adapt(self.desk, chosen.key, typed)
        rows = [kept if each.key == kept.key else each for each in self.table.rows.rows]
        at = self.table.currentIndex().row()
        quiet = self.table.selectionModel().blockSignals(True)  # noqa: FBT003 (Qt's own signature)
        self.table.rows.show_rows(rows)
        self.table.choose(at)
        self.table.selectionModel().blockSignals(quiet)
        self._tell(kept)
        self.shell.say_saved()

    def _tell(self, each: Paragraph) -> None:
        self.field.show_error(f"{each.fault}. Until then the standard text is printed." if each.fault else "")
        said = "\n".join(f"{{{name}}}  {about}" for name, about in each.blanks)
        self.blanks.setText(f"Blanks, all of which have to stay:\n{said}" if said else "This paragraph has no blanks.")
        self.reads.setText(preview(each))
        self.standard.setEnabled(each.adapted)

    def _take_standard(self) -> None:
        if self._chosen is None:
            return
        self.field.edit.setPlainText(self._chosen.standard)
        self._keep()
        self.shell.undoing.tell("The standard text is back.")

    def _editor(self) -> QWidget:
        how = Card("How it reads")
        how.body.addWidget(self.reads)
        whole = column(self.field, Wrapping(self.standard), self.blanks, how, gap=12, margins=(24, 28, 24, 24))
        whole.addStretch(1)
        return holder(whole)
