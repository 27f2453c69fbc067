"""Trusts, other groups and local authorities: what they are called, and the schools of each.

Trusts come from the group and membership files and from the names in the schools register; what both name is one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy.orm import Session

from npqdesk.registers.folding import fold
from npqdesk.services.schools import School, schools_where
from npqdesk.services.searching.entries import Entry
from npqdesk.store.plain_sql import rows_of

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

TRUST, AUTHORITY = "trust:", "la:"
"""What stands before a group's UID or folded name, and before a local authority's code, in their keys."""
_OPEN_NOW = "until_snapshot_id IS NULL AND status_code <> '2'"
_MEMBERS = (
    "FROM relations member LEFT JOIN establishments school ON school.urn = member.urn AND "
    f"school.{_OPEN_NOW.replace('status_code', 'school.status_code')} "
    "WHERE member.kind = 'membership' AND member.until_file_id IS NULL AND member.ended IS NULL"
)
_URNS = "SELECT urn FROM relations WHERE kind = 'membership' AND other = ? AND until_file_id IS NULL AND ended IS NULL"
_NO_AUTHORITY = ("", "000")


@dataclass(slots=True)
class Group:
    """A trust, another group of schools, or a local authority.

    `about` is its kind in the register's words; `number` its UID or code; `called` the names that its schools give it;
    `places` counts its open schools by local authority."""

    key: str
    kind: Literal["trust", "local_authority"]
    name: str
    about: str
    number: str = ""
    ukprn: str = ""
    status: str = ""
    called: set[str] = field(default_factory=set)
    places: Counter[str] = field(default_factory=Counter)

    @property
    def is_open(self) -> bool:
        """Whether it is not closed."""
        return not self.status.casefold().startswith("closed")

    @property
    def size(self) -> int:
        """How many open schools it has."""
        return self.places.total()

    @property
    def number_in_words(self) -> str:
        """ "UID 5001", "LA number 350"; "" for a trust that only its schools name."""
        return f"{'UID' if self.kind == 'trust' else 'LA number'} {self.number}" if self.number else ""

    @property
    def entry(self) -> Entry:
        """As the search takes it: found by the local authorities of its schools too."""
        first, *others = [place for place, _ in self.places.most_common()] or [""]
        is_trust = self.kind == "trust"
        return Entry(
            key=self.key,
            kind=self.kind,
            name=self.name,
            about=self.about,
            county=" ".join(others) if is_trust else "",
            local_authority=first if is_trust else "",
            numbers=(self.number, self.ukprn),
            former_names=tuple(sorted(self.called - {self.name})),
            status=self.status,
            is_open=self.is_open,
        )


def load_groups(desk: "Desk") -> dict[str, Group]:
    """Every group and local authority that is known now, by its key."""
    with desk.store.reading() as session:
        return {group.key: group for group in (*_trusts(session), *_authorities(session))}


def group_schools(desk: "Desk", group: Group) -> tuple[School, ...]:
    """The open schools of a group, by name."""
    if group.kind == "local_authority":
        found = schools_where(desk, f"{_OPEN_NOW} AND la_code = ?", group.number)
    else:
        found = schools_where(desk, f"{_OPEN_NOW} AND trust IN (SELECT value FROM json_each(?))", sorted(group.called))
        if group.number:
            found |= schools_where(desk, f"{_OPEN_NOW} AND urn IN ({_URNS})", group.number)
    return tuple(sorted(found.values(), key=lambda each: (each.name.casefold(), each.town, each.urn)))


def schools_with(schools: tuple[School, ...], text: str) -> tuple[School, ...]:
    """Those of which every word of `text` is in the name, the town, the postcode or the URN."""
    words = fold(text).split()
    if not words:
        return schools
    searched = ((each, fold(f"{each.name} {each.town} {each.postcode} {each.urn}")) for each in schools)
    return tuple(each for each, said in searched if all(word in said for word in words))


def _trusts(session: Session) -> Iterable[Group]:
    by_key: dict[str, Group] = {}
    for uid, name, what, status, ukprn in _rows(
        session,
        "SELECT other, name, what, status, number FROM relations WHERE kind = 'group' AND until_file_id IS NULL",
    ):
        by_key[TRUST + uid] = Group(TRUST + uid, "trust", name, what, uid, ukprn, status)
    for uid, name, what, place, count in _rows(
        session, f"SELECT other, member.name, what, la_name, count(school.urn) {_MEMBERS} GROUP BY 1, 2, 3, 4"
    ):
        group = by_key.setdefault(TRUST + uid, Group(TRUST + uid, "trust", name, what, uid))
        group.places[place or ""] += count
    by_name = {fold(group.name): group for group in by_key.values() if group.is_open}
    for name, place, count in _rows(
        session, f"SELECT trust, la_name, count(*) FROM establishments WHERE {_OPEN_NOW} AND trust <> '' GROUP BY 1, 2"
    ):
        words = fold(name)
        if words not in by_name:
            by_name[words] = by_key[TRUST + words] = Group(TRUST + words, "trust", name, "Trust")
        group = by_name[words]
        group.called.add(name)
        group.places[place] = max(group.places[place], count)
    return by_key.values()


def _authorities(session: Session) -> Iterator[Group]:
    by_code: dict[str, Counter[str]] = {}
    for code, name, count in _rows(
        session, f"SELECT la_code, la_name, count(*) FROM establishments WHERE {_OPEN_NOW} GROUP BY 1, 2"
    ):
        if code not in _NO_AUTHORITY and name:
            by_code.setdefault(code, Counter())[name] += count
    for code, names in by_code.items():
        name = names.most_common(1)[0][0]
        group = Group(AUTHORITY + code, "local_authority", name, "Local authority", code)
        group.called, group.places[name] = set(names), names.total()
        yield group


def _rows(session: Session, query: str) -> Iterable[tuple[Any, ...]]:
    return list(rows_of(session, query))
