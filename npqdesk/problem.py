"""A foreseeable trouble, told once and plainly: a wrong file, a full disk, a newer database.

Anything else that goes wrong is a bug and is not dressed up as a `Problem`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: its name, the line (from 1; 0 for the whole file) and the column's name or number."""

    file: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        line = f", line {self.line:,}" if self.line else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{line}{column}"


class Problem(Exception):
    """What happened and what to do about it, each one plain sentence or two; `place` when a file is at fault.

    `title` is a short heading ("This is not a CSV file"); it never holds anyone's name."""

    def __init__(self, title: str, what_happened: str, what_to_do: str, *, place: Place | None = None) -> None:
        self.title = title
        self.what_happened = what_happened
        self.what_to_do = what_to_do
        self.place = place
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.title}. {self.what_happened}\n{self.what_to_do}"
