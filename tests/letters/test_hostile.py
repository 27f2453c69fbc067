"""A hundred hostile strings through every field of every kind: printed as typed or refused in words; nothing opened."""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, get_origin, get_type_hints

import pikepdf
import pytest

from npqdesk.letters.cannot_tell import cannot_tell
from npqdesk.letters.comparison import comparison
from npqdesk.letters.eligible import eligible
from npqdesk.letters.evidence import evidence_request
from npqdesk.letters.governors import governors
from npqdesk.letters.grant import grant_letter
from npqdesk.letters.letter import Column, Letter, Steps, Subject, Table, words
from npqdesk.letters.listing import listing
from npqdesk.letters.not_eligible import not_eligible
from npqdesk.letters.not_offered import not_offered
from npqdesk.letters.phrase import printable
from npqdesk.letters.quotation import quotation
from npqdesk.letters.recommendation import recommended
from npqdesk.letters.render import render
from npqdesk.letters.review import under_review
from npqdesk.letters.trust import trust_table
from npqdesk.letters.wording import Wording
from npqdesk.problem import Problem
from npqdesk.services.wordings import why_not
from tests.letters.hostile_strings import LONG, PRINTED, REFUSED
from tests.letters.pdf_reading import read_structure
from tests.letters.sample_letters import (
    COMPARED,
    ELIGIBLE,
    EVIDENCE,
    FONTS,
    GOVERNORS,
    GRANT,
    LISTED_STAFF,
    NO_GRANT,
    NOT_ELIGIBLE,
    NOT_OFFERED,
    OFFERED,
    QUOTED,
    RECOMMENDED,
    REVIEW,
    TRUST_TABLE,
    UNDECIDED,
    WAITING,
    WAS_NOT_ELIGIBLE,
    samples,
    wording,
)
from tests.letters.sample_letters import REFUSED as REFUSED_A_PLACE


@dataclass(frozen=True)
class OwnWords:
    """What an office wrote before each paragraph that it may adapt."""

    text: str = "Dear reader."


def in_own_words(own: OwnWords, standard: Wording) -> Letter:
    """A letter in the words of an office, as far as they can be used."""
    said = {key: f"{own.text} {standard.sentences[key]}" for key in ADAPTED}
    return eligible(ELIGIBLE, Wording({**standard.sentences, **{k: v for k, v in said.items() if not why_not(k, v)}}))


ADAPTED = ("eligible.answer", "eligible.once", "npq.questions", "eligible.slip_agree")
KINDS: dict[str, tuple[Any, Callable[..., Letter]]] = {
    "eligible": (ELIGIBLE, eligible),
    "offered": (OFFERED, eligible),
    "waiting": (WAITING, eligible),
    "not eligible": (NOT_ELIGIBLE, not_eligible),
    "review": (REVIEW, under_review),
    "cannot tell": (UNDECIDED, cannot_tell),
    "grant": (GRANT, grant_letter),
    "no grant": (NO_GRANT, grant_letter),
    "refused": (REFUSED_A_PLACE, eligible),
    "was not eligible": (WAS_NOT_ELIGIBLE, not_eligible),
    "not offered": (NOT_OFFERED, not_offered),
    "evidence": (EVIDENCE, evidence_request),
    "governors": (GOVERNORS, governors),
    "trust": (TRUST_TABLE, trust_table),
    "own words": (OwnWords(), in_own_words),
    "comparison": (COMPARED, comparison),
    "recommendation": (RECOMMENDED, recommended),
    "quotation": (QUOTED, quotation),
    "list": (LISTED_STAFF, lambda facts, _wording: listing(facts)),
}
AS_THEY_ARE = {"colour", "language", "place", "outcome", "was", "now", "grant_state", "paper", "setting", "url"}
FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
WATCHED = {"open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"}

TITLES = ("<b>bold</b>", '<img src="/etc/passwd"/>', "&lt;{name}%s**x**", ") Tj (EMC", "\u202egnp\x00.exe")

_opened: list[str] | None = None


def _watch(event: str, about: tuple[Any, ...]) -> None:
    if _opened is not None and event in WATCHED and not _of_the_typeface(event, about):
        _opened.append(f"{event} {about[0]!r}")


def _of_the_typeface(event: str, about: tuple[Any, ...]) -> bool:
    place = str(about[0])
    return event == "open" and (Path(place).parent == FOLDER or place.endswith((".py", ".pyc")))


sys.addaudithook(_watch)


@contextmanager
def nothing_opened() -> Iterator[None]:
    """No file but those of typefaces, no address and no program is opened meanwhile."""
    global _opened  # noqa: PLW0603 - a hook of the interpreter cannot be taken out again
    opened: list[str] = []
    _opened = opened
    try:
        yield
    finally:
        _opened = None
    assert opened == []


def filled(value: Any, text: str) -> Any:
    """The same facts with a text in the place of each."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(filled(each, text) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        kinds = get_type_hints(type(value))
        chosen = {name for name, kind in kinds.items() if get_origin(kind) is Literal}  # never typed by anybody
        names = [each.name for each in fields(value) if each.name not in AS_THEY_ARE | chosen]
        return replace(value, **{name: filled(getattr(value, name), text) for name in names})
    return value


def made(kind: str, text: str) -> tuple[Letter, bytes]:
    facts, content = KINDS[kind]
    letter = content(filled(facts, text), wording())
    with nothing_opened():
        return letter, render(letter, FONTS)


def links(pdf: bytes) -> set[bytes]:
    return set(re.findall(rb"/URI \(([^)]*)\)", pdf))


def test_there_are_a_hundred() -> None:
    assert len({*PRINTED, *REFUSED, *LONG}) >= 100


def test_the_watch_sees_what_is_opened() -> None:
    with pytest.raises(AssertionError, match="secret"), nothing_opened(), suppress(OSError):
        Path("secret").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_takes_every_string_and_nothing_in_it_acts(kind: str) -> None:
    """Each string goes through two or three of the kinds, to keep this short: they share the drawing."""
    ours = links(made(kind, "Ann")[1])
    for text in PRINTED[[*KINDS].index(kind) % 5 :: 5]:
        pdf = made(kind, text)[1]
        assert not re.search(rb"/Subtype ?/Image|/XObject|/JavaScript|/Launch|/EmbeddedFile", pdf)
        assert links(pdf) <= ours


def test_every_string_is_read_back_as_it_was_typed() -> None:
    columns = (Column("Before", 1), Column("After", 1))
    table = Table("Strings", columns, tuple((f"Cell {n}", text) for n, text in enumerate(PRINTED)))
    steps = Steps(tuple(words(f"Step {n}: {text}", bold=bool(n % 2)) for n, text in enumerate(PRINTED)))
    letter = replace(samples()["eligible"], blocks=(Subject("".join(TITLES)), table, steps), title="".join(TITLES))
    pdf = render(letter, FONTS)
    root = read_structure(pdf)
    rows = [[squeezed(cell.text) for cell in row.kids] for row in root.all("TR")[1:]]
    assert rows == [[squeezed(f"Cell {n}"), squeezed(printable(text))] for n, text in enumerate(PRINTED)]
    items = [squeezed(item.text) for item in root.all("LBody")]
    assert items == [squeezed(printable(f"Step {n}: {text}")) for n, text in enumerate(PRINTED)]
    with pikepdf.open(BytesIO(pdf)) as read, read.open_metadata() as metadata, read.open_outline() as outline:
        assert squeezed(str(metadata["dc:title"])) == squeezed(printable(letter.title))
        assert squeezed(outline.root[0].title) == squeezed(printable(letter.title))


@pytest.mark.parametrize("text", TITLES, ids=ascii)
def test_every_field_reads_back_as_it_was_typed(text: str) -> None:
    letter, pdf = made("eligible", text)
    said = squeezed(read_structure(pdf).text)
    for place, each in letter.texts():
        if place not in ("the title", "the running head", "the footer", "the table at a glance"):
            assert squeezed(printable(each)) in said, place


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_cannot_be_printed_is_refused_in_words_before_anything_is_made(kind: str, text: str) -> None:
    with pytest.raises(Problem, match=r"U\+[0-9A-F]{4}|accents") as told:
        made(kind, text)
    assert str(told.value).encode()


@pytest.mark.parametrize("kind", KINDS)
def test_long_texts_are_cut_to_lines_or_refused_in_words(kind: str) -> None:
    for text in LONG:
        told = refusal(kind, text)
        assert not told or ("longer than its place" in told and len(told) < 200)


def refusal(kind: str, text: str) -> str:
    try:
        made(kind, text)
    except Problem as told:
        return told.what_happened
    return ""
