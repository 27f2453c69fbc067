"""Which column of a list's file holds the identifier, where its heading is none that npqdesk knows: asked once, kept.

What was chosen is remembered for the list and that set of headings, as a setting of the office, once a file was kept
with it.  The same headings next year need no asking; other headings are asked about afresh."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.registers.lists import Kind, ListKind, NoColumn
from npqdesk.registers.names import mended
from npqdesk.store.tables import Setting

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

KIND_WORDS: Mapping[Kind, str] = {
    "urn": "URN",
    "ukprn": "UKPRN",
    "ofsted_urn": "Ofsted number",
    "legal_name": "legal name",
}
NO_SUCH_COLUMN = "-"
"""How the command line says that a file has no column for one kind of identifier."""
_KEY = "list-columns"
_LOOKED_AT, _SHOWN, _LONGEST = 200, 3, 40


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column that may be chosen: its heading, and the first values in it."""

    heading: str
    values: tuple[str, ...]


class ColumnsNeeded(Problem):
    """A file has no heading that a list is known by.  `missing` are the kinds of identifier, in words by kind, that are
    looked for; `choices` the columns there are; `may_lack` is whether the file need not have each of them."""

    def __init__(self, list_id: str, unknown: NoColumn, *, may_lack: bool) -> None:
        self.list_id = list_id
        self.missing = {heading.kind: KIND_WORDS[heading.kind] for heading in unknown.missing}
        self.may_lack = may_lack
        rows = [cells for _, cells in islice(unknown.table.rows, _LOOKED_AT)]
        self.choices = tuple(
            ColumnChoice(heading, _first_values(rows, place))
            for place, heading in enumerate(unknown.table.header)
            if heading
        )
        to_do = "Check that you chose the right file. If it is, say which column it is (--column HEADING)."
        super().__init__(unknown.title, unknown.what_happened, to_do, place=unknown.place)


def columns_named(kind: ListKind, texts: Iterable[str]) -> dict[Kind, str]:
    """What `HEADING` or `KIND=HEADING` says on the command line: a heading for each kind of identifier, blank for `-`.

    Problem when a list has two kinds of identifier and it is not said which one is meant."""
    kinds = [heading.kind for heading in kind.identifiers]
    named: dict[Kind, str] = {}
    for text in texts:
        before, sign, after = text.partition("=")
        told = next((each for each in kinds if sign and each == before), None)
        if told is None and len(kinds) > 1:
            raise Problem(
                "It is not said which identifier this column holds",
                f"“{kind.title}” is read by the {' or the '.join(KIND_WORDS[each] for each in kinds)}.",
                f"Write one of: {', '.join(f'--column {each}=HEADING' for each in kinds)} (- for no such column).",
            )
        heading = after if told else text
        named[told or kinds[0]] = "" if heading == NO_SUCH_COLUMN else heading
    return named


def remembered(desk: "Desk", list_id: str) -> dict[str, dict[Kind, str]]:
    """The columns that were chosen for a list before, by the key of their set of headings."""
    with desk.store.reading() as session:
        found = session.scalars(select(Setting).where(Setting.key.startswith(f"{_KEY}/{list_id}/")))
        return {row.key: json.loads(row.value) for row in found}


def remember(session: Session, list_id: str, header: Sequence[str], chosen: Mapping[Kind, str]) -> None:
    """Keep what was chosen for these headings."""
    session.merge(Setting(key=columns_key(list_id, header), value=json.dumps(dict(chosen), ensure_ascii=False)))


def columns_key(list_id: str, header: Sequence[str]) -> str:
    """What a list and a set of headings, in any order, are remembered under."""
    headings = "\n".join(sorted({name.casefold() for name in header if name}))
    return f"{_KEY}/{list_id}/{sha256(headings.encode()).hexdigest()[:16]}"


def _first_values(rows: Iterable[Sequence[str]], place: int) -> tuple[str, ...]:
    values = (mended(cells[place])[:_LONGEST] for cells in rows if place < len(cells))
    return tuple(islice(dict.fromkeys(value for value in values if value), _SHOWN))
