"""The words and codes of the schools register: types, phases, statuses, and what lies outside England.

The words come from `resources/lists/gias.toml`; extracts give codes, names or both, and sometimes 02 for 2."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz import process, utils


class NotInRegisterWords(ValueError):
    """A type, phase or status that GIAS's words do not have; the text is a sentence that says so."""


@dataclass(frozen=True, slots=True)
class Words:
    """One closed set: names by code, and codes by name in small letters."""

    what: str
    names: Mapping[str, str]
    codes: Mapping[str, str]

    def read(self, code: str, name: str) -> tuple[str, str]:
        """The code without leading zeros and GIAS's name for it, from whichever is given; ("", "") when neither is.

        An unknown code with a name is taken as the register gives it; a name alone must be one of the names."""
        if code:
            if not (code.isascii() and code.isdecimal()):
                raise NotInRegisterWords(f"“{code}” is no code of a {self.what}: those are numbers.")
            plain = str(int(code))
            if plain not in self.names and not name:
                raise NotInRegisterWords(f"{self.what.capitalize()} {plain} has no name in this file and is not known.")
            return plain, self.names.get(plain, name)
        if not name:
            return "", ""
        found = self.codes.get(name.casefold())
        if found is None:
            nearest = process.extractOne(name, list(self.names.values()), processor=utils.default_process)
            meant = f" The nearest is “{nearest[0]}”." if nearest else ""
            raise NotInRegisterWords(f"“{name}” is no {self.what} that this npqdesk knows.{meant}")
        return found, self.names[found]


@dataclass(frozen=True, slots=True)
class GiasWords:
    """All the register's closed sets, and the text that they were read from."""

    text: str = field(repr=False)
    types: Words
    phases: Words
    statuses: Words
    types_outside_england: frozenset[str]
    authorities_outside_england: frozenset[str]

    def in_england(self, type_code: str, la_code: str) -> bool:
        """Whether an establishment is in England, told by its type and its local authority."""
        return type_code not in self.types_outside_england and la_code not in self.authorities_outside_england


def read_gias_words(text: str) -> GiasWords:
    """The sets in `gias.toml`."""
    given = tomllib.loads(text)
    outside = given["outside_england"]
    return GiasWords(
        text,
        _words("type of establishment", given["types"]),
        _words("phase", given["phases"]),
        _words("status", given["statuses"]),
        frozenset(outside["types"]),
        frozenset(outside["local_authorities"]),
    )


def _words(what: str, names: Mapping[str, str]) -> Words:
    return Words(what, names, {name.casefold(): code for code, name in names.items()})
