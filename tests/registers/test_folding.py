"""Words are compared without accents, capitals, punctuation and habits of spelling."""

import pytest

from npqdesk.registers.folding import fold, fold_lines


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


def test_a_line_break_inside_a_name_is_a_space_and_parts_no_names() -> None:
    assert fold_lines(["Elm\nGrove", "Zoë\r\nHill", "Oak"]) == ["elm grove", "zoe hill", "oak"]
    assert fold("Elm\nGrove") == "elm grove"


def test_no_names_have_no_texts() -> None:
    assert fold_lines([]) == []
