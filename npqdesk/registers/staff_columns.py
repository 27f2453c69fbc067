"""Which column of a staff spreadsheet is which: told by its headings, guessed where they are nearly right, else asked.

The headings stand in `resources/staff/columns.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from npqdesk.registers.headings import Wanted

NEAR = 84
"""How alike, of 100, the letters of a heading and of a known one must be for a guess: “Sirname” is, “Roll” is not."""


@dataclass(frozen=True, slots=True)
class StaffColumn:
    """One field: its id, its words on the screen, its heading in the template ("" for none), its known headings."""

    id: str
    title: str
    template: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """The place of each field's column, from 0, and the fields that somebody must look at before they are read."""

    places: Mapping[str, int]
    unsure: frozenset[str]

    @property
    def certain(self) -> bool:
        """Whether the file can be read without asking."""
        return not self.unsure and has_name(self.places)


def read_staff_columns(text: str) -> dict[str, StaffColumn]:
    """The fields of `columns.toml`, by id, in its order."""
    given = tomllib.loads(text)["column"]
    return {
        each["id"]: StaffColumn(each["id"], each["title"], each.get("template", ""), tuple(each["spellings"]))
        for each in given
    }


def wanted_headings(columns: Mapping[str, StaffColumn]) -> Wanted:
    """What tells the row of headings from a title above it: a name, and anything else that staff are asked."""
    names = [name for id_ in ("surname", "full_name") for name in columns[id_].spellings]
    rest = [name for id_, each in columns.items() if id_ not in ("surname", "full_name") for name in each.spellings]
    return names, rest


def guess_columns(header: Sequence[str], columns: Mapping[str, StaffColumn]) -> Guess:
    """The columns by their headings; one that is only near, or stands there twice, is unsure."""
    plain = [letters(name) for name in header]
    places: dict[str, int] = {}
    unsure: set[str] = set()
    for id_, each in columns.items():
        known = next((name for name in map(letters, each.spellings) if name in plain), None)
        if known is not None:
            places[id_] = plain.index(known)
            if plain.count(known) > 1:
                unsure.add(id_)
    for id_, each in columns.items():
        left = {place: name for place, name in enumerate(plain) if name and place not in places.values()}
        if id_ not in places and (near := _nearest(each, left)) is not None:
            places[id_] = near
            unsure.add(id_)
    return _one_way_to_a_name(places, unsure)


def has_name(places: Mapping[str, int]) -> bool:
    """Whether there is a column, or a pair of them, that says what somebody is called."""
    return "full_name" in places or ("surname" in places and ("forename" in places or "preferred" in places))


def letters(name: str) -> str:
    """A heading as it is compared: its letters and digits alone, in small."""
    return "".join(filter(str.isalnum, name.casefold()))


def _nearest(column: StaffColumn, left: Mapping[int, str]) -> int | None:
    found = [
        (score, -place)
        for name in map(letters, column.spellings)
        if (best := process.extractOne(name, left, scorer=fuzz.ratio, score_cutoff=NEAR))
        for _, score, place in [best]
    ]
    return -max(found)[1] if found else None


def _one_way_to_a_name(places: dict[str, int], unsure: set[str]) -> Guess:
    """Two columns for a name go before one.  “Name” beside “Surname” alone may be either name, and is asked about."""
    if "surname" in places and ("forename" in places or "preferred" in places) and not unsure & {"surname", "forename"}:
        places.pop("full_name", None)
        unsure.discard("full_name")
    elif "surname" in places and "full_name" in places:
        unsure.add("full_name")
    return Guess(places, frozenset(unsure))
