"""The search from anywhere finds schools, trusts, local authorities and childcare providers, with their schools."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk.services.finder import Finder, load_finder, own_places
from npqdesk.services.groups import group_schools, load_groups, schools_with
from npqdesk.services.ofsted import keep_ofsted, preview_ofsted
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.relations import keep_relations, preview_relations
from npqdesk.store.engine import open_store
from npqdesk.store.tables import Person
from tests.services.records import DATA, RecordsDesk

DAY = date(2025, 8, 1)
HEADER = (
    "URN,EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),EstablishmentStatus (name),"
    "LA (code),LA (name),Town,Postcode,Trusts (name)"
)
SCHOOLS = """
900002,St Zoë’s Academy,Free schools,Primary,Open,901,Northshire,Marston,ZZ1 1AA,MARSTON LEARNING TRUST
900003,Oak House,Free schools,Primary,Open,901,Northshire,Marston,ZZ1 2AA,
900004,Ash Free School,Free schools,Primary,Open,902,Southshire,Ferry,ZZ2 1AA,
900005,Elm Academy,Free schools,Primary,Open,902,Southshire,Ferry,ZZ2 2AA,BEACON TRUST
900006,Closed Academy,Free schools,Primary,Closed,903,Eastshire,Ferry,ZZ2 2AA,BEACON TRUST
""".strip()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RecordsDesk]:
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    path = tmp_path / "register20250717.csv"
    path.write_text(f"{HEADER}\n{SCHOOLS}\n", encoding="utf-8")
    keep_register(desk, preview_register(desk, path))
    for name in ("allgroupsdata20250801.csv", "academiesmatmembership20250801.csv"):
        keep_relations(desk, preview_relations(desk, DATA / name, as_at=DAY))
    keep_ofsted(desk, preview_ofsted(desk, DATA / "childcare_providers_2021-08-31.csv"))
    yield desk
    desk.store.close()


@pytest.fixture
def finder(desk: RecordsDesk) -> Finder:
    return load_finder(desk)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("marston learning", "trust:5001"),
        ("marston lerning trust", "trust:5001"),
        ("5001", "trust:5001"),
        ("19000500", "trust:5001"),
        ("beacon", "trust:beacon trust"),
        ("beacon southshire", "trust:beacon trust"),
        ("northshire", "la:901"),
        ("902", "la:902"),
        ("st zoe", "900002"),
        ("acorns harrowby", "ofsted:900001"),
    ],
)
def test_everything_is_in_one_index(finder: Finder, typed: str, first: str) -> None:
    assert finder.find(typed)[0].key == first


def test_a_field_may_ask_for_one_kind(finder: Finder) -> None:
    assert {each.key for each in finder.find("marston", kinds=("school",))} == {"900002", "900003"}
    assert {each.key for each in finder.find("marston", kinds=("trust", "local_authority"))} == {"trust:5001"}
    assert finder.find("900002", kinds=("early_years",)) == ()
    assert [each.urn for each in finder.schools("northshire")] == ["900003", "900002"]


def test_a_group_has_its_schools_by_the_files_and_by_the_register(desk: RecordsDesk) -> None:
    groups = load_groups(desk)
    assert sorted(groups) == ["la:901", "la:902", "trust:5001", "trust:beacon trust"]
    trust = groups["trust:5001"]
    assert (trust.name, trust.about, trust.ukprn, trust.is_open) == (
        "Marston Learning Trust",
        "Multi-academy trust",
        "19000500",
        True,
    )
    schools = {key: [each.urn for each in group_schools(desk, group)] for key, group in groups.items()}
    assert schools == {
        "trust:5001": ["900004", "900002"],
        "trust:beacon trust": ["900005"],
        "la:901": ["900003", "900002"],
        "la:902": ["900004", "900005"],
    }
    assert {key: group.size for key, group in groups.items()} == {key: len(urns) for key, urns in schools.items()}
    found = group_schools(desk, trust)
    assert [each.urn for each in schools_with(found, "zoe marston")] == ["900002"]
    assert schools_with(found, " ") == found


def test_own_schools_and_the_own_trust_stand_ahead(desk: RecordsDesk) -> None:
    assert load_finder(desk).find("academy")[0].key == "900005"
    with desk.store.writing() as session:
        session.add(Person(name="Ioan Fielding", title="", role="", address="", urn="900002"))
    assert own_places(desk) == {"900002"}
    ahead = load_finder(desk)
    assert ahead.find("academy")[0].key == "900002"
    assert ahead.find("trust")[0].key == "trust:5001"
