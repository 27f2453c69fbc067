"""Where do the fixed words come from?  `resources/text/letters.toml`, filled in with plain values.

In the file `**…**` is bold, `*…*` italic, `[words](address)` a link, and `{name}` is filled in. The marks are read
before anything is filled in, so nothing a person typed can ever become a mark."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from npqdesk.letters.letter import Run, Text, spoken
from npqdesk.letters.phrase import capital
from npqdesk.problem import Place, Problem

_MARKS = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|\[(?P<link>.+?)\]\((?P<address>.+?)\)")
_BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """Fixed sentences by key, such as `eligible.answer`."""

    sentences: Mapping[str, str]

    def text(self, key: str, **values: str) -> Text:
        """The sentence with its marks, blanks filled in. An unknown key or blank is a bug: `KeyError`."""
        return marked(self.sentences[key], values)

    def line(self, key: str, **values: str) -> str:
        """The sentence as plain words: for headings, labels and status lines."""
        return spoken(self.text(key, **values))


def read_wording(text: str, file_name: str) -> Wording:
    """Read the file of fixed words; a `Problem` names the file and line when it is not TOML."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = Place(file_name, int(line[1]) if line else 0)
        raise Problem("The letter texts cannot be read", str(error), "Install npqdesk again.", place=place) from error
    return Wording({f"{table}.{key}": said for table, entries in tables.items() for key, said in entries.items()})


def marked(template: str, values: Mapping[str, str]) -> Text:
    """Runs of a template: marks first, then the blanks of each run."""

    def fill(part: str) -> str:
        return _BLANK.sub(lambda blank: values[blank[1]], part)

    runs: list[Run] = []
    end = 0
    for found in _MARKS.finditer(template):
        runs.append(Run(fill(template[end : found.start()])))
        said = found["bold"] or found["italic"] or found["link"]
        link = fill(found["address"]) if found["address"] else ""
        runs.append(Run(fill(said), bold=bool(found["bold"]), italic=bool(found["italic"]), link=link))
        end = found.end()
    runs.append(Run(fill(template[end:])))
    return tuple(run for run in runs if run.text)


def step(text: Text, by: str = "") -> Text:
    """An action, with its date in bold before it where one is known: "**By 18 September 2026:** register …"."""
    if by:
        return (Run(f"By {by}:", bold=True), Run(" "), *text)
    first, *rest = text
    return (Run(capital(first.text), first.bold, first.italic, first.link), *rest)
