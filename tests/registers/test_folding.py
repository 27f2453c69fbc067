"""Words are compared without accents, capitals, punctuation and habits of spelling."""

import pytest

from npqdesk.registers.folding import fold, search_text


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
    for name in ("St Mary's CofE Primary", "Saint Mary’s Church of England Primary", "St. Marys C.E. Primary"):
        text = search_text(name, "Leeds", "High Street", "LS1 4AP", "900001", "")
        assert all(f" {word}" in text for word in fold(typed).split()), text


def test_numbers_and_streets_are_in_the_text() -> None:
    text = search_text("Elm", "Marston", "Mill Lane", "ZZ1 1AA", "900001", "19000001")
    assert all(f" {word}" in text for word in ("marston", "mill", "lane", "900001", "19000001"))
    assert text.startswith(" elm |")
