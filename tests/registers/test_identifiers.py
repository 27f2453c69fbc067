"""Numbers as spreadsheets leave them are read as they were meant; nothing else is made a number."""

import pytest

from npqdesk.registers.identifiers import is_ofsted_number, is_ukprn, is_urn, plain_number, plain_ofsted_number


@pytest.mark.parametrize(
    "written",
    [
        *("100123", " 100123\xa0", "100123.0", "100123.00", "00100123", "'100123", "'100123'"),
        *("100,123", "100,123.00", '="100123"', '="0100123.0"'),
    ],
)
def test_one_number_however_a_spreadsheet_leaves_it(written):
    assert plain_number(written) == "100123"
    assert is_urn(plain_number(written))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0",
        "000000",
        "999999",
        "NULL",
        "1001.5",
        "10,0123",
        "100,12",
        "100123.5",
        "1e5",
        "１００１２３",
        "100123;100124",
        "=100123",
        "-100123",
    ],
)
def test_what_is_no_urn(written):
    assert not is_urn(plain_number(written))


def test_each_kind_has_its_own_form():
    assert is_ukprn(plain_number("10012345.0"))
    assert not is_ukprn("100123")
    assert not is_urn("10012345")
    assert not is_ukprn("99999999")


@pytest.mark.parametrize(
    ("written", "number"), [("ey 493098", "EY493098"), (" CA\xa0000045", "CA000045"), ("0102345", "102345")]
)
def test_ofsted_numbers_keep_the_noughts_behind_their_letters(written, number):
    assert plain_ofsted_number(written) == number
    assert is_ofsted_number(number)


@pytest.mark.parametrize("written", ["OFSTEDSCH", "ISI Inspe", "EX...", "138575LS", "45", "EY", "999999"])
def test_what_is_no_ofsted_number(written):
    assert not is_ofsted_number(plain_ofsted_number(written))
