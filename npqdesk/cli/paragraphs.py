"""Plain text for a terminal or a file: paragraphs of at most 100 columns, headings, numbered sources, columns."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from textwrap import wrap

from npqdesk.services.answer import SourceLink

WIDTH = 100


def sentence(text: str) -> str:
    """The text as a sentence stands: with its capital and its full stop."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!', '”', ':')) or not text else '.'}"


def one_line(text: str) -> str:
    """The text on one line, its line ends and runs of spaces made single spaces."""
    return " ".join(text.split())


def paragraph(text: str, *, mark: str = "", indent: int = 0) -> str:
    """One paragraph; the lines after the first stand under its text, behind `mark`."""
    begin = " " * indent + mark
    return "\n".join(
        wrap(
            one_line(text),
            WIDTH,
            initial_indent=begin,
            subsequent_indent=" " * len(begin),
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def section(heading: str, paragraphs: Iterable[str]) -> str:
    """A heading with paragraphs under it; empty when there are none."""
    body = "\n".join(paragraphs)
    return f"{heading}\n{'-' * len(heading)}\n{body}" if body else ""


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows in aligned columns, two spaces between them."""
    widths = [max(len(row[number]) for row in rows) for number in range(len(rows[0]))] if rows else []
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def day(when: date) -> str:
    """A day, or the day here of a moment, in words: "17 July 2025"."""
    if isinstance(when, datetime):
        when = when.astimezone()
    return f"{when.day} {when:%B %Y}"


def counts(rows: Iterable[tuple[str, int]]) -> str:
    """How many there are of each thing, in aligned columns."""
    written = [(name, f"{number:,}") for name, number in rows]
    name_width = max(len(name) for name, _ in written)
    number_width = max(len(number) for _, number in written)
    return "\n".join(f"  {name.ljust(name_width)}  {number.rjust(number_width)}" for name, number in written)


def refusal(line: int, column: str, say: str) -> str:
    """A row that was not taken: where it stands, and why."""
    return f"line {line:,}{f', column {column}' if column else ''}: {say}"


def named(title: str, lines: Sequence[str], *, most: int, of: int) -> str:
    """The first of `of` things, one a line, and how many more there are; empty when there is none."""
    shown = [paragraph(f"{title}: {line}", indent=2) for line in lines[:most]]
    more = [f"  {title}: {of - len(shown):,} more"] if of > len(shown) else []
    return "".join(f"{line}\n" for line in (*shown, *more))


def told_of_file(sentences: Iterable[str]) -> str:
    """What was left aside in a file, a paragraph each."""
    return "".join(f"{paragraph(sentence, indent=2)}\n" for sentence in sentences)


class Sources:
    """Numbers each source when it is first cited, and lists them all at the end."""

    def __init__(self) -> None:
        self._numbers: dict[SourceLink, int] = {}

    def cite(self, text: str, sources: Iterable[SourceLink]) -> str:
        """The text with the numbers of its sources behind it: "… [1][4]"."""
        numbers = sorted(self._numbers.setdefault(source, len(self._numbers) + 1) for source in sources)
        return " ".join([text, "".join(f"[{number}]" for number in numbers)]).strip()

    def listed(self) -> list[str]:
        """Every source cited, by number, with its title, date and address."""
        return [
            paragraph(f"{source.title}. {source.label}. {source.url}", mark=f"[{number}] ")
            for source, number in self._numbers.items()
        ]
