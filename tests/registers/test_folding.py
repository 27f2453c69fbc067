"""Words are compared without accents, capitals, punctuation and habits of spelling."""

import pytest

from npqdesk.registers.folding import fold, search_texts


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("St Thomas à Becket’s", "st thomas a beckets"),
        ("ST. JOHN'S  C.of E.", "st johns c of e"),
        ("Stoke-on-Trent", "stoke on trent"),
        ("Acorn & Oak|Nursery", "acorn and oak nursery"),
        ("North Star 82°", "north star 82"),
        ("Straße – Niños\xa0", "strasse ninos"),
        ("  ", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "typed", ["st marys", "saint mary's", "C of E", "cofe", "Church of England", "CE", "ls1 4ap", "LS14AP"]
)
def test_every_usual_spelling_is_in_the_text(typed: str) -> None:
    names = ("St Mary's CofE Primary", "Saint Mary’s Church of England Primary", "St. Marys C.E. Primary")
    for text in search_texts((name, "Leeds", "High Street", "LS1 4AP", "900001", "") for name in names):
        assert all(f" {word}" in text for word in fold(typed).split()), text


def test_a_spelling_is_added_to_the_school_that_has_it_only() -> None:
    plain, saint, catholic = search_texts((name, "", "", "", "", "") for name in ("Elm", "St Anne’s", "Oak RC"))
    assert plain == " elm | "
    assert saint == " st annes st saint | "
    assert catholic == " oak rc rc roman catholic | "


def test_the_whole_text_of_a_school() -> None:
    (text,) = search_texts([("Elm", "Marston", "4-6, Mill Lane", "ZZ1 1AA", "900001", "19000001")])
    assert text == " elm | marston 4 6 mill lane zz1 1aa zz11aa 900001 19000001 "


def test_a_line_break_inside_a_name_is_a_space_and_parts_no_schools() -> None:
    texts = search_texts((name, "", "", "", "", "") for name in ("Elm\nGrove", "Zoë\r\nHill", "Oak"))
    assert texts == [" elm grove | ", " zoe hill | ", " oak | "]
    assert fold("Elm\nGrove") == "elm grove"


def test_no_schools_have_no_texts() -> None:
    assert search_texts([]) == []
