"""The letters that were kept: opened as they went out, saved again, printed, replaced by new ones."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from npqdesk.paths import documents_folder
from npqdesk.services.determine import determinations
from npqdesk.services.kept_letters import KeptLetterRow, kept_letters, letter_file
from npqdesk.ui.announce import announce
from npqdesk.ui.command import Command
from npqdesk.ui.letters_out import Wanted, letters_words, print_wanted, save_wanted
from npqdesk.ui.outcome_words import OUTCOMES
from npqdesk.ui.page import Page
from npqdesk.ui.pages.letter_bars import ask_first
from npqdesk.ui.pages.letter_options import KINDS
from npqdesk.ui.standing import said
from npqdesk.ui.theme import px, set_type
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.empty import EmptyState, none_matches
from npqdesk.ui.widgets.filter_bar import narrowed_to
from npqdesk.ui.widgets.frames import Limited, row
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.segments import SegmentedChoice

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_STATES = {"all": "All", "standing": "In force", "outdated": "Old answer", "replaced": "Replaced"}
_MOST_TOLD = 6
_KINDS = {**KINDS, "governors": "Summary for governors", "trust": "Table of the trust"}
_CHIPS = {
    "standing": Status("good", "In force", "circle-check"),
    "outdated": Status("ask", "Old answer", "triangle-alert"),
    "replaced": Status("none", "Replaced", "history"),
}


def _state(letter: KeptLetterRow) -> str:
    if letter.replaced:
        return "replaced"
    return "outdated" if letter.outdated else "standing"


_COLUMNS = (
    Column("About", lambda each: Cell(each.name or "No name", each.school, strong=True), 225, lambda each: each.name),
    Column(
        "Letter",
        lambda each: Cell(_KINDS.get(each.kind, each.kind), each.reference),
        225,
        lambda each: each.reference,
    ),
    Column("Answer", lambda each: Cell(chip=OUTCOMES.get(each.outcome)), 200, lambda each: each.outcome),
    Column("Kept", lambda each: Cell(said(each.made_on)), 210, lambda each: each.made_at),
    Column("Standing", lambda each: Cell(chip=_CHIPS[_state(each)]), 180, _state),
)


class LettersPage(Page):
    """Read anew on arrival.  Enter opens; several can be chosen to be printed or saved together."""

    title = "Letters"
    help_text = (
        "Every letter that was saved or printed is kept here as it went out, and is never changed. A new one in its "
        "place says what changed, and the old one is marked as replaced. “Old answer” means that the answer "
        "behind the letter is not the one of now: make a new letter before you send it again."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.many = secondary("Letters for man&y…", lambda: shell.go("many_letters"), icon="users")
        self._header = PageHeader("Letters", actions=[self.many])
        self.set_header(self._header)
        self._letters: tuple[KeptLetterRow, ...] = ()
        self.states = SegmentedChoice(list(_STATES.items()), name="Show")
        self.states.chosen.connect(lambda _state: self._show())
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by name, school or reference")
        self.filter.setAccessibleName("Filter the letters")
        self.filter.setClearButtonEnabled(True)
        set_type(self.filter, "body")
        self.filter.textChanged.connect(lambda _text: self._show())
        self.table = RowsTable(RowsModel(_COLUMNS), name="Letters", many=True)
        self.table.setMinimumHeight(px(230))
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._tell_chosen())
        line = row(self.states, gap=10)
        line.addWidget(Limited(self.filter, 300), 1)
        self.body.addLayout(line)
        self.body.addWidget(self.table, 1)
        self.open = primary("&Open", lambda: self._open(self.table.currentIndex()), icon="eye", bulk="large")
        self.print = secondary("&Print…", self._print, icon="printer", bulk="large")
        self.save = secondary("&Save again…", self._save, icon="download", bulk="large")
        self.again = secondary("&Make a new one in its place", self._again, icon="refresh-cw", bulk="large")
        self._footer_bar = FooterBar(self.open, self.print, self.save, self.again)
        self.set_footer(self._footer_bar)

    def arrive(self, **_arguments: object) -> None:
        at = self.table.currentIndex().row()
        scope = self.shell.scope
        self._letters = tuple(each for each in kept_letters(self.desk) if scope.has(each.urn))
        counts = {name: sum(_state(each) == name for each in self._letters) for name in _STATES}
        counts["all"] = len(self._letters)
        for name, words in _STATES.items():
            self.states.show_words(name, f"{words} {counts[name]}")
        about = f"{letters_words(len(self._letters))}, as they went out" if self._letters else "None yet"
        self._header.show_title("Letters", about=scope.about(about))
        self._show()
        self.table.choose(max(at, 0))
        self._tell_chosen()

    def refresh(self) -> None:
        self.arrive()

    def narrowed_to(self) -> list[str]:
        return narrowed_to(_STATES, self.states.value(), self.filter.text())

    def first_focus(self) -> QWidget:
        return self.table if self._letters else self.filter

    def commands(self) -> Sequence[Command]:
        return (
            Command("&Print the letters chosen…", self._print, "Ctrl+P"),
            Command("&Save the letters chosen…", self._save, "Ctrl+S"),
            Command("Fi&lter the letters", self._to_filter, "Ctrl+F", menu="edit"),
        )

    @property
    def chosen(self) -> list[KeptLetterRow]:
        """The letters chosen, in the order of the table."""
        return list(self.table.chosen_rows())

    def _show(self) -> None:
        state, words = self.states.value(), self.filter.text().casefold().split()
        shown = [
            each
            for each in self._letters
            if state in ("all", _state(each))
            and all(word in f"{each.name} {each.school} {each.reference}".casefold() for word in words)
        ]
        self.table.rows.show_rows(shown)
        self.table.show_empty(None if shown else self._why_empty())
        self._tell_chosen()
        if words:
            announce(self.filter, f"{len(shown)} of {len(self._letters)} shown")

    def _why_empty(self) -> EmptyState:
        if self._letters:
            return none_matches("No letter matches", self._clear)
        return EmptyState(
            "mail",
            "No letters yet",
            "A letter is kept here when it is saved or printed. Letters are made from the answer to an enquiry.",
            secondary("Go to the enquiries", lambda: self.shell.go("enquiries"), icon="clipboard-list"),
        )

    def _clear(self) -> None:
        self.states.choose("all")
        self.filter.clear()
        self._show()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _tell_chosen(self) -> None:
        number = len(self.chosen)
        self._footer_bar.note.setText(f"{letters_words(number)} chosen" if number > 1 else "")
        for button in (self.print, self.save):
            button.setEnabled(number > 0)
        for button in (self.open, self.again):
            button.setEnabled(number == 1)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.table.row_of(index)
            self.shell.go("summary" if row.about else "letter", letter=row.id)

    def _again(self) -> None:
        """A new letter in the place of the one chosen, from the answer that stands now."""
        for each in self.chosen[:1]:
            if each.about:
                self.shell.go("summary", subject=f"{each.kind} {each.about}", cohort=each.cohort, again=True)
                return
            rows = determinations(self.desk, enquiry_id=each.enquiry_id)
            now = next(row.id for row in rows if not row.superseded)
            self.shell.go("letter", determination=now, again=True)

    def _print(self) -> None:
        if self._may_go_out("Print"):
            print_wanted(self.shell, self._wanted())

    def _save(self) -> None:
        if not self._may_go_out("Save"):
            return
        folder = QFileDialog.getExistingDirectory(self, "Save the letters in", str(documents_folder()))
        if folder:
            self.save_in(Path(folder))

    def save_in(self, folder: Path) -> None:
        """Save the letters chosen into a folder, beside any of the same name."""
        save_wanted(self.shell, self._wanted(), folder)

    def _wanted(self) -> list[Wanted]:
        return [Wanted(each.name, partial(letter_file, self.desk, each.id)) for each in self.chosen]

    def _may_go_out(self, verb: str) -> bool:
        """Where letters among those chosen are no longer in force, the office is asked first."""
        old = [each for each in self.chosen if _state(each) != "standing"]
        told = [f"{each.name}, {each.reference}: {_CHIPS[_state(each)].word.lower()}." for each in old[:_MOST_TOLD]]
        more = [f"And {len(old) - _MOST_TOLD} more."] if len(old) > _MOST_TOLD else []
        return not old or ask_first(self, verb, "\n".join(told + more), lambda: self.states.choose("outdated"))

    def _to_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
