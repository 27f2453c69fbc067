"""On which line of a TOML file a table or a key stands, so that a message can point there."""

import re

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\-]+)\s*\]\]?")
_KEY = re.compile(r"\s*\"?([\w\-]+)\"?\s*=")


class Positions:
    """Line numbers, from 1, of every table and key of one file.

    A table is named by its header and, for `[[tables]]`, by how many of that name came before it."""

    def __init__(self, text: str) -> None:
        self._tables: dict[tuple[str, int], int] = {}
        self._keys: dict[tuple[str, int, str], int] = {}
        counts: dict[str, int] = {}
        current = ("", 0)
        for number, line in enumerate(text.splitlines(), start=1):
            if header := _HEADER.match(line):
                name = header[2]
                current = (name, counts.get(name, 0))
                counts[name] = current[1] + 1
                self._tables[current] = number
            elif key := _KEY.match(line):
                self._keys.setdefault((*current, key[1]), number)

    def table(self, name: str, index: int = 0) -> int:
        """The line of a table's header, or 0."""
        return self._tables.get((name, index), 0)

    def key(self, table: str, key: str, index: int = 0) -> int:
        """The line of a key in a table, else of the table."""
        return self._keys.get((table, index, key), self.table(table, index))
