"""Help: what people ask, the words of the field and the manual, found by typing; sources open when they are pressed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from npqdesk.services.help_files import help_texts
from npqdesk.services.help_texts import Chapter, Question, Term, Topic, group_of, title_of
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.pages.help_cards import topic_cards
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.empty import EmptyState
from npqdesk.ui.widgets.filter_bar import FilterBar
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.sides import Sides

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_KINDS: dict[str, type[Topic]] = {"questions": Question, "words": Term, "manual": Chapter}


class HelpPage(Page):
    """Topics at the left, the chosen one at the right; in a narrow window one above the other."""

    title = "Help"
    help_text = (
        "Type a word to find what people ask about it, what it means, and where the manual speaks of it. Every answer "
        "names its sources; one that is a link opens in your browser. All of it is on this computer."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        paper = secondary("The manual on paper…", lambda: shell.go("manual"), icon="printer")
        about = "Questions, words and the manual, all on this computer."
        self.set_header(PageHeader("Help", about=about, actions=[paper]))
        self._shown: Topic | None = None
        states = {"all": "All", "questions": "Questions", "words": "Words", "manual": "Manual"}
        self.filter = FilterBar(states, words="What are you looking for?", name="Search the help")
        self.filter.changed.connect(self._show_rows)
        self.table = RowsTable(RowsModel([Column("Topic", _cell)]), name="Topics")
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self._sides = Sides(self.table, width=400)
        self.body.addWidget(self.filter)
        self.body.addWidget(self._sides, 1)
        self._show_rows()

    def arrive(self, *, topic: str = "", **_arguments: object) -> None:
        """`topic` is the key of what to show, such as "question:eligible"."""
        found = help_texts().topic(topic)
        if found is not None:
            if found not in self.table.rows.rows:
                self.filter.clear()
            self.table.choose(self.table.rows.rows.index(found))

    def first_focus(self) -> QWidget:
        return self.filter.field

    def reveal(self, widget: QWidget) -> None:
        """Both sides scroll by themselves."""

    def commands(self) -> Sequence[Command]:
        return (Command("&Search the help", self.filter.focus_field, "Ctrl+F", menu="edit"),)

    @property
    def shown(self) -> Topic | None:
        """The topic at the right."""
        return self._shown

    def _show_rows(self) -> None:
        typed = self.filter.field.text()
        found = help_texts().find(typed) if typed.strip() else tuple(help_texts().topics())
        rows = {"all": found} | {
            name: tuple(each for each in found if isinstance(each, kind)) for name, kind in _KINDS.items()
        }
        self.filter.show_counts({name: len(each) for name, each in rows.items()})
        shown = rows[self.filter.state]
        self.table.rows.show_rows(shown)
        self.filter.tell(len(shown), len(tuple(help_texts().topics())))
        again = secondary("Clear the search", self.filter.clear, icon="x")
        nothing = EmptyState("search", "Nothing says so", "Try another word, or fewer.", again)
        self.table.show_empty(None if shown else nothing)
        if shown:
            self.table.choose(shown.index(self._shown) if self._shown in shown and not typed.strip() else 0)

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._show(self.table.row_of(now))

    def _show(self, topic: Topic) -> None:
        self._shown = topic
        self._sides.show_parts(topic_cards(topic, self.shell), name=title_of(topic))


def _cell(topic: Topic) -> Cell:
    return Cell(title_of(topic), group_of(topic))
