"""What the search is given and what it gives back: any school, trust, early years provider or local authority."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["school", "trust", "early_years", "local_authority"]
Fit = Literal["number", "words", "inside", "similar"]


class Entry(NamedTuple):
    """One row to be found, whichever register it comes from.  A tuple, because there are 123,000 of them.

    `key` is unique over all kinds.  `about` tells its sort ("Community school, Primary").  `numbers` are its
    identifiers as they are written: URN, UKPRN, Ofsted number, LAESTAB ("123/4567").  `status` is shown where it is
    not simply open.  `name` is "" where the register withholds it; it is then found by its numbers and its place."""

    key: str
    kind: Kind
    name: str
    about: str = ""
    street: str = ""
    locality: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""
    local_authority: str = ""
    numbers: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    trust: str = ""
    status: str = ""
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and how: by a whole number; every word typed is, or begins, one of its words; some word
    typed is inside one of its words; some word typed is only similar, or a usual word like "primary" is not there."""

    entry: Entry
    fit: Fit
