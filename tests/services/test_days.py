"""Days as people type them."""

from datetime import date

import pytest

from npqdesk.services.days import ADVICE, read_day


@pytest.mark.parametrize(
    "text",
    [
        "21/11/26",
        "21/11/2026",
        "21.11.26",
        "21-11-2026",
        "21 11 2026",
        "21 Nov 2026",
        "  21  november 26 ",
        "21st November 2026",
        "21 of Nov. 2026",
        "21-Nov-26",
        "2026-11-21",
    ],
)
def test_the_same_day_in_many_spellings(text):
    assert read_day(text) == date(2026, 11, 21)


def test_the_day_comes_before_the_month():
    assert read_day("3/4/2026") == date(2026, 4, 3)
    assert read_day("1 Sept 2026") == date(2026, 9, 1)


@pytest.mark.parametrize(
    "text", ["", "soon", "21/11", "11/21/2026", "31/02/2026", "21 Nox 2026", "21 Novem 2026", "2026", "0/1/2026"]
)
def test_what_is_no_day_is_refused_with_advice(text):
    with pytest.raises(ValueError, match=ADVICE):
        read_day(text)
