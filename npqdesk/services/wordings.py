"""The fixed words of letters: as they are shipped, and as this office has adapted them.

What the office writes is kept as it is typed, and used once nothing is wrong with it: the same blanks, no link that is
not in the standard text, nothing that promises a place or money. Until then the standard text is printed.

To let an office adapt another paragraph: its key in `resources/text/letters_adapt.toml`."""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from npqdesk import paths
from npqdesk.letters.letter import spoken
from npqdesk.letters.wording import Wording, marked, read_wording
from npqdesk.services.undo import act
from npqdesk.store.tables import Setting

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

LONGEST, MOST_KEPT = 1200, 5000
_KEY = "wording."
_FILE = "letters.toml"
_BLANK = re.compile(r"\{(\w*)\}")
_LINK = re.compile(r"\]\(([^)]*)\)")
_PROMISES = re.compile(r"\bguarant\w*|\bapproved\b|\bwill be funded\b|\bpromis\w+", re.IGNORECASE)
_PLACE = re.compile(r"funded place", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that an office may adapt: its kind of letter, the text as the office has it and the standard one,
    what stands in each of its blanks, and why the office's text is not used, empty where it is."""

    key: str
    kind: str
    text: str
    standard: str
    blanks: tuple[tuple[str, str], ...]
    fault: str = ""

    @property
    def adapted(self) -> bool:
        """Whether the office has a text of its own here."""
        return self.text != self.standard


def letter_wording(desk: "Desk") -> tuple[Wording, str]:
    """The fixed words of letters in use, and a hash of them by which a kept letter says what it was made of."""
    text = paths.read_text("text", _FILE)
    own = {key: " ".join(said.split()) for key, said in _own(desk).items() if not why_not(key, said)}
    if not own:
        return _standard(text), hashlib.sha256(text.encode()).hexdigest()
    digest = hashlib.sha256(json.dumps([text, own], sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return Wording({**_standard(text).sentences, **own}), digest


def paragraphs(desk: "Desk") -> tuple[Paragraph, ...]:
    """Every paragraph that can be adapted, by kind of letter, in the order of the letter."""
    own, standard = _own(desk), _standard(paths.read_text("text", _FILE)).sentences
    return tuple(
        _paragraph(key, kind["title"], standard[key], own.get(key))
        for kind in _adaptable()["kind"]
        for key in kind["keys"]
    )


def adapt(desk: "Desk", key: str, text: str) -> Paragraph:
    """Keep the office's own text of a paragraph, right or wrong; the standard one, or an empty one, takes it away."""
    standard = _standard(paths.read_text("text", _FILE)).sentences[key]
    own = text[:MOST_KEPT] if text.strip() and " ".join(text.split()) != standard else None
    with act(desk, "change the words of a letter", typing=True) as session:
        row = session.get(Setting, f"{_KEY}{key}")
        if own is not None:
            session.merge(Setting(key=f"{_KEY}{key}", value=own))
        elif row is not None:
            session.delete(row)
    title = next(kind["title"] for kind in _adaptable()["kind"] if key in kind["keys"])
    return _paragraph(key, title, standard, own)


def _paragraph(key: str, title: str, standard: str, own: str | None) -> Paragraph:
    about = _adaptable()["blank"]
    blanks = tuple((blank, about[blank]) for blank in dict.fromkeys(_BLANK.findall(standard)))
    fault = why_not(key, own) if own is not None else ""
    return Paragraph(key, title, standard if own is None else own, standard, blanks, fault)


def plain(text: str) -> str:
    """A text without its marks, its blanks as they stand."""
    return spoken(marked(" ".join(text.split()), {name: f"{{{name}}}" for name in _BLANK.findall(text)}))


def preview(paragraph: Paragraph) -> str:
    """How a paragraph reads in a letter, its blanks filled with what they stand for: "[the course]".  The standard text
    where that of the office has a fault."""
    text = paragraph.standard if paragraph.fault else " ".join(paragraph.text.split())
    return spoken(marked(text, {name: f"[{about}]" for name, about in paragraph.blanks}))


def why_not(key: str, text: str) -> str:
    """What is wrong with a text for a paragraph, as advice; empty when it can be used."""
    standard = _standard(paths.read_text("text", _FILE)).sentences.get(key)
    if standard is None or key not in {each for kind in _adaptable()["kind"] for each in kind["keys"]}:
        return "This paragraph is not one that can be adapted"
    if len(text) > LONGEST:
        return f"Enter at most {LONGEST:,} characters"
    needed, given = set(_BLANK.findall(standard)), set(_BLANK.findall(text))
    if given - needed:
        return f"{{{sorted(given - needed)[0]}}} is not known here: use only the blanks that are listed"
    if needed - given:
        return f"{{{sorted(needed - given)[0]}}} is missing: the letter needs it"
    if re.search(r"[{}]", _BLANK.sub("", text)):
        return "A curly bracket stands alone: blanks are written {like_this}"
    if set(_LINK.findall(text)) != set(_LINK.findall(standard)):
        return "Leave the links as they are"
    if found := _PROMISES.search(text):
        return f"Leave out “{found[0]}”: a letter must not promise a place or money"
    if _PLACE.search(text) and not _PLACE.search(standard):
        return "Leave out “funded place”: it is said only where a provider has offered one, or has not"
    return ""


def _own(desk: "Desk") -> Mapping[str, str]:
    with desk.store.reading() as session:
        rows = session.scalars(select(Setting).where(Setting.key.startswith(_KEY)))
        return {row.key.removeprefix(_KEY): row.value for row in rows}


@lru_cache(maxsize=2)
def _standard(text: str) -> Wording:
    return read_wording(text, _FILE)


@lru_cache(maxsize=1)
def _adaptable() -> Mapping[str, Any]:
    return tomllib.loads(paths.read_text("text", "letters_adapt.toml"))
