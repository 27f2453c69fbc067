"""Two releases side by side: who came, who went, and our own schools first."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.accredited import accredited
from npqdesk.services.list_diff import OwnChange, list_diff, listed_on
from npqdesk.services.lists import keep_list, list_release, preview_list
from npqdesk.services.own_workplaces import own_identifiers, own_workplaces
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.spreadsheet_cells import harmless
from npqdesk.store.engine import open_store
from npqdesk.store.tables import Enquiry, Person
from tests.services.records import DATA, RecordsDesk

REGISTER = """\
URN,UKPRN,EstablishmentName,TypeOfEstablishment (code),PhaseOfEducation (code),EstablishmentStatus (code),\
LA (code),LA (name),Town,Postcode
900001,10000001,Elm School,1,2,1,899,Elmshire,Elmby,ZZ99 1AA
900002,10000002,Oak School,1,2,1,899,Elmshire,Oakby,ZZ99 1AB
900003,10000003,Ash School,1,2,1,899,Elmshire,Ashby,ZZ99 1AC
900004,10000004,Yew School,1,2,1,899,Elmshire,Elmshire,ZZ99 1AD
"""
DAYS = (date(2025, 1, 8), date(2025, 8, 8), date(2026, 5, 18))
NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RecordsDesk]:
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    register = tmp_path / "edubase20260901.csv"
    register.write_text(REGISTER, encoding="utf-8")
    keep_register(desk, preview_register(desk, register))
    yield desk
    desk.store.close()


def load(desk: RecordsDesk, tmp_path: Path, list_id: str, text: str, day: date) -> None:
    path = tmp_path / f"{list_id}.csv"
    path.write_text(text, encoding="utf-8")
    keep_list(desk, preview_list(desk, list_id, path, published=day))


@pytest.fixture
def rise(desk: RecordsDesk, tmp_path: Path) -> RecordsDesk:
    """Three releases: 1, 2 and an unknown one; then 1, 3 and 4; then 3 alone."""
    rows = ("900001,A\n900002,B\n909999,Gone School\n", "900001,A\n900003,C\n900004,D\n", "900003,C\n")
    for text, day in zip(rows, DAYS, strict=True):
        load(desk, tmp_path, "rise", f"School URN,School Name\n{text}", day)
    return desk


def people(desk: RecordsDesk) -> None:
    """Someone at school 4 on the staff record, an enquiry for 2, a removed one for 3, and a childminder."""
    with desk.store.writing() as session:
        session.add(Person(name="A", title="", role="", urn="900004", address=""))
        for answers, removed in (
            ({"workplace": "900002"}, None),
            ({"workplace": "900003"}, NOW),
            ({"workplace": "by hand"}, None),
            ({"ofsted_urn@childminder": "ey 999001"}, None),
            ({"ofsted_urn@private_nursery": "unknown"}, None),
        ):
            given = {"started_at": NOW, "changed_at": NOW, "removed_at": removed, "person_id": None}
            session.add(Enquiry(name="B", state="draft", answers=answers, **given))


def test_who_came_and_who_went_with_the_registers_names_else_the_lists(rise: RecordsDesk) -> None:
    diff = list_diff(rise, "rise", until=DAYS[1])
    assert (diff.older.published, diff.newer.published, diff.stayed) == (DAYS[0], DAYS[1], 1)
    assert [(one.identifier, one.name, one.place) for one in diff.came] == [
        ("900003", "Ash School", "Ashby, Elmshire"),
        ("900004", "Yew School", "Elmshire"),
    ]
    assert [(one.identifier, one.name) for one in diff.went] == [("909999", "Gone School"), ("900002", "Oak School")]


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (None, None, (DAYS[1], DAYS[2])),
        (None, DAYS[1], (DAYS[0], DAYS[1])),
        (DAYS[0], None, (DAYS[0], DAYS[2])),
        (date(2025, 3, 1), date(2026, 1, 1), (DAYS[0], DAYS[1])),
    ],
)
def test_the_releases_of_two_days(
    rise: RecordsDesk, since: date | None, until: date | None, days: tuple[date, date]
) -> None:
    diff = list_diff(rise, "rise", since=since, until=until)
    assert (diff.older.published, diff.newer.published) == days


@pytest.mark.parametrize(
    ("list_id", "since", "until"),
    [
        ("rise", None, DAYS[0]),
        ("rise", date(2024, 1, 1), None),
        ("rise", DAYS[2], None),
        ("rise", DAYS[1], DAYS[0]),
        ("childminders", None, None),
        ("exceptional-urns", None, None),
    ],
)
def test_without_two_releases(rise: RecordsDesk, list_id: str, since: date | None, until: date | None) -> None:
    with pytest.raises(Problem, match="no two releases") as caught:
        list_diff(rise, list_id, since=since, until=until)
    told = {"rise": "8 January 2025, 8 August 2025, 18 May 2026", "childminders": "none"}
    assert told.get(list_id, "") in caught.value.what_happened


def test_our_own_schools_come_first_each_with_what_became_of_it(rise: RecordsDesk) -> None:
    people(rise)
    assert [each.urn for each in own_workplaces(rise)] == ["900002", "900004"]
    assert ("ofsted_urn", "EY999001") in own_identifiers(rise)
    diff = list_diff(rise, "rise", until=DAYS[1])
    assert diff.own == (OwnChange("900004", "Yew School", "came on"), OwnChange("900002", "Oak School", "went off"))
    assert [(one.identifier, one.mine) for one in diff.came] == [("900004", True), ("900003", False)]
    later = list_diff(rise, "rise")
    assert [each.what for each in later.own] == ["went off", "not on it"]


def test_a_list_by_ukprn_knows_our_schools_too(desk: RecordsDesk, tmp_path: Path) -> None:
    people(desk)
    load(desk, tmp_path, "pp50-further-education", "UKPRN\n10000002\n", DAYS[0])
    load(desk, tmp_path, "pp50-further-education", "UKPRN\n10000002\n10000004\n", DAYS[1])
    diff = list_diff(desk, "pp50-further-education")
    assert [(one.identifier, one.name, one.mine) for one in diff.came] == [("10000004", "Yew School", True)]
    assert [each.what for each in diff.own] == ["came on", "stays on"]


def test_an_ofsted_number_is_never_taken_for_a_school_of_the_same_digits(desk: RecordsDesk, tmp_path: Path) -> None:
    people(desk)
    heads = "URN,OfstedURN,Provider_name\n"
    load(desk, tmp_path, "disadvantaged-early-years", f"{heads},900003,Twinkle\n", DAYS[0])
    load(desk, tmp_path, "disadvantaged-early-years", f"{heads},900002,Humpty\n,EY999001,Nest\n", DAYS[1])
    diff = list_diff(desk, "disadvantaged-early-years")
    assert [(one.identifier, one.name, one.mine) for one in diff.came] == [
        ("EY999001", "Nest", True),
        ("900002", "Humpty", False),
    ]
    assert [each.what for each in diff.own] == ["not on it", "not on it"]


def test_who_is_on_a_list_that_comes_with_the_program(desk: RecordsDesk) -> None:
    release = list_release(desk, "exceptional-urns")
    assert release is not None
    assert len(listed_on(desk, release)) == 34


def test_a_provider_is_asked_for_by_its_legal_name(desk: RecordsDesk) -> None:
    with pytest.raises(Problem, match="is not loaded"):
        accredited(desk, "Anyone")
    path = DATA / "ITT_Provider_List_invented.csv"
    keep_list(desk, preview_list(desk, "itt-providers", path, published=DAYS[0]))
    for name in ("Dr Pound's Teaching Trust", "dr pound’s  teaching trust "):
        answer = accredited(desk, name)
        assert (answer.is_listed, answer.legal_name, answer.nearest) == (True, "Dr Pound's Teaching Trust", ())
    other = accredited(desk, "Pound SCITT")
    assert (other.is_listed, other.nearest) == (False, (("Dr Pound's Teaching Trust", "Pound SCITT"),))
    assert accredited(desk, "Elsewhere").nearest == ()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+1+1", "'+1+1"),
        ("-cmd", "'-cmd"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("+44 1632 960117", "+44 1632 960117"),
        ("Elm = Oak", "Elm = Oak"),
        ("", ""),
    ],
)
def test_a_cell_that_would_run_is_made_plain(text: str, cell: str) -> None:
    assert harmless(text) == cell
