"""Names as people have them, and names that try to break out: printed as typed, wrapped, or refused in words."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from npqdesk.letters.direction import levels
from npqdesk.letters.eligible import eligible
from npqdesk.letters.grant import grant_letter
from npqdesk.letters.letter import Letter, words
from npqdesk.letters.paragraph import paragraph
from npqdesk.letters.render import render
from npqdesk.letters.shaping import arranged
from npqdesk.letters.sheet import text_style
from npqdesk.letters.typeface import typeface
from npqdesk.letters.unseen import left_out
from npqdesk.problem import Problem
from tests.letters.pdf_reading import Node, read_structure
from tests.letters.sample_letters import ELIGIBLE, FONTS, GRANT, wording

STYLE = text_style(12, 16)


def letter_to(name: str) -> Letter:
    return eligible(
        replace(ELIGIBLE, addressee=replace(ELIGIBLE.addressee, name=name, title="", greeting="")), wording()
    )


def greeting(name: str) -> str:
    root = read_structure(render(letter_to(name), FONTS))
    return next(kid.text for kid in root.kids if kid.text.startswith("Dear"))


@pytest.mark.parametrize(
    "name",
    [
        "Siân Llŷr-Kowalska", "Ayşe Iğdır", "Nguyễn Thị Hạnh", "Marek Żółkiewski", "Ștefan Țepeș", "Ƙaura Ɗan Ƴanci",
        "Tunde Adébọ́lá", "Ελένη Παπαδοπούλου", "Ольга Щербакова", "Zoë O’Brien-Núñez", "דוד כהן", "محمد علي حسن",
        "Sam (محمد) Ali", "Ƴar Adébọ́lá-Ƙwaro",
    ],
)  # fmt: skip
def test_a_name_is_read_back_as_it_was_written(name: str) -> None:
    assert greeting(name) == f"Dear {name}"


@pytest.mark.parametrize(
    "name",
    ["O<b>Brien</b>", "Smith & Sons", 'Jo "JJ" Doe', "<font color=red>x", "&amp; &lt;b&gt;", "{name}", "**Sam**"],
)
def test_marks_in_a_name_are_printed_as_typed(name: str) -> None:
    assert greeting(name) == f"Dear {name}"


def test_an_image_in_a_name_embeds_nothing(tmp_path) -> None:
    picture = tmp_path / "secret.png"
    picture.write_bytes(b"not even read")
    name = f'<img src="{picture}"/>'
    pdf = render(letter_to(name), FONTS)
    assert name.split(maxsplit=1)[0] in read_structure(pdf).text
    with pikepdf.open(BytesIO(pdf)) as read:
        assert all("/XObject" not in page.resources for page in read.pages)


def test_controls_and_direction_marks_are_left_out() -> None:
    assert greeting("Ann\x00a\u202e Lee\u200b\tSmith") == "Dear Anna Lee Smith"


@pytest.mark.parametrize(("name", "code"), [
    ("Sam 😀", "U+1F600"), ("Sam \ue123", "U+E123"), ("Sam \ud83d", "lost"), ("Sam \ufffe", "U+FFFE"),
    ("Sam \ufffd", "U+FFFD"), ("\U00013080 Sam", "U+13080"), ("Ann\u0378", "U+0378"),
])  # fmt: skip
def test_a_character_without_a_typeface_is_refused_in_words(name: str, code: str) -> None:
    with pytest.raises(Problem, match=code.replace("+", r"\+")) as told:
        render(letter_to(name), FONTS)
    assert "the address" in told.value.what_happened
    assert name not in told.value.title
    assert told.value.what_happened.encode()  # can be shown anywhere, half a character too


def test_a_letter_under_a_heap_of_accents_is_refused_in_words() -> None:
    with pytest.raises(Problem, match="more than 6 accents"):
        render(letter_to("Za" + "\u0301" * 40 + "lgo"), FONTS)


def test_what_is_left_out_is_told() -> None:
    assert left_out(letter_to("Ann\x00a\u202e Lee")) == (
        "Left out, since it has no shape on paper: a control character (U+0000) in the address, "
        "right-to-left override (U+202E) in the address."
    )
    assert left_out(letter_to("Siân\tLlŷr علی\u200cرضا")) == ""


def test_joiners_stay_only_where_they_are_part_of_the_spelling() -> None:
    assert greeting("Sa\u200dm ශ්\u200dරී علی\u200cرضا") == "Dear Sam ශ්\u200dරී علی\u200cرضا"


@pytest.mark.parametrize("name", ["X" * 300, "Wolfeschlegelsteinhausen " * 12, "محمد" * 75, "Adébọ́lá" * 40])
def test_a_name_of_300_characters_wraps_and_nothing_is_lost(name: str) -> None:
    root = read_structure(render(letter_to(name.strip()), FONTS))
    said = next(kid.text for kid in root.kids if kid.text.startswith("Dear"))
    assert said.replace(" ", "") == f"Dear{name}".replace(" ", "")


@pytest.mark.parametrize("text", ["X" * 300, "a\u00a0b" * 100, "Mr Wolfe " * 40, "محمد علي " * 40])
def test_no_line_is_wider_than_its_column(text: str) -> None:
    for width in (40.0, 120.0, 400.0):
        made = paragraph(words(text), STYLE, typeface(FONTS), width)
        made.wrap(width, 10_000)
        assert all(wide <= width + 0.01 for wide in made.getActualLineWidths0())


def test_long_names_in_a_table_stay_in_their_columns() -> None:
    people = (replace(GRANT.participants[0], name="W. " + "Wolfeschlegelstein" * 4), *GRANT.participants[1:])
    root = read_structure(render(grant_letter(replace(GRANT, participants=people), wording()), FONTS))
    rows: list[Node] = root.all("Table")[1].all("TR")
    assert rows[1].kids[0].text.replace(" ", "") == "W." + "Wolfeschlegelstein" * 4
    assert rows[1].kids[3].text == "£800"


def test_no_heading_of_a_table_is_cut_for_a_long_name_in_large_print() -> None:
    people = (replace(GRANT.participants[0], name="W. " + "Wolfeschlegelstein" * 4), *GRANT.participants[1:])
    root = read_structure(render(grant_letter(replace(GRANT, participants=people), wording()), FONTS, large=True))
    heads = [head.text for head in root.all("Table")[1].all("THead")[0].all("TH")]
    assert heads == ["Member of staff", "Course", "Started", "Earned", "Received", "To come"]


def test_the_day_after_a_right_to_left_name_is_no_part_of_it():
    said = "Mr محمد علي حسن · 9 September 2026"
    assert levels(said)[said.index("·") :] == [0] * len("· 9 September 2026")


def test_right_to_left_words_stand_in_reverse_on_paper() -> None:
    made = paragraph(words("Mr דוד כהן Leviathan"), STYLE, typeface(FONTS), 400)
    made.wrap(400, 10_000)
    before, name, space, after = arranged(made.blPara.lines[0].words)
    assert (before.text, name.text, space.text, after.text) == ("Mr\u00a0", "ןהכ דוד", " ", "Leviathan")
    assert name.text.words.said == "דוד כהן"
