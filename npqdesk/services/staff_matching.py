"""Who on a staff file is who on the record: new, changed, as they were, or a doubt for a person to settle.

Somebody is taken for the same person where a TRN agrees with a name or a date of birth, or, without a TRN on one side,
a name with a date of birth or an e-mail address.  Whatever agrees only in part is a doubt, and so is anyone who stands
on the file twice: no two people are ever made one without being asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from npqdesk.registers.folding import fold
from npqdesk.registers.staff import StaffRow
from npqdesk.services.workplaces import day_words

FIELDS: Mapping[str, str] = {
    "title": "Title",
    "name": "Name",
    "role": "Role",
    "urn": "School’s URN",
    "trn": "TRN",
    "date_of_birth": "Date of birth",
    "email": "Work e-mail",
}
"""What is kept of a person, with its words."""


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A person as the record has them.  Never shown by `repr`."""

    id: int
    title: str = field(repr=False)
    name: str = field(repr=False)
    role: str = field(repr=False)
    urn: str = field(repr=False)
    trn: str = field(repr=False)
    date_of_birth: date | None = field(repr=False)
    email: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one person: what it was and is to be, in words."""

    what: str
    was: str = field(repr=False)
    becomes: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Changed:
    """A person whose record the file changes."""

    row: StaffRow
    person: OnRecord
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may be somebody known: on the record (`person`) or on an earlier line of the file (`earlier`).

    `why` says what agrees and what does not; `changes` what “the same person” would change."""

    row: StaffRow
    person: OnRecord | None
    earlier: StaffRow | None
    why: str
    changes: tuple[Change, ...]

    @property
    def earlier_line(self) -> int:
        """The earlier line of the file that it is like; 0 for somebody on the record."""
        return self.earlier.line if self.earlier else 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do.  `met` has the person of each line that is on the record, changed or not; `repeated` are
    rows that say exactly what an earlier one says; `absent` are people on the record whom no row may be."""

    new: tuple[StaffRow, ...]
    changed: tuple[Changed, ...]
    unchanged: int
    repeated: int
    doubts: tuple[Doubt, ...]
    absent: tuple[OnRecord, ...]
    met: Mapping[int, int]


def plan(rows: Iterable[StaffRow], record: Sequence[OnRecord]) -> Plan:
    """Compare the rows of a file, in their order, with everyone on the record."""
    sorting = _Sorting(record)
    for row in rows:
        sorting.take(row)
    return Plan(
        tuple(sorting.new),
        tuple(sorting.changed),
        len(sorting.met) - len(sorting.changed),
        sorting.repeated,
        tuple(sorting.doubts),
        tuple(person for person in record if person.id not in sorting.may_be_here),
        sorting.met,
    )


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two that may be one person: whether they surely are, and what agrees."""

    sure: bool
    say: str


def alike(row: StaffRow, other: StaffRow | OnRecord) -> Likeness | None:
    """What speaks for two being one person; None when nothing does, or when more speaks against it."""
    same_name = bool(_names(row) & _names(other))
    same_birth = row.date_of_birth is not None and row.date_of_birth == other.date_of_birth
    same_email = bool(row.email) and row.email.casefold() == other.email.casefold()
    against = [
        words
        for words, one, two in (
            ("TRN", row.trn, other.trn),
            ("date of birth", row.date_of_birth, other.date_of_birth),
        )
        if one and two and one != two
    ]
    but = "".join(f", another {words}" for words in against)
    if row.trn and row.trn == other.trn:
        name = "" if same_name else ", another name"
        return Likeness((same_name or same_birth) and not against, f"The same TRN{name}{but}")
    if same_name and same_birth:
        return Likeness(not against, f"The same name and date of birth{but}")
    if same_name and same_email:
        return Likeness(not against, f"The same name and e-mail{but}")
    if same_birth and same_email and not against:
        return Likeness(sure=False, say="The same date of birth and e-mail, another name")
    if same_name and not against:
        return Likeness(sure=False, say="The same name, and nothing more to tell them by")
    return None


def changes_of(row: StaffRow, other: StaffRow | OnRecord, *, only_blanks: bool = False) -> tuple[Change, ...]:
    """What a row says otherwise.  A blank in the file says nothing, so it never takes anything away."""
    found = []
    for name, words in FIELDS.items():
        was, becomes = getattr(other, name), getattr(row, name)
        if becomes and becomes != was and not (only_blanks and was):
            found.append(Change(words, _in_words(was), _in_words(becomes)))
    return tuple(found)


_Person = TypeVar("_Person", StaffRow, OnRecord)


class _Index(Generic[_Person]):
    """People to look up by TRN and by name."""

    def __init__(self, people: Iterable[_Person]) -> None:
        self._by: defaultdict[str, list[_Person]] = defaultdict(list)
        for each in people:
            self.add(each)

    def add(self, one: _Person) -> None:
        for key in _keys(one):
            self._by[key].append(one)

    def like(self, row: StaffRow) -> list[tuple[Likeness, _Person]]:
        """Everyone who may be the person of a row, each once, with what speaks for it."""
        found = {id(one): one for key in _keys(row) for one in self._by.get(key, ())}
        return [(likeness, one) for one in found.values() if (likeness := alike(row, one))]


class _Sorting:
    """Rows put where they belong, one after another."""

    def __init__(self, record: Sequence[OnRecord]) -> None:
        self._record, self._earlier = _Index(record), _Index[StaffRow](())
        self._said: set[tuple[object, ...]] = set()
        self._taken: set[int] = set()
        self.new: list[StaffRow] = []
        self.changed: list[Changed] = []
        self.doubts: list[Doubt] = []
        self.met: dict[int, int] = {}
        self.may_be_here: set[int] = set()
        self.repeated = 0

    def take(self, row: StaffRow) -> None:
        """One row more."""
        if _values(row) in self._said:
            self.repeated += 1
            return
        self._said.add(_values(row))
        likely = self._record.like(row)
        self.may_be_here.update(person.id for _, person in likely)
        likely = [each for each in likely if each[1].id not in self._taken]
        twins = self._earlier.like(row)
        self._earlier.add(row)
        exactly = next((person for likeness, person in likely if _is_exactly(row, person, likeness)), None)
        if exactly is not None:
            self._meet(row, exactly)
        elif twins:
            likeness, twin = max(twins, key=lambda each: each[0].sure)
            self.doubts.append(Doubt(row, None, twin, likeness.say, changes_of(row, twin, only_blanks=True)))
        else:
            self._compare(row, likely)

    def _compare(self, row: StaffRow, likely: list[tuple[Likeness, OnRecord]]) -> None:
        sure = [person for likeness, person in likely if likeness.sure]
        if len(sure) == 1:
            self._meet(row, sure[0])
            if changes := changes_of(row, sure[0]):
                self.changed.append(Changed(row, sure[0], changes))
        elif likely:
            likeness, person = max(likely, key=lambda each: each[0].sure)
            several = f"; {len(likely)} people on the record are like this" if len(likely) > 1 else ""
            self.doubts.append(Doubt(row, person, None, f"{likeness.say}{several}", changes_of(row, person)))
        else:
            self.new.append(row)

    def _meet(self, row: StaffRow, person: OnRecord) -> None:
        self.met[row.line] = person.id
        self._taken.add(person.id)


def _is_exactly(row: StaffRow, person: OnRecord, likeness: Likeness) -> bool:
    """Whether the record has all that a row says, and nothing more unless they are surely one person."""
    if any(getattr(row, name) and getattr(row, name) != getattr(person, name) for name in FIELDS):
        return False
    return likeness.sure or all(getattr(row, name) == getattr(person, name) for name in FIELDS)


def _keys(one: StaffRow | OnRecord) -> list[str]:
    numbers = [f"trn {one.trn}"] if one.trn else []
    birth = [f"born {one.date_of_birth} {one.email.casefold()}"] if one.date_of_birth and one.email else []
    return [*numbers, *birth, *_names(one)]


def _names(one: StaffRow | OnRecord) -> frozenset[str]:
    names = (one.name, one.other_name) if isinstance(one, StaffRow) else (one.name,)
    return frozenset(fold(name) for name in names if name)


def _values(row: StaffRow) -> tuple[object, ...]:
    return (row.other_name, row.workplace, *(getattr(row, name) for name in FIELDS))


def _in_words(value: str | date | None) -> str:
    return day_words(value) if isinstance(value, date) else value or ""
