"""Finding a school while someone types, and what the register and the lists say of it.

The index holds every school's words, folded, open schools first; a keystroke walks through them once and stops when
it has enough.  It is immutable, so that it can be made beside the window and handed over."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.registers.folding import NAME_ENDS, fold
from npqdesk.registers.register import Establishment
from npqdesk.services import lists
from npqdesk.services.lists import ListStatus
from npqdesk.services.register import gias_words
from npqdesk.services.school_words import WordIndex
from npqdesk.store.tables import RegisterSnapshot

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

ENOUGH = 400
LAST = "\x7f"
_PIECE = 1_000
_FEW = 1_000
_LONGEST = 3
_CLOSED = "2"
_KEPT = ("seen_snapshot_id", *Establishment._fields)
_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class School:
    """An establishment as the register has it.  `as_at` is the day of the last file that had it, in snapshot
    `snapshot_id`.

    `pupils` is None when the register records no number; `census_date` is the day they were counted."""

    urn: str
    ukprn: str
    name: str
    type_code: str
    type_name: str
    phase_code: str
    phase: str
    status_code: str
    status: str
    la_code: str
    local_authority: str
    street: str
    locality: str
    address3: str
    town: str
    county: str
    postcode: str
    telephone: str
    trust: str
    pupils: int | None
    census_date: date | None
    open_date: date | None
    close_date: date | None
    changed_on: date | None
    snapshot_id: int
    as_at: date
    in_england: bool

    @property
    def is_open(self) -> bool:
        """Whether it is open, closing or yet to open: anything but closed."""
        return self.status_code != _CLOSED

    @property
    def address(self) -> tuple[str, ...]:
        """The lines of its postal address, from the street to the postcode, without blanks."""
        lines = (self.street, self.locality, self.address3, self.town, self.county, self.postcode)
        return tuple(line for line in lines if line)


_NAMES = tuple(field.name for field in fields(School))


@dataclass(frozen=True, slots=True)
class ListMembership:
    """Whether a school is on a list, by its newest release."""

    list_id: str
    title: str
    listed: bool
    release: ListStatus


class SchoolIndex:
    """Every school known now, ready to be searched.  Immutable: safe in any thread."""

    def __init__(self, rows: list[tuple[str, _Row]], days: dict[int, date]) -> None:
        """`rows` are (search text, the columns of `_KEPT`); `days` the day of each snapshot."""
        by_name = sorted(rows, key=lambda row: (row[1][8] == _CLOSED, row[0]))
        self._texts = [text for text, _ in by_name]
        self._rows = [row for _, row in by_name]
        self._words = WordIndex(self._texts)
        self._open = sum(row[8] != _CLOSED for row in self._rows)
        self._days = days
        self._numbers: dict[str, list[int]] = {}
        for place, row in enumerate(self._rows):
            for number in (row[1], row[2], row[17].replace(" ", "").lower()):
                if number:
                    self._numbers.setdefault(number, []).append(place)

    def __len__(self) -> int:
        return len(self._rows)

    def search(self, text: str, *, limit: int = 20) -> tuple[School, ...]:
        """The schools that fit every word of `text`, best first, at most `limit`.

        A whole URN, UKPRN or postcode comes first; then words that begin so, then words with it inside; open schools
        before closed, a fit in the name before one in the town or street."""
        folded = fold(text)
        if not folded:
            return ()
        best = self._numbers.get(folded.replace(" ", ""), []) + self._named(f" {folded}", limit)
        if len(best) < limit:
            best += self._fitting(folded.split(), f" {folded}", limit)
        places = list(dict.fromkeys(best))[:limit]
        return tuple(_school(self._rows[place], self._days) for place in places)

    def school(self, urn: str) -> School | None:
        """The school of a URN, or None."""
        found = (self._rows[place] for place in self._numbers.get(urn.strip(), []))
        return next((_school(row, self._days) for row in found if row[1] == urn.strip()), None)

    def _named(self, start: str, limit: int) -> list[int]:
        """Places of open schools whose name begins with the whole of what was typed: they stand side by side."""
        first = bisect_left(self._texts, start, 0, self._open)
        last = bisect_left(self._texts, f"{start}{LAST}", first, self._open)
        return list(range(first, min(last, first + limit)))

    def _fitting(self, words: list[str], start: str, limit: int) -> list[int]:
        """Places that every word fits, best first.  Stops once there are plenty in which each begins a word."""
        words = sorted(words, key=len, reverse=True)
        heads, texts = [f" {word}" for word in words], self._texts
        begin: list[int] = []
        inside: list[int] = []
        for candidates in self._candidates(words):
            places = list(candidates)
            for word in words:
                places = [place for place in places if word in texts[place]]
            inside += places
            for head in heads:
                places = [place for place in places if head in texts[place]]
            begin += places
            if len(begin) >= ENOUGH:
                break
        begin = begin[: ENOUGH + limit]
        begin.sort(key=lambda place: (place >= self._open, *self._misfit(place, heads, start)))
        return begin + inside[: len(begin) + limit]

    def _candidates(self, words: list[str]) -> Iterator[Sequence[int]]:
        """Places worth a look: those with the rarest word, or where every word is common, all of them a piece at a
        time."""
        few = [places for word in words if (places := self._words.places(word, most=_FEW)) is not None]
        if few:
            yield min(few, key=len)
        else:
            for piece in range(0, len(self._texts), _PIECE):
                yield range(piece, min(piece + _PIECE, len(self._texts)))

    def _misfit(self, place: int, heads: list[str], start: str) -> tuple[bool, bool, int]:
        """How far a school's name is from what was typed: not its beginning, not all in the name; then by the
        alphabet."""
        name = self._texts[place].partition(NAME_ENDS)[0]
        return not name.startswith(start), not all(head in name for head in heads), place


def load_schools(desk: "Desk") -> SchoolIndex:
    """The index of every school known now.  Takes some tenths of a second: make it beside the window."""
    with desk.store.reading() as session:
        columns = ", ".join(_KEPT)
        found = session.connection().exec_driver_sql(
            f"SELECT search_text, {columns} FROM establishments WHERE until_snapshot_id IS NULL"
        )
        rows = [(row[0], tuple(row[1:])) for row in found]
        return SchoolIndex(rows, _days(session))


def school(desk: "Desk", urn: str) -> School | None:
    """The school of a URN as the register has it now, or None."""
    with desk.store.reading() as session:
        columns = ", ".join(_KEPT)
        row = session.connection().exec_driver_sql(
            f"SELECT {columns} FROM establishments WHERE until_snapshot_id IS NULL AND urn = ?", (urn.strip(),)
        )
        found = row.first()
        return None if found is None else _school(tuple(found), _days(session))


def schools_by_urn(desk: "Desk", urns: Iterable[str]) -> dict[str, School]:
    """The schools of some URNs as the register has them now; without those that it does not have."""
    wanted = json.dumps(sorted(urn.strip() for urn in urns))
    with desk.store.reading() as session:
        columns = ", ".join(_KEPT)
        rows = session.connection().exec_driver_sql(
            f"SELECT {columns} FROM establishments WHERE until_snapshot_id IS NULL "
            "AND urn IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
        days = _days(session)
        found = (_school(tuple(row), days) for row in rows)
        return {each.urn: each for each in found}


def school_lists(desk: "Desk", urn: str, *, on: date | None = None) -> tuple[ListMembership, ...]:
    """For each list with a release by the day `on` (today): whether the school is on its newest, by URN or by UKPRN.

    A school is never looked for by an Ofsted URN.  Empty for a URN that the register does not have."""
    found = school(desk, urn)
    if found is None:
        return ()
    memberships = []
    for kind in lists.list_kinds().values():
        release = lists.list_release(desk, kind.id, until=on or desk.today())
        keyed = {heading.kind for heading in kind.identifiers} & {"urn", "ukprn"}
        if release is not None and keyed:
            by_urn = "urn" in keyed and lists.is_on(desk, release, "urn", found.urn)
            by_ukprn = "ukprn" in keyed and bool(found.ukprn) and lists.is_on(desk, release, "ukprn", found.ukprn)
            memberships.append(ListMembership(kind.id, kind.title, by_urn or by_ukprn, release))
    return tuple(memberships)


def _days(session: Session) -> dict[int, date]:
    return dict(session.execute(select(RegisterSnapshot.id, RegisterSnapshot.as_at)).all())


def _school(row: _Row, days: dict[int, date]) -> School:
    snapshot_id, *given = row
    dates = [date.fromisoformat(text) if text else None for text in given[20:]]
    in_england = gias_words().in_england(given[3], given[9])
    values = (*given[:20], *dates, snapshot_id, days[snapshot_id], in_england)
    return School(**dict(zip(_NAMES, values, strict=True)))
