"""A TOML file read strictly: what is needed is taken by name, and what nobody took is refused with its line."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from npqdesk.problem import Place, Problem
from npqdesk.rules.positions import Positions
from npqdesk.rules.spelling import did_you_mean

T = TypeVar("T")
_KINDS = {
    str: "text in quotes",
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2026-05-18",
    list: "a list in square brackets",
    dict: "a table of names and values in curly brackets",
}
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_AT = re.compile(r"at line ([0-9]+), column ([0-9]+)")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


class TomlFile:
    """The parsed text of one file and the lines that its tables stand on."""

    def __init__(self, text: str, file_name: str, *, kind: str) -> None:
        """`kind` names such files in messages: "policy file".  Raises Problem where the text is not TOML."""
        self.name = file_name
        self.kind = kind
        self.lines = Positions(text)
        try:
            self.top = Table(self, tomllib.loads(text), "", 0)
        except tomllib.TOMLDecodeError as error:
            line, column = _error_place(str(error), text)
            what = str(error).partition(" (at ")[0].replace("Cannot overwrite a value", "this name stands here twice")
            raise self.problem(line, f"It cannot be read: {what}.", column=column) from error
        except RecursionError:
            raise self.problem(0, "It cannot be read: its brackets are nested too deeply.") from None

    def problem(self, line: int, what: str, *, column: str = "") -> Problem:
        """A Problem that points into this file.  What cannot be shown is spelled out in it."""
        return Problem(
            f"This {self.kind} has a mistake",
            _printed(what).replace("?.", "?"),
            "Correct the line in a text editor and try again. Nothing was changed.",
            place=Place(self.name, line, _printed(column)),
        )


class Table:
    """One table of a file.  Reading a key takes it; `done` refuses what is left."""

    def __init__(self, file: TomlFile, values: Mapping[str, Any], header: str, index: int) -> None:
        self.file = file
        self.header = header
        self.index = index
        self._left = dict(values)
        self._known: set[str] = set()

    @property
    def line(self) -> int:
        return self.file.lines.table(self.header, self.index)

    def __iter__(self) -> Iterator[str]:
        """The keys not taken yet, in the order of the file."""
        return iter(tuple(self._left))

    def problem(self, what: str, key: str = "") -> Problem:
        """A Problem that points at one key of this table, or at the table."""
        line = self.file.lines.key(self.header, key, self.index) if key else self.line
        return self.file.problem(line, what, column=key)

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        """The value of a key; without a default it must be there.  Raises Problem for a wrong kind."""
        self._known.add(key)
        value = self._left.pop(key, default)
        if value is None:
            raise self.problem(f"{self._title} has no “{key}”.")
        if type(value) is not kind:
            raise self.problem(f"“{key}” must be {_KINDS.get(kind, kind.__name__)}.", key)
        if isinstance(value, str) and not _is_plain(value):
            raise self.problem(f"“{key}” has a character in it that cannot be shown.", key)
        return value

    def fitting(self, key: str, kind: type[T], fits: Callable[[T], object], must: str) -> T:
        """The value of a key that must meet a condition, which `must` puts in words: "must be 1 or more"."""
        value = self.take(key, kind)
        if not fits(value):
            raise self.problem(f"“{key}” {must}.", key)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A text for people, with words in it; a default stands as it is."""
        if default is not None and key not in self._left:
            return self.take(key, str, default)
        return self.fitting(key, str, str.strip, "must have words in it")

    def name(self, key: str) -> str:
        """A name by which other places speak of this one."""
        return self.fitting(key, str, _NAME.fullmatch, "must be small letters, digits and hyphens, such as 2027-autumn")

    def one_of(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """A word from a closed set."""
        choices = tuple(choices)
        word = self.take(key, str, default)
        if word not in choices:
            raise self.problem(f"“{key}” cannot be {word!r}{did_you_mean(word, choices)}.", key)
        return word

    def words(self, key: str, default: list[str] | None = None) -> tuple[str, ...]:
        """A list of texts, each of them once."""
        found = self.take(key, list, default)
        if not all(isinstance(word, str) for word in found):
            raise self.problem(f"“{key}” must be a list of texts in quotes.", key)
        for word, times in Counter(found).items():
            if times > 1:
                raise self.problem(f"“{key}” has {word!r} twice.", key)
        return tuple(found)

    def mapping(self, key: str) -> dict[str, Any]:
        """An inline table or a sub-table whose keys are free; empty when it is not there."""
        found: dict[str, Any] = self.take(key, dict, {})
        return found

    def table(self, key: str) -> "Table":
        """A sub-table; empty when it is not there."""
        return Table(self.file, self._single(key), self._path(key), 0)

    def tables(self, key: str) -> "list[Table]":
        """The `[[tables]]` of one name, in order, of a table that stands once in the file."""
        return self.nested(key, 0)[0]

    def nested(self, key: str, first_index: int) -> "tuple[list[Table], int]":
        """The `[[tables]]` of one name below this table, the first being number `first_index` of the whole file; and
        the number after the last."""
        header, found = self._path(key), self._left.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise self.problem(f"“{key}” must be written as [[{header}]].", key)
        found = self.take(key, list, [])
        tables = [Table(self.file, item, header, number) for number, item in enumerate(found, start=first_index)]
        return tables, first_index + len(tables)

    def done(self) -> None:
        """Refuses a key that nobody asked for, with the nearest that is known."""
        for key in self._left:
            raise self.problem(f"There is no “{key}” here{did_you_mean(key, self._known)}.", key)

    def _single(self, key: str) -> dict[str, Any]:
        if isinstance(self._left.get(key), list):
            raise self.problem(f"“{key}” is there once only: write it as [{self._path(key)}].", key)
        return self.mapping(key)

    def _path(self, key: str) -> str:
        return f"{self.header}.{key}" if self.header else key

    @property
    def _title(self) -> str:
        return f"[{self.header}]" if self.header else "The file"


def read_each(tables: Iterable[Table], read: Callable[[Table], T]) -> tuple[T, ...]:
    """Each table read by `read`, and then refused if anything is left in it."""
    values = []
    for table in tables:
        values.append(read(table))
        table.done()
    return tuple(values)


def _is_plain(text: str) -> bool:
    """Whether nothing in a text is hidden or moves what stands around it, as control and format characters do."""
    return text.isprintable() or all(letter in "\n\t" or unicodedata.category(letter) not in _HIDDEN for letter in text)


def _printed(text: str) -> str:
    """A text with what cannot be shown written out, as \\x1b."""
    if _is_plain(text):
        return text
    return "".join(letter if _is_plain(letter) else ascii(letter)[1:-1] for letter in text)


def _error_place(message: str, text: str) -> tuple[int, str]:
    """The line and column that the TOML parser names ("at line 3, column 5" or "at end of document")."""
    if found := _AT.search(message):
        return int(found[1]), found[2]
    return text.count("\n") + 1, ""
