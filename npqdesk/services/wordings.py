"""The fixed words of letters: as they are shipped, and as this office has adapted them.

What the office writes is checked: the same blanks, no link that is not in the standard text, nothing that promises a
place or money. To let an office adapt another paragraph: its key in `resources/text/letters_adapt.toml`."""

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
from npqdesk.letters.letter import Text
from npqdesk.letters.wording import Wording, marked, read_wording
from npqdesk.problem import Problem
from npqdesk.store.tables import Setting

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

LONGEST = 1200
_KEY = "wording."
_FILE = "letters.toml"
_BLANK = re.compile(r"\{(\w*)\}")
_LINK = re.compile(r"\]\(([^)]*)\)")
_PROMISES = re.compile(r"\bguarant\w*|\bapproved\b|\bwill be funded\b|\bpromis\w+", re.IGNORECASE)
_PLACE = re.compile(r"funded place", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that an office may adapt: its kind of letter, the text in use and the standard one, and what stands
    in each of its blanks."""

    key: str
    kind: str
    text: str
    standard: str
    blanks: tuple[tuple[str, str], ...]

    @property
    def adapted(self) -> bool:
        """Whether the office has a text of its own here."""
        return self.text != self.standard


def letter_wording(desk: "Desk") -> tuple[Wording, str]:
    """The fixed words of letters in use, and a hash of them by which a kept letter says what it was made of."""
    text = paths.read_text("text", _FILE)
    own = {key: said for key, said in _own(desk).items() if not why_not(key, said)}
    if not own:
        return _standard(text), hashlib.sha256(text.encode()).hexdigest()
    digest = hashlib.sha256(json.dumps([text, own], sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return Wording({**_standard(text).sentences, **own}), digest


def paragraphs(desk: "Desk") -> tuple[Paragraph, ...]:
    """Every paragraph that can be adapted, by kind of letter, in the order of the letter."""
    own, standard, about = _own(desk), _standard(paths.read_text("text", _FILE)), _adaptable()["blank"]
    return tuple(
        Paragraph(
            key, kind["title"], own.get(key, standard.sentences[key]), standard.sentences[key],
            tuple((blank, about[blank]) for blank in dict.fromkeys(_BLANK.findall(standard.sentences[key]))),
        )
        for kind in _adaptable()["kind"]
        for key in kind["keys"]
    )  # fmt: skip


def adapt(desk: "Desk", key: str, text: str) -> Paragraph:
    """Keep the office's own text of a paragraph; the standard one, or an empty one, takes it away.

    Raises Problem, with the advice for the field, when it cannot be used; what stood there stays."""
    said = " ".join(text.split())
    advice = why_not(key, said)
    if said and advice:
        raise Problem("This wording was not kept", f"{advice}.", "Correct it, or take the standard text.")
    with desk.store.writing() as session:
        row = session.get(Setting, f"{_KEY}{key}")
        if said and said != _standard(paths.read_text("text", _FILE)).sentences[key]:
            session.merge(Setting(key=f"{_KEY}{key}", value=said))
        elif row is not None:
            session.delete(row)
    return next(each for each in paragraphs(desk) if each.key == key)


def preview(paragraph: Paragraph, text: str) -> Text:
    """How a text reads in a letter, its blanks filled with what stands in them: "[the course]".

    Only for a text without a fault."""
    return marked(text, {name: f"[{about}]" for name, about in paragraph.blanks})


def why_not(key: str, text: str) -> str:
    """What is wrong with a text for a paragraph, as advice; empty when it can be used."""
    standard = _standard(paths.read_text("text", _FILE)).sentences.get(key)
    if standard is None or key not in {each for kind in _adaptable()["kind"] for each in kind["keys"]}:
        return "This paragraph is not one that can be adapted"
    if not text or len(text) > LONGEST:
        return f"Enter at most {LONGEST:,} characters" if text else "Enter a text, or take the standard one"
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
