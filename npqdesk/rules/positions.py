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
        self._first: dict[str, int] = {}
        counts: dict[str, int] = {}
        current = ("", 0)
        for number, line in enumerate(text.splitlines(), start=1):
            if header := _HEADER.match(line):
                name = header[2]
                current = (name, counts.get(name, 0))
                counts[name] = current[1] + 1
                self._tables[current] = number
                self._first.setdefault(name.partition(".")[0], number)
            elif key := _KEY.match(line):
                self._keys.setdefault((*current, key[1]), number)

    def table(self, name: str, index: int = 0) -> int:
        """The line of a table's header, or 0."""
        return self._tables.get((name, index), 0)

    def key(self, table: str, key: str, index: int = 0) -> int:
        """The line of a key in a table, or of the table below it that the key heads, else of the table."""
        if (table, index, key) in self._keys:
            return self._keys[table, index, key]
        own = self.table(table, index)
        if not table:
            return self._first.get(key, own)
        headed = (line for (name, _), line in self._tables.items() if name == f"{table}.{key}" and line > own)
        return min(headed, default=own)
