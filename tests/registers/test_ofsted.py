"""Ofsted's lists in every dress they have come in: told by their headings, nothing lost, no name where none is."""

import io
import lzma
from pathlib import Path

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.registers.identifiers import OFSTED_IS
from npqdesk.registers.ofsted import Provider, Repeated, read_ofsted, read_ofsted_words
from npqdesk.registers.opening import kinds_in, open_table
from npqdesk.registers.table import Refused

DATA = Path(__file__).parents[1] / "data"
SHARED = Path(__file__).parents[2].parent / "shared" / "data"
WORDS = read_ofsted_words(paths.read_text("lists", "ofsted.toml"))
INVENTED = (DATA / "childcare_providers_2021-08-31.csv").read_bytes()


def _read(content: bytes) -> list[Provider | Refused | Repeated]:
    return list(read_ofsted(open_table(io.BytesIO(content), "a.csv", wanted=WORDS.wanted), WORDS).rows)


def test_providers_are_read_below_the_title_of_the_sheet() -> None:
    rows = _read(INVENTED)
    first, second, third = (row for row in rows[:3] if isinstance(row, Provider))
    assert first == Provider(
        number="900001",
        name="Little Acorns – Harrowby",
        type_name="Childcare on non-domestic premises",
        subtype="Full day care",
        status="Active",
        registers="EYR-CCR-VCR",
        street="21 Mill Lane",
        locality="Old Town",
        address3="",
        town="Harrowby",
        postcode="ZZ1 1AA",
        local_authority="Lincolnshire",
    )
    assert (second.number, second.postcode, second.street) == ("EY900002", "ZZ1 2BB", "4 High Street")
    assert (third.name, third.street, third.postcode, third.local_authority) == ("", "", "", "Leeds")
    assert "Ann Invented" not in str(rows), "registered persons are not read"


def test_every_row_is_a_provider_refused_or_repeated() -> None:
    rows = _read(INVENTED)
    assert len(rows) == 9
    assert [row.line for row in rows if isinstance(row, Repeated)] == [8]
    said = {row.line: (row.column, row.say) for row in rows if isinstance(row, Refused)}
    assert said == {
        9: ("Provider URN", "EY900002 stands on line 5 already, with other particulars."),
        10: ("Provider URN", f"“NULL” is no Ofsted number: {OFSTED_IS}."),
        11: (
            "Individual Register combinations",
            "“XYR only” is no combination of Ofsted’s registers (EYR, CCR, VCR or ALL).",
        ),
    }


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("ALL", "EYR-CCR-VCR"),
        ("all", "EYR-CCR-VCR"),
        ("EYR, CCR, VCR", "EYR-CCR-VCR"),
        ("CCR only", "CCR"),
        ("CCR-VCR", "CCR-VCR"),
        ("VCR - EYR", "EYR-VCR"),
        ("EYR and CCR", "EYR-CCR"),
    ],
)
def test_codes_of_registers_however_they_are_joined(said: str, kept: str) -> None:
    header = "provider_urn,PROVIDER NAME,individual_register_combinations\n"
    (row,) = _read(f'{header}EY900001,Acorns,"{said}"\n'.encode())
    assert isinstance(row, Provider)
    assert row.registers == kept


def test_agencies_under_their_own_headings() -> None:
    header = "CA Reference,Individual Register Combinations,Provider Name,Provider Address 1,Provider Postcode,,\n"
    content = f'{header}CA900001,"EYR, CCR, VCR",Invented Agency\u00a0,"1, Mill Lane  ",ZZ1 1AA\u00a0,,\n'.encode()
    (row,) = _read(b"\xef\xbb\xbf" + content)
    assert isinstance(row, Provider)
    assert (row.number, row.name, row.street, row.postcode) == (
        "CA900001",
        "Invented Agency",
        "1, Mill Lane",
        "ZZ1 1AA",
    )
    table = open_table(io.BytesIO(content), "a.csv", wanted=WORDS.wanted)
    assert {"town", "type_name", "local_authority"} <= read_ofsted(table, WORDS).absent


def test_a_dash_that_was_read_as_a_control_sign_is_a_dash() -> None:
    header = "Provider URN,Provider name,Individual register combinations\n"
    (row,) = _read(f"{header}EY900001,Acorns \u0096 Harrowby,ALL\n".encode())
    assert isinstance(row, Provider)
    assert row.name == "Acorns – Harrowby"


def test_the_headings_tell_the_file_packed_or_not() -> None:
    for content in (INVENTED, lzma.compress(INVENTED)):
        assert kinds_in(io.BytesIO(content), "a", {"ofsted": WORDS.wanted})
    school = b"URN,EstablishmentName,LA (code)\n900001,Harrowby,201\n"
    assert not kinds_in(io.BytesIO(school), "a", {"ofsted": WORDS.wanted})
    assert not kinds_in(io.BytesIO(b"Ofsted URN,Provider name\nEY1,A\n"), "a", {"ofsted": WORDS.wanted}), (
        "a funding list"
    )


def test_a_missing_column_is_named() -> None:
    with pytest.raises(Problem, match="needed is missing"):
        _read(b"Provider URN,Provider name\nEY900001,Acorns\n")


REAL = {
    "childcare_providers_2021-08-31.csv.xz": (70_980, 46_175),
    "childminder_agencies_2021-08-31.csv": (9, 0),
    "childminder_agencies_2022-03-31.csv": (7, 0),
    "childminder_agencies_2022-08-31.csv": (7, 0),
    "childminder_agencies_2023-03-31.csv": (7, 0),
    "childminder_agencies_2023-11-21.csv": (7, 0),
    "childminder_agencies_2024-07-17.csv": (6, 0),
    "childminder_agencies_2024-12-31.csv": (7, 0),
    "childminder_agencies_2025-03-31.csv": (25_300, 25_293),
}


@pytest.mark.skipif(not SHARED.exists(), reason="the official files are not beside the repository")
@pytest.mark.parametrize(("file", "counts"), REAL.items())
def test_the_files_as_ofsted_published_them(file: str, counts: tuple[int, int]) -> None:
    with (SHARED / "ofsted" / file).open("rb") as stream:
        assert kinds_in(stream, file, {"ofsted": WORDS.wanted})
        rows = list(read_ofsted(open_table(stream, file, wanted=WORDS.wanted), WORDS).rows)
    providers = [row for row in rows if isinstance(row, Provider)]
    assert (len(providers), sum(not row.name for row in providers)) == counts
    assert len(rows) == len(providers), "none refused, none repeated"
    assert not [row for row in providers if "REDACTED" in row or "\xa0" in "".join(row)]


@pytest.mark.skipif(not SHARED.exists(), reason="the official files are not beside the repository")
def test_the_sample_with_byte_0x96() -> None:
    content = (SHARED / "edge_cases" / "private_childcare_providers_sample_wrong_unicode.csv").read_bytes()
    (row,) = _read(content)
    assert isinstance(row, Provider)
    assert row.name == "Little Tots – Peterborough Mother & Baby Nursery"
