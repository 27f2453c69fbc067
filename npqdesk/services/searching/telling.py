"""What stands under a name, so that fifty-six "St Joseph's Catholic Primary School" are told apart."""

from collections.abc import Sequence

from npqdesk.services.searching.entries import Entry

_OPEN = ("", "open", "active")
# Ways to say where a place is, the plainest first; "where" is its town or, without one, its local authority.
_WAYS = (
    ("where",),
    ("locality", "where"),
    ("street", "where"),
    ("where", "local_authority"),
    ("where", "postcode"),
    ("street", "where", "local_authority"),
    ("street", "where", "postcode"),
    ("street", "where", "postcode", "number"),
)


def tell_apart(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The second line of each entry shown: its town, and of those that share a name, the shortest that differs.

    All of one name are told in the same way.  The status is added where it is not simply open.  The lines of one name
    differ unless the entries do in nothing."""
    alike: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        alike.setdefault(entry.name.casefold(), []).append(place)
    told = [""] * len(entries)
    for places in alike.values():
        for place, line in zip(places, _lines([entries[place] for place in places]), strict=True):
            told[place] = line
    return tuple(told)


def _lines(entries: Sequence[Entry]) -> list[str]:
    """Lines for entries of one name: of the ways in which all differ, the one with the least to read."""
    ways = [[_line(entry, way) for entry in entries] for way in _WAYS[: None if len(entries) > 1 else 1]]
    apart = [lines for lines in ways if len(set(lines)) == len(lines)]
    return min(apart, key=lambda lines: sum(map(len, lines)), default=ways[-1])


def _line(entry: Entry, way: Sequence[str]) -> str:
    said = {
        "where": entry.town or entry.local_authority,
        "street": entry.street,
        "locality": entry.locality,
        "local_authority": entry.local_authority,
        "postcode": entry.postcode,
        "number": next(iter(entry.numbers), ""),
    }
    line = ", ".join(dict.fromkeys(said[part] for part in way if said[part]))
    status = "" if entry.status.casefold() in _OPEN else entry.status
    return " · ".join(part for part in (line, status) if part)
