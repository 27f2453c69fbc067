"""Schools: find one while typing; what the search reads stands below until there is something to search for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from npqdesk.services.counting import counted
from npqdesk.services.groups import AUTHORITY, TRUST
from npqdesk.services.providers import KEY
from npqdesk.services.workplaces import day_words
from npqdesk.ui.command import Command
from npqdesk.ui.loaded import loaded
from npqdesk.ui.page import Page
from npqdesk.ui.place_search import PlaceSearch
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import link, primary, secondary
from npqdesk.ui.widgets.empty import EmptyState
from npqdesk.ui.widgets.frames import Card, Limited
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.search import SHORTEST
from npqdesk.ui.widgets.why import WhyRow

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH, _ABOVE, _ROW = 900, 250, 61


class SchoolsPage(Page):
    """Typing searches, Down and Enter open a school.  What was typed stays when it is come back to."""

    title = "Schools"
    begins = ("search",)
    help_text = (
        "Type part of a name, a town, a postcode or a number; “St” finds “Saint”, and accents do not matter. Trusts, "
        "local authorities and childcare providers are found too. Down goes through what is found, Enter opens it."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        files = secondary("Register and lists…", lambda: shell.go("load"), icon="database")
        self._header = PageHeader("Schools", actions=[files])
        self.set_header(self._header)
        self._source = loaded(shell)
        self.search = PlaceSearch("Find a school", self._source)
        self.search.taken.connect(self._open)
        self.search.edit.textChanged.connect(lambda _text: self._fit())
        self._field = Limited(self.search, _WIDTH)
        self._no_match = EmptyState(
            "search",
            "No school matches",
            "Try a part of the name, the postcode or the URN. A newer register may have it.",
            secondary("Clear the search", self._clear, icon="x"),
        )
        self._below: QWidget | None = None
        self.body.addWidget(self._field)
        self.body.addWidget(self._no_match, 1)
        self.body.addStretch(0)
        self._source.changed.connect(self._show_state)
        self._show_state()

    def arrive(self, *, search: str | None = None, place: str = "", **_arguments: object) -> None:
        """`search` begins a new search with this text; "" with an empty field.  `place` is one that was found, to be
        shown at once."""
        if place:
            self._open(place)
            return
        if search is not None:
            self.search.edit.setText(search)
        self.search.edit.selectAll()

    def first_focus(self) -> QWidget | None:
        return None if self._source.register is None and self._source.index is not None else self.search.edit

    def commands(self) -> Sequence[Command]:
        return (Command("&Find a school", self.search.edit.setFocus, "Ctrl+F", menu="edit"),)

    def _show_state(self) -> None:
        """How many schools there are to search, and what stands below the field."""
        source = self._source
        index, register = source.index, source.register
        if index is None:
            about = "Reading the register…"
        elif register is None:
            about = "No school register yet"
        else:
            about = f"{index.count('school'):,} in the school register of {day_words(register.as_at)}"
        self._header.show_title("Schools", about=about)
        self._field.setVisible(index is None or register is not None)
        self._replace(self._nothing_loaded() if index is not None and register is None else self._rests_on())
        self._fit()

    def _nothing_loaded(self) -> EmptyState:
        return EmptyState(
            "school",
            "No schools yet",
            "Load the school register, the official list of every school in England.",
            primary("Load the register…", lambda: self.shell.go("load", what="register"), icon="database"),
        )

    def _rests_on(self) -> QWidget:
        source = self._source
        card = Card("What the search reads", action=link("Register and lists", lambda: self.shell.go("load")))
        if source.register is not None:
            held = counted(source.register.known, "school or other place", "schools and other places")
            card.add_row(WhyRow("database", f"School register of {day_words(source.register.as_at)}", held))
        for each in source.lists:
            dated = f"Published {day_words(each.published)} · {counted(each.entries, 'entry', 'entries')}"
            card.add_row(WhyRow("list-checks", each.title, dated))
        for held in self._also_read():
            card.add_row(held)
        if not source.lists:
            card.add_row(
                WhyRow("unknown", "No funding lists yet", "Until one is loaded, nothing says which school is on it.")
            )
        return Limited(card, _WIDTH)

    def _also_read(self) -> list[QWidget]:
        """What the search reads besides schools."""
        index, read = self._source.index, []
        trusts, providers = (index.count("trust"), index.count("early_years")) if index else (0, 0)
        if trusts:
            authorities = index.count("local_authority")
            read.append(WhyRow("building-2", "Trusts and local authorities", f"{trusts:,} and {authorities:,}"))
        if providers:
            read.append(WhyRow("database", "Ofsted register", f"{providers:,} childcare providers"))
        return read

    def _replace(self, below: QWidget) -> None:
        if self._below is not None:
            self._below.hide()
            self._below.deleteLater()
        self._below = below
        fills = isinstance(below, EmptyState)
        self.body.insertWidget(1, below, int(fills))
        self.body.setStretch(self.body.count() - 1, int(not fills))

    def _fit(self) -> None:
        """As many rows as the page is high; below the field only while nothing is searched for."""
        self.search.set_rows(max(3, (self.height() - px(_ABOVE)) // px(_ROW)))
        assert self._below is not None
        searching = len(self.search.text()) >= SHORTEST and self._source.index is not None
        nothing_to_search = self._field.isHidden()
        self._below.setVisible(self._source.index is not None and (not searching or nothing_to_search))
        self._no_match.setVisible(searching and not nothing_to_search and not self.search.model.results)

    def _open(self, key: str) -> None:
        if key.startswith(KEY):
            self.shell.go("provider", number=key.removeprefix(KEY))
        elif key.startswith((TRUST, AUTHORITY)):
            self.shell.go("group", key=key)
        else:
            self.shell.go("school", urn=key)

    def _clear(self) -> None:
        self.search.edit.clear()
        self.search.edit.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
