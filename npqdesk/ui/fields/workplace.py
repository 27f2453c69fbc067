"""The question about the workplace: found on the register by typing, or entered by hand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from npqdesk.services.enquiries import QuestionPage
from npqdesk.services.schools import School, school
from npqdesk.ui.announce import announce
from npqdesk.ui.fields.answer_field import AnswerField
from npqdesk.ui.loaded import loaded
from npqdesk.ui.place_search import SCHOOLS, PlaceSearch
from npqdesk.ui.widgets.buttons import link
from npqdesk.ui.widgets.field import TextField
from npqdesk.ui.widgets.frames import column, frame, holder, row
from npqdesk.ui.widgets.search import SHORTEST
from npqdesk.ui.widgets.text import Icon, label

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

_BY_HAND, _SEARCH = "by hand:", "search:"
_NOTHING = (
    "Nothing in the register fits. Try fewer words: part of the name with the town, the postcode or the URN. A school "
    "that opened lately is in a newer register only."
)
_CHECK = (
    "Unverified: the answer rests on what you enter, and the result and the letter will say so. Before you rely on it, "
    "find the school on Get Information about Schools, GOV.UK’s own register, and check that",
    "• it is open and in England, and its name is as you typed it",
    "• its type and phase are those you choose next",
    "• the funding lists have its URN or do not, as you will answer.",
)


class WorkplaceField(AnswerField):
    """The answer is a URN, or the name of a workplace that the register does not have."""

    def __init__(self, asked: QuestionPage, shell: "Shell") -> None:
        assert shell.desk is not None
        self._desk, self._source, self._urn = shell.desk, loaded(shell), ""
        self.search = PlaceSearch(asked.wording, self._source, SCHOOLS, rows=4)
        self.by_hand = TextField(
            "&Name of the school or college",
            hint="As it should stand in the letter. Its type is asked next.",
            width=520,
        )
        self._chosen_name, self._chosen_about = label("", "row_strong"), label("", "table", tone="muted")
        self._chosen = self._chosen_box()
        self._to_hand = link(
            "Can’t find the school? Enter it b&y hand",
            self._by_hand_link,
            icon="pencil",
            name="Can’t find the school? Enter it by hand",
        )
        self._nothing = label(_NOTHING, tone="muted")
        self._check = holder(column(*(label(line, tone="muted") for line in _CHECK), gap=4))
        self._to_search = link("Search the school register instead", self._search_link, icon="search")
        self._no_register = label(
            "No school register is loaded yet, so there is nothing to search. Load one under Schools, or enter the "
            "school by hand.",
            tone="muted",
        )
        links = row(self._to_hand, self._to_search)
        links.addStretch(1)
        inside = column(self._chosen, self._no_register, self.search, self._nothing, self.by_hand, self._check, gap=10)
        inside.addLayout(links)
        super().__init__(asked, holder(inside), self.search.edit)
        self.search.taken.connect(self._take)
        self.search.edit.textChanged.connect(self._typed)
        self.by_hand.changed.connect(self.changed)
        self._source.changed.connect(self._fit)
        self._is_by_hand = False
        self._fit()

    def value(self) -> str:
        if self._is_by_hand:
            return self.by_hand.text()
        highlighted = self.search.current() if self.search.text() else None
        return highlighted.key if highlighted else "" if self.search.text() else self._urn

    def show_value(self, text: str) -> None:
        found = school(self._desk, text) if text.isdecimal() else None
        if found is not None:
            self._show_chosen(found)
        elif text:
            self.by_hand.edit.setText(text)
            self._go_by_hand(is_by_hand=True)

    def kept(self) -> str:
        if self._is_by_hand:
            return f"{_BY_HAND}{self.by_hand.text()}" if self.by_hand.text() else ""
        return f"{_SEARCH}{self.search.text()}" if self.search.text() else self._urn

    def show_kept(self, text: str) -> None:
        if text.startswith(_SEARCH):
            self.search.edit.setText(text.removeprefix(_SEARCH))
        elif text.startswith(_BY_HAND):
            self.by_hand.edit.setText(text.removeprefix(_BY_HAND))
            self._go_by_hand(is_by_hand=True)
        else:
            self.show_value(text)

    def focus(self) -> QWidget:
        return self.by_hand.edit if self._is_by_hand else self.search.edit

    def _chosen_box(self) -> QFrame:
        box = frame("notice")
        icon = column(Icon("school", size=20, role="on_soft"))
        icon.addStretch(1)
        across = row(icon, gap=12, margins=(16, 12, 16, 12))
        across.addLayout(column(self._chosen_name, self._chosen_about, gap=2), 1)
        box.setLayout(across)
        return box

    def _take(self, urn: str) -> None:
        found = school(self._desk, urn)
        if found is not None:
            self._show_chosen(found)
            self.search.edit.clear()
            announce(self.search.edit, f"{found.name} is chosen")

    def _show_chosen(self, found: School) -> None:
        self._urn = found.urn
        about = (", ".join(part for part in (found.town, found.postcode) if part), found.type_name, f"URN {found.urn}")
        closed = "" if found.is_open else "Closed"
        self._chosen_name.setText(found.name)
        self._chosen_about.setText(" · ".join(part for part in (*about, closed) if part))
        self.search.edit.setPlaceholderText("Search again to choose another school")
        self._go_by_hand(is_by_hand=False)
        self.changed.emit()

    def _typed(self, _text: str) -> None:
        self._fit()
        self.changed.emit()

    def _by_hand_link(self) -> None:
        if not self.by_hand.text() and not self.search.text().isdecimal():
            self.by_hand.edit.setText(self.search.text())
        self._go_by_hand(is_by_hand=True)
        self.by_hand.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search_link(self) -> None:
        self._go_by_hand(is_by_hand=False)
        self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_by_hand(self, *, is_by_hand: bool) -> None:
        self._is_by_hand = is_by_hand
        self.first = self.focus()
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Show what belongs to the way of answering, and why there is nothing to search."""
        by_hand, index = self._is_by_hand, self._source.index
        known = index.count("school") if index is not None else 0
        self._no_register.setVisible(not by_hand and index is not None and not known)
        self._chosen.setVisible(not by_hand and bool(self._urn))
        self.search.setVisible(not by_hand)
        typed = known > 0 and len(self.search.text()) >= SHORTEST
        self._nothing.setVisible(not by_hand and typed and not self.search.model.results)
        self.by_hand.setVisible(by_hand)
        self._check.setVisible(by_hand)
        self._to_hand.setVisible(not by_hand)
        self._to_search.setVisible(by_hand)
