"""A school is found while typing, however it is spelt, the likeliest first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from npqdesk.services.finder import Finder, load_finder
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.own_schools import own_schools
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.rulebook import read_rulebook
from npqdesk.services.schools import load_schools, school, school_lists
from npqdesk.services.workplaces import register_facts
from npqdesk.store.engine import open_store
from npqdesk.store.tables import Person
from tests.services.records import DATA, RecordsDesk

HEADER = (
    "URN,UKPRN,EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),EstablishmentStatus (name),"
    "LA (code),LA (name),Street,Town,Postcode"
)
SCHOOLS = """
900101,19000101,St Mary’s Church of England Primary School,Free schools,Primary,Open,901,North,Mill Lane,Marston,ZZ1 1AA
900102,19000102,Saint Mary's RC Infant School,Community school,Primary,Open,901,Northshire,High Street,Ferry,ZZ1 2AA
900103,19000103,St Mary's C.E. Junior School,Community school,Primary,Closed,901,Northshire,Low Street,Ferry,ZZ1 3AA
900104,,Acorn & Oak Nursery School,Free schools,Nursery,Open,902,Southshire,Oak Road,Old-Marston,ZZ2 1AB
900105,19000105,École Zoë à Becket,Free schools,Secondary,Proposed to open,902,Southshire,Mary Street,Ferry,ZZ9 9ZZ
900106,19000106,Rosemary Hill School,Free schools,Secondary,Open,902,Southshire,Kiln Road,Ferry,ZZ9 8ZZ
900107,19000107,Marston Academy,Academy converter,Secondary,Open,902,Southshire,900101 Road,Ferry,ZZ9 7ZZ
900108,19000108,Marston High School,Academy converter,Secondary,Closed,902,Southshire,Kiln Road,Ferry,ZZ9 7ZY
900109,19000109,Sea View,Welsh establishment,Not applicable,Open,673,Vale,Kiln Road,Porth,ZZ9 7ZX
""".strip()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RecordsDesk]:
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    path = tmp_path / "register20250717.csv"
    path.write_text(f"{HEADER}\n{SCHOOLS}\n", encoding="utf-8")
    keep_register(desk, preview_register(desk, path))
    yield desk
    desk.store.close()


@pytest.fixture
def index(desk: RecordsDesk) -> Finder:
    return load_finder(desk)


def _urns(index: Finder, text: str) -> list[str]:
    return [found.urn for found in index.schools(text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("900104", "900104"),
        ("19000105", "900105"),
        ("zz1 2aa", "900102"),
        ("ZZ12AA", "900102"),
        ("zz2 1", "900104"),
        ("ecole zoe", "900105"),
        ("École", "900105"),
        ("a becket", "900105"),
        ("saint marys church of england", "900101"),
        ("St. Mary's C of E", "900101"),
        ("st mary cofe prim", "900101"),
        ("st marys ce junior", "900103"),
        ("roman catholic", "900102"),
        ("acorn and oak", "900104"),
        ("oak & acorn", "900104"),
        ("old marston", "900104"),
        ("kiln rosem", "900106"),
    ],
)
def test_found_however_it_is_typed(index: Finder, typed: str, first: str) -> None:
    assert _urns(index, typed)[0] == first


def test_all_words_must_fit(index: Finder) -> None:
    assert _urns(index, "mary ferry infant") == ["900102"]
    assert _urns(index, "mary nowhere") == []


def test_nothing_typed_finds_nothing(index: Finder) -> None:
    assert _urns(index, "") == _urns(index, " -' ") == []


def test_words_that_begin_so_come_before_words_with_it_inside(index: Finder) -> None:
    found = _urns(index, "mary")
    assert found.index("900105") < found.index("900106"), "Mary Street before Rosemary"


def test_open_before_closed_and_the_name_before_the_town(index: Finder) -> None:
    assert _urns(index, "marston") == ["900107", "900104", "900101", "900108"]
    assert _urns(index, "st mary")[-1] == "900103"


def test_a_whole_urn_comes_first(index: Finder) -> None:
    assert _urns(index, "900101")[:2] == ["900101", "900107"], "the other has the number in its street"


def test_no_more_than_asked_for(index: Finder) -> None:
    assert len(index.schools("zz", limit=2)) == 2
    assert (index.count("school"), index.count("local_authority"), index.count("trust")) == (9, 3, 0)


def test_one_school(index: Finder, desk: RecordsDesk) -> None:
    found, known = school(desk, " 900101 "), load_schools(desk)
    assert found is not None
    assert found == known.school("900101") == index.schools("900101")[0]
    assert (found.local_authority, found.la_code, found.town, found.as_at) == (
        "North",
        "901",
        "Marston",
        date(2025, 7, 17),
    )
    assert found.is_open
    assert found.in_england
    assert known.school("900999") is school(desk, "900999") is None
    assert known.school("ZZ1 1AA") is None
    closed, welsh = known.school("900103"), known.school("900109")
    assert closed is not None
    assert welsh is not None
    assert (closed.is_open, welsh.in_england) == (False, False)


def test_a_school_of_a_ukprn(desk: RecordsDesk) -> None:
    index = load_schools(desk)
    found = index.of_ukprn(" 19000105 ")
    assert found is not None
    assert found.urn == "900105"
    assert index.of_ukprn("900105") is index.of_ukprn("") is None


def test_what_is_found_says_how_it_fits_and_what_tells_it_apart(index: Finder) -> None:
    assert [(found.key, found.fit, found.where) for found in index.find("marston")] == [
        ("900107", "words", "Ferry"),
        ("900104", "words", "Old-Marston"),
        ("900101", "words", "Marston"),
        ("900108", "words", "Ferry · Closed"),
    ]
    assert [found.fit for found in index.find("900101")] == ["number", "words"]
    assert [(found.key, found.fit) for found in index.find("rosemry")] == [("900106", "similar")]


def test_schools_of_the_office_stand_ahead_then_their_trust(desk: RecordsDesk) -> None:
    plain = _urns(load_finder(desk), "ferry")
    with desk.store.writing() as session:
        session.connection().exec_driver_sql(
            "UPDATE establishments SET trust = 'Beacon' WHERE urn IN ('900106', '900105')"
        )
        session.add(Person(name="Ioan Fielding", title="", role="", address="", urn="900106"))
    assert own_schools(desk) == {"900106"}
    ahead = _urns(load_finder(desk), "ferry")
    assert plain[0] != ahead[0] == "900106"
    assert set(ahead[1:3]) == {"900105", "900107"}
    assert set(plain) == set(ahead)


def test_the_lists_a_school_is_on_by_the_newest_release(desk: RecordsDesk, tmp_path: Path) -> None:
    first, second, further = (tmp_path / name for name in ("pp50.csv", "pp50_2.csv", "fe.csv"))
    first.write_text("URN\n900101\n900102\n", encoding="utf-8")
    second.write_text("URN\n900102\n", encoding="utf-8")
    further.write_text("UKPRN\n19000101\n", encoding="utf-8")
    childminders = DATA / "NPQ_OFSTED_Childminders_invented.csv"
    for list_id, path, published in (
        ("pp50-schools", first, date(2025, 1, 10)),
        ("pp50-schools", second, date(2025, 8, 1)),
        ("pp50-further-education", further, date(2025, 8, 1)),
        ("childminders", childminders, date(2025, 8, 1)),
    ):
        keep_list(desk, preview_list(desk, list_id, path, published=published))

    def listed(urn: str, on: date | None = None) -> dict[str, bool]:
        return {found.list_id: found.listed for found in school_lists(desk, urn, on=on)}

    shipped = {"exceptional-urns": False, "named-further-education-2022": False, "named-further-education": False}
    assert listed("900101") == {"pp50-schools": False, "pp50-further-education": True} | shipped
    assert listed("900101", date(2025, 7, 31)) == {"pp50-schools": True} | shipped
    assert listed("900102")["pp50-schools"]
    assert listed("900104")["pp50-further-education"] is False, "a blank UKPRN is on no list"
    assert listed("900999") == {}


@pytest.mark.parametrize(
    ("name", "town", "said"),
    [
        ("Sea View", "Porth", "Sea View, Porth"),
        ("Sea View, Porth", "PORTH", "Sea View, Porth"),
        ("Sea View", "", "Sea View"),
    ],
)
def test_a_town_that_the_name_ends_with_is_said_once(desk: RecordsDesk, name: str, town: str, said: str) -> None:
    found = school(desk, "900109")
    assert found is not None
    facts = register_facts(replace(found, name=name, town=town), read_rulebook().vocabulary)
    assert facts["workplace_name"].value == said
