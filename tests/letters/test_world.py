"""Two hundred names of the world in every letter: each glyph is there, and the names read back as they were typed."""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from itertools import cycle
from typing import Any

import pikepdf
import pypdf
import pytest

from npqdesk.letters.direction import levels, paper_order
from npqdesk.letters.face import Face
from npqdesk.letters.families import FAMILIES
from npqdesk.letters.letter import Letter, Paragraph, Run, Subject, Table, words
from npqdesk.letters.render import render
from npqdesk.letters.shaping import letters
from npqdesk.letters.typeface import Fonts, Typeface, typeface
from tests.letters.pdf_reading import drawn_glyphs, read_structure
from tests.letters.sample_letters import FONTS, samples
from tests.letters.world_names import ALL_NAMES, NAMES

AS_THEY_ARE = {"colour", "language", "link", "mark", "summary", "paper", "setting"}
NO_OTHER_READER = {"pointed", "Thaana", "mixed"}
"""What pdftotext and pypdf put into another order: marks that are set high, a script that they do not know, and spaces
and brackets between words of both directions. Screen readers are told the right one by the structure."""


def same(text: str) -> str:
    """Text as it can be compared: accents composed, joined pairs of letters parted, marks of direction left out."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s+", " ", re.sub("[\u202a-\u202e\u2060]", "", plain)).strip()


def test_there_are_two_hundred_names_in_twenty_scripts() -> None:
    assert len(set(ALL_NAMES)) >= 200
    assert len(NAMES) >= 20


def test_every_glyph_is_there(world: bytes) -> None:
    with pikepdf.open(BytesIO(world)) as pdf:
        glyphs = [glyph for page in pdf.pages for glyph in drawn_glyphs(page)]
    assert len(glyphs) > 3000
    assert 0 not in glyphs


def test_the_structure_says_every_name_as_it_was_typed(world: bytes) -> None:
    said = [node.text for node in read_structure(world).all("P")]
    for names in NAMES.values():
        for n, name in enumerate(names):
            assert f"Name {n}: {unicodedata.normalize('NFC', name)}" in said


def test_pypdf_reads_every_name(world: bytes) -> None:
    said = same(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(world)).pages))
    assert [name for name in plain_names() if same(name) not in said] == []


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext of poppler is not installed")
def test_pdftotext_reads_every_name(world: bytes) -> None:
    done = subprocess.run(["pdftotext", "-", "-"], input=world, capture_output=True, check=True)
    said = same(done.stdout.decode())
    assert [name for name in plain_names() if same(name) not in said] == []


def plain_names() -> list[str]:
    return [name for script, names in NAMES.items() if script not in NO_OTHER_READER for name in names]


def test_every_field_of_every_kind_takes_every_name() -> None:
    coming = cycle(ALL_NAMES)
    used = set()
    for kind, letter in samples().items():
        filled = with_names(letter, coming)
        root = read_structure(render(filled, FONTS))
        summaries = {block.summary for block in filled.blocks if isinstance(block, Table)}
        for place, text in filled.texts():
            unread = ["the title", "the running head", "the footer", "a chart"]
            unread += [] if letter.address else ["the reference"]
            if text not in summaries and place not in unread:
                used.add(text)
                assert unseparated(text) in unseparated(root.text), (kind, place)
    assert len(used) >= 200


def unseparated(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def with_names(value: Any, names: Iterator[str]) -> Any:
    """The same letter with a name in the place of each text but the words of links, which are addresses."""
    if isinstance(value, Run) and value.link:
        return value
    if isinstance(value, str):
        return next(names) if value else value
    if isinstance(value, tuple):
        return tuple(with_names(each, names) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        named = [each.name for each in fields(value) if each.name not in AS_THEY_ARE]
        if hasattr(value, "lines") and type(value).__name__ == "Status":
            return replace(value, lines=tuple((mark, next(names)) for mark, _ in value.lines))
        return replace(value, **{name: with_names(getattr(value, name), names) for name in named})
    return value


def test_a_letter_in_english_reads_no_file_but_those_of_its_own_typeface() -> None:
    read: list[str] = []

    def reading(name: str) -> bytes:
        read.append(name)
        return FONTS.read(name)

    render(samples()["eligible"], Fonts(reading))
    assert {name.split("-")[0] for name in read} == {"SourceSans3", "sRGB.icc"}


def test_a_name_reads_only_the_file_of_its_script() -> None:
    read: list[str] = []

    def reading(name: str) -> bytes:
        read.append(name)
        return FONTS.read(name)

    Typeface(Fonts(reading)).stretches("முத்துலட்சுமி", "regular")
    assert read == ["sRGB.icc", "SourceSans3-Regular.ttf", "NotoSansTamil-Regular.ttf"]


def test_a_rare_ideograph_in_bold_is_printed_in_the_regular_face() -> None:
    common, rare = (typeface(FONTS).stretches(word, "bold")[0].font for word in ("李", "喆"))
    assert common.endswith("SC-Bold")
    assert rare.endswith(("SC-Regular", "SC-Bold"))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_face_has_a_space_and_letters_of_its_blocks(family: Any) -> None:
    for file in set(family.files.values()):
        face = Face(file, FONTS.read(f"{file}.ttf"))
        assert {" ", "\u00a0"} <= face.has
        assert face.face.charToGlyph[32]
        assert any(family.may_have(letter) for letter in face.has if letter > "\u02ff") or family is FAMILIES[0]


@pytest.mark.parametrize(
    ("text", "on_paper"),
    [
        ("Sam אבג Ali", "Sam גבא Ali"),
        ("Sam (אבג) Ali", "Sam (גבא) Ali"),
        ("אבג (דה)", "(הד) גבא"),
        ("אבג (Sam)", "גבא (Sam)"),
        ("אבג 12 דה", "הד 12 גבא"),
        ("Sam אבג, 12", "Sam 12 ,גבא"),
        ("(אבג", "(גבא"),
    ],
)
def test_words_of_both_directions_stand_as_unicode_says(text: str, on_paper: str) -> None:
    order = "".join(letter for _, letter in paper_order(list(zip(levels(text), text, strict=True))))
    mirrored = str.maketrans("()", ")(")
    turned = {n for n, (level, _) in enumerate(paper_order(list(zip(levels(text), text, strict=True)))) if level % 2}
    assert "".join(c.translate(mirrored) if n in turned else c for n, c in enumerate(order)) == on_paper


def test_words_of_a_link_are_said_in_its_element_in_any_direction() -> None:
    text = (Run("See "), Run("محمد علي", link="https://www.gov.uk/"), Run(" and write."))
    root = read_structure(render(replace(samples()["eligible"], blocks=(Paragraph(text),)), FONTS))
    assert root.all("Link")[0].text == "محمد علي"
    assert root.kids[-1].text == "See محمد علي and write."


def test_letters_are_never_parted_from_what_belongs_to_them() -> None:
    assert list(letters("Adébọ́lá")) == ["A", "d", "é", "b", "ọ́", "l", "á"]
    assert list(letters("कृष्ण")) == ["कृ", "ष्ण"]
    assert list(letters("ශ්‍රී")) == ["ශ්‍රී"]
    assert list(letters("น้ำ")) == ["น้", "ำ"]
    assert list(letters("ன்శ్రీ")) == ["ன்", "శ్రీ"]


def test_a_heading_and_a_subject_in_another_script_stand_in_the_outline() -> None:
    letter: Letter = replace(samples()["eligible"], blocks=(Subject("कृष्णा त्रिवेदी"), Paragraph(words("محمد علي"))))
    with pikepdf.open(BytesIO(render(letter, FONTS))) as pdf, pdf.open_outline() as outline:
        assert outline.root[0].title == "कृष्णा त्रिवेदी"
