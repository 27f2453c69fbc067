"""One edition in words: what it is, the lists it reads, its rules in order, the grant, cautions and sources."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from npqdesk.services.compare_policies import edition_before
from npqdesk.services.counting import counted
from npqdesk.services.lists import list_kind, list_release
from npqdesk.services.policies import ListNeed, PolicyPage, PolicyRow, RuleRow
from npqdesk.services.workplaces import day_words
from npqdesk.ui.announce import announce
from npqdesk.ui.outcome_words import OUTCOMES
from npqdesk.ui.theme import px, set_type
from npqdesk.ui.widgets.buttons import link, secondary
from npqdesk.ui.widgets.chip import Chip, Status
from npqdesk.ui.widgets.facts import FactList
from npqdesk.ui.widgets.frames import Card, column, row, rule
from npqdesk.ui.widgets.header import flow
from npqdesk.ui.widgets.segments import SegmentedChoice
from npqdesk.ui.widgets.sources import source_button, source_links
from npqdesk.ui.widgets.text import Icon, label

if TYPE_CHECKING:
    from npqdesk.services.answer import SourceLink
    from npqdesk.services.desk import Desk
    from npqdesk.services.rulebook import LeftOut
    from npqdesk.ui.shell import Shell

_GUIDANCE = Status("none", "Guidance only", "book-open")
_ADDED = Status("ask", "Added locally", "plus")


class LeftOutCard(Card):
    """A policy that was added and cannot be used any more: why, and a way to take it out for good."""

    def __init__(self, left: "LeftOut", on_remove: Callable[[], object]) -> None:
        remove = secondary("Remove", on_remove, icon="trash-2", bulk="small", name=f"Remove {left.file_name}")
        super().__init__(
            f"{left.file_name} is left out", about="It was added here and answers nothing now.", action=remove
        )
        problem = left.problem
        where = f"{problem.place}: " if problem.place else ""
        line = row(Icon("circle-alert", role="ask"), gap=10)
        line.addWidget(label(f"{where}{problem.title}. {problem.what_happened}"), 1)
        self.add_row(line)


class PolicyCards(QWidget):
    """Built anew for each edition; `filter` hides the rules, grants and cautions that do not hold what is typed.

    `removed` comes when an edition that the office added is to be taken out."""

    removed = Signal()

    def __init__(self, shell: "Shell", desk: "Desk", page: PolicyPage, text: str) -> None:
        super().__init__()
        self._shell, self._desk, self._page = shell, desk, page
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by a word")
        self.filter.setAccessibleName(f"Filter the rules of {page.row.title}")
        self.filter.setClearButtonEnabled(True)
        set_type(self.filter, "body")
        self.filter.textChanged.connect(self._filter)
        self._items: list[tuple[str, QWidget, QWidget]] = []
        self._none = label("", tone="muted")
        self._none.hide()
        self._data = _as_data(text, page.row.title)
        self._words: list[QWidget] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        for card in self._cards():
            whole.addWidget(card)
        whole.addStretch(1)

    def _cards(self) -> Iterable[QWidget]:
        yield self._about()
        if self._page.lists:
            yield self._lists()
        yield self._rules()
        if self._page.grants:
            yield self._section("Grant to the school", "What the school is paid for one person.", self._page.grants)
        if self._page.cautions:
            yield self._section(
                "Take care", "These change no answer, and are shown where they apply.", self._page.cautions
            )
        if self._page.notes:
            yield self._section("Worth knowing", "What hangs on no one rule.", self._page.notes)
        yield self._sources()

    def shown(self) -> int:
        """How many rules, grants and cautions are shown."""
        return sum(not item.isHidden() for _words, item, _line in self._items)

    def _about(self) -> Card:
        row_of = self._page.row
        starts = " and ".join(row_of.starts)
        remove = secondary("Remove", self.removed.emit, icon="trash-2", bulk="small") if row_of.added else None
        card = Card(row_of.title, about=f"For those who start in {starts}.", action=remove)
        if row_of.added:
            said = row(Chip(_ADDED), gap=10, margins=(0, 4, 0, 4))
            said.addWidget(label("Until a newer npqdesk brings these rules along.", tone="muted"), 1)
            card.body.addLayout(said)
        facts = [
            ("Edition", f"{row_of.edition}, {row_of.status}, decided from {day_words(row_of.decided_from)}"),
            (
                "Rules",
                f"{len(self._page.scholarship)} on the scholarship, {len(self._page.grants) or 'none'} on the grant",
            ),
        ]
        card.body.addWidget(FactList(facts, width=80))
        card.body.addWidget(label(f"Courses: {', '.join(self._page.courses)}.", tone="muted"))
        before = edition_before(self._desk.rulebook, row_of.id, row_of.edition)
        if before is not None:
            card.body.addSpacing(6)
            card.body.addLayout(flow(self._changed_since(before)))
        return card

    def _changed_since(self, before: PolicyRow) -> QWidget:
        """Leads to what differs from the edition before."""
        return link(
            f"What changed since {before.title}, edition {before.edition}",
            lambda: self._shell.go("compare_policies", old=before.name, new=self._page.row.name),
            icon="arrow-up-down",
        )

    def _lists(self) -> Card:
        load = secondary("Load a list…", lambda: self._shell.go("load", what="list"), icon="upload", bulk="small")
        about = "A release published from the day named here on counts for this start."
        card = Card("Lists it reads", about=about, action=load)
        for need in self._page.lists:
            card.add_row(_list_row(self._desk, need))
        return card

    def _rules(self) -> Card:
        view = SegmentedChoice([("words", "In words"), ("data", "As data")], name="Rules")
        view.chosen.connect(lambda value: self._turn(as_data=value == "data"))
        card = Card("Rules, in the order they are tried", action=view)
        card.body.addSpacing(8)
        card.body.addWidget(self.filter)
        card.body.addSpacing(6)
        card.body.addWidget(self._none)
        card.body.addWidget(self._data)
        self._add_items(card, self._page.scholarship, numbered=True)
        return card

    def _section(self, title: str, about: str, rules: tuple[RuleRow, ...]) -> Card:
        card = Card(title, about=about)
        self._add_items(card, rules, numbered=False)
        return card

    def _add_items(self, card: Card, rules: tuple[RuleRow, ...], *, numbered: bool) -> None:
        for number, each in enumerate(rules, start=1):
            line, item = rule(), _rule_item(each, str(number) if numbered else "")
            card.body.addWidget(line)
            card.body.addWidget(item)
            line.setHidden(number == 1)
            words = " ".join(
                (each.decides, each.say, each.note, *(f"{link.label} {link.title}" for link in each.sources))
            )
            self._items.append((words.casefold(), item, line))
            if numbered:
                self._words += [line, item]

    def _sources(self) -> Card:
        card = Card("Sources")
        for each in self._page.sources:
            words = row(gap=12)
            words.addWidget(label(each.title), 1)
            words.addWidget(source_button(*_link(each)))
            card.add_row(words)
        return card

    def _turn(self, *, as_data: bool) -> None:
        self._data.setVisible(as_data)
        self.filter.setEnabled(not as_data)
        self._none.hide()
        for each in self._words:
            each.setVisible(not as_data)
        if not as_data:
            self._filter(self.filter.text())

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for at, (held, item, line) in enumerate(self._items):
            shown = all(word in held for word in words)
            item.setVisible(shown)
            line.setVisible(shown and at > 0)
        shown = self.shown()
        self._none.setText(f"No rule holds “{text.strip()}”. Clear the filter to see all of them.")
        self._none.setVisible(not shown)
        if words:
            announce(self.filter, f"{shown} of {len(self._items)} shown")


def _rule_item(each: RuleRow, number: str) -> QWidget:
    """A rule: its place, what it decides, the sentence, a note, its sources; the outcome at the right."""
    item = QWidget()
    item.setAccessibleName(f"{each.decides}. {each.say}")
    title = row(label(each.decides, "strong"), gap=8)
    title.setStretch(0, 1)
    if each.guidance_only:
        title.addWidget(Chip(_GUIDANCE))
    if each.outcome:
        title.addWidget(Chip(OUTCOMES[each.outcome]))
    words = column(title, label(each.say), gap=4)
    if each.note:
        words.addWidget(label(each.note, "small", tone="muted"))
    if each.sources:
        words.addWidget(source_links(_link(source) for source in each.sources))
    across = row(gap=0, margins=(0, 10, 0, 10))
    if number:
        place = column(label(number, tone="muted", wrap=False), margins=(0, 1, 0, 0))
        place.itemAt(0).widget().setFixedWidth(px(28))
        place.addStretch(1)
        across.addLayout(place)
    across.addLayout(words, 1)
    item.setLayout(across)
    return item


def _list_row(desk: "Desk", need: ListNeed) -> QVBoxLayout:
    release = list_release(desk, need.list_id, until=need.published_until or desk.today())
    since = f"From {day_words(need.published_from)}" if need.published_from else "Any release"
    since += f" to {day_words(need.published_until)}" if need.published_until else ""
    if release is None:
        status, loaded = Status("ask", "Not loaded", "circle-alert"), "none loaded, so its answers stay open"
    else:
        many = counted(release.entries, "entry", "entries")
        came = "loaded" if release.imported_at else "comes with npqdesk"
        loaded = f"{came}: {day_words(release.published)}, {many}"
        old = need.published_from is not None and release.published < need.published_from
        status = Status("ask", "Too old", "circle-alert") if old else Status("good", "Recent enough")
    title = label(list_kind(need.list_id).title, "strong")
    words = column(title, label(f"{since} · {loaded}", tone="muted"), gap=2)
    across = row(gap=12)
    across.addLayout(words, 1)
    across.addWidget(Chip(status))
    return column(across)


def _as_data(text: str, title: str) -> QPlainTextEdit:
    shown = QPlainTextEdit(text)
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setAccessibleName(f"{title} as data")
    shown.setMinimumHeight(px(380))
    set_type(shown, "small")
    shown.hide()
    return shown


def _link(source: "SourceLink") -> tuple[str, str, str]:
    return source.label, source.title, source.url
