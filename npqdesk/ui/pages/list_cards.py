"""The cards over a list: what became of our own schools, and whether a training provider is accredited."""

from typing import TYPE_CHECKING

from npqdesk.problem import Problem
from npqdesk.services.accredited import Accredited, accredited
from npqdesk.services.list_diff import LEAVES, ListDiff, Listed
from npqdesk.services.workplaces import day_words
from npqdesk.ui.announce import announce
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.field import TextField
from npqdesk.ui.widgets.frames import Card, row
from npqdesk.ui.widgets.rows import Cell, Column
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.why import WhyRow

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_OURS = Status("good", "Yours", "house")
_MARKS = dict(zip(LEAVES, ("yes", "no", "check", "minus"), strict=True))
_MOST = 12


def _beside(entry: Listed) -> str:
    """The number; of a provider, which has none, the name it works under."""
    return entry.name if entry.kind == "legal_name" else entry.identifier


def _name(entry: Listed) -> str:
    return entry.identifier if entry.kind == "legal_name" else entry.name


ENTRY_COLUMNS = (
    Column(
        "Name", lambda entry: Cell(_name(entry), strong=entry.mine), 420, sort=lambda entry: _name(entry).casefold()
    ),
    Column("Number or other name", lambda entry: Cell(_beside(entry)), 250, sort=_beside),
    Column("Place", lambda entry: Cell(entry.place, chip=_OURS if entry.mine else None), 320),
)


class OwnCard(Card):
    """What changed for the schools where our own colleagues work; those for which nothing did are counted."""

    def __init__(self, diff: ListDiff) -> None:
        days = f"from {day_words(diff.older.published)} to {day_words(diff.newer.published)}"
        super().__init__("What changed for your schools", about=f"Schools of your staff record and enquiries, {days}.")
        changed = [each for each in diff.own if each.what in LEAVES[:2]]
        for each in changed[:_MOST]:
            self.add_row(WhyRow(_MARKS[each.what], f"{each.name} {each.what}", f"URN {each.urn}"))
        if len(changed) > _MOST:
            self.add_row(WhyRow("list-checks", f"{len(changed) - _MOST} more, at the top of the table below"))
        stay, off = (sum(each.what == what for each in diff.own) for what in LEAVES[2:])
        told = ", ".join(f"{count:,} {words}" for count, words in ((stay, "on it"), (off, "not on it")) if count)
        if told:
            self.add_row(WhyRow("check", "No change for the others" if changed else "No change for your schools", told))


class ProviderCard(Card):
    """A provider's legal name, and whether it is on the list; those with a name much like it."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__("Is this an accredited provider?")
        self._desk = desk
        self.name = TextField(
            "&Legal name of the provider", hint="Its legal name, not the name it works under", width=460
        )
        self.answer = label("", "strong")
        self.nearest = label("", tone="muted")
        look_up = row(secondary("Look it up", self.look_up, icon="search"))
        look_up.addStretch(1)
        for part in (self.name, self.answer, self.nearest):
            self.body.addWidget(part)
            part.setVisible(part is self.name)
        self.body.insertSpacing(self.body.indexOf(self.answer), 8)
        self.body.insertLayout(self.body.indexOf(self.answer), look_up)
        self.name.edit.returnPressed.connect(self.look_up)

    def look_up(self) -> None:
        """Answer for the name that stands in the field."""
        name = self.name.text()
        self.name.show_error("" if name else "Enter the legal name of a provider")
        if not name:
            return
        try:
            found = accredited(self._desk, name)
        except Problem as problem:
            self.name.show_error(problem.what_happened)
            return
        published = f"the list published {day_words(found.release.published)}"
        words = f"Yes. {found.legal_name} is on {published}." if found.is_listed else f"No. It is not on {published}."
        self.answer.setText(words)
        self.nearest.setText(_near(found))
        self.answer.show()
        self.nearest.setVisible(bool(found.nearest))
        announce(self.name, words)


def _near(found: Accredited) -> str:
    names = (f"{legal} ({works_as})" if works_as not in ("", legal) else legal for legal, works_as in found.nearest)
    return "\n".join(("Names like it:", *names)) if found.nearest else ""
