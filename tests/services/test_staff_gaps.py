"""What is missing for whom, and what it prevents.  Everyone and every school is invented."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk.services.application_steps import StepDetails, begin_application, record_step
from npqdesk.services.desk import Desk, open_desk
from npqdesk.services.people import add_person, edit_person, leave
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.staff import staff_list
from npqdesk.services.staff_gaps import gap_counts, staff_gaps

TODAY = date(2026, 11, 21)
SCHOOLS = """URN,LA (code),EstablishmentName,TypeOfEstablishment (code),PhaseOfEducation (code),\
PhaseOfEducation (name),EstablishmentStatus (code),NumberOfPupils,UKPRN,Town,Postcode
900001,899,Ash School,34,2,Primary,1,142,10990001,Elmby,ZZ99 1AA
900002,899,Oak School,34,2,Primary,2,10,10990002,Elmby,ZZ99 1AB
900003,899,Fir School,34,0,Not applicable,1,,10990003,Elmby,ZZ99 1AC
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    opened = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    monkeypatch.setattr(opened, "today", lambda: TODAY)
    register = tmp_path / "register.csv"
    register.write_text(SCHOOLS)
    keep_register(opened, preview_register(opened, register, as_at=TODAY))
    yield opened
    opened.close()


@pytest.fixture
def whole(desk) -> int:
    """Somebody of whom nothing is missing."""
    person = add_person(desk, "Joan Whitlock", urn="900001")
    for field, text in (("role", "Teacher"), ("trn", "1234567"), ("email", "joan@ash.sch.uk")):
        edit_person(desk, person, field, text)
    return person


def _lacks(desk) -> list[str]:
    gaps = staff_gaps(desk)
    assert all(gap.prevents.endswith(".") for gap in gaps)
    return [gap.what for gap in gaps]


def test_nothing_is_missing_for_somebody_whole(desk, whole):
    assert _lacks(desk) == []
    (one,) = staff_list(desk)
    assert (one.workplace, one.npqs, one.applications) == ("Ash School, Elmby", 0, 0)


@pytest.mark.parametrize(
    ("field", "text", "lacks"),
    [
        ("urn", "", ["No workplace"]),
        ("trn", "", ["No TRN", "No date of birth"]),
        ("role", "", ["No role"]),
        ("email", "", ["No e-mail address"]),
        ("role", "SENCO", ["Not known since when SENCO"]),
        ("urn", "900009", ["Workplace not in the register"]),
        ("urn", "900002", ["Workplace has closed"]),
        ("urn", "900003", ["No pupil number in the register", "No phase in the register"]),
    ],
)
def test_each_gap_is_told(desk, whole, field, text, lacks):
    edit_person(desk, whole, field, text)
    assert _lacks(desk) == lacks


def test_whoever_has_left_lacks_nothing(desk):
    leave(desk, add_person(desk, "Bo Ek"), on=date(2026, 8, 31))
    assert _lacks(desk) == []
    leave(desk, add_person(desk, "Li Na"), on=date(2026, 12, 31))
    assert "No TRN" in _lacks(desk)


def test_two_records_of_one_name_are_asked_about_unless_something_tells_them_apart(desk, whole):
    other = add_person(desk, "joan  whitlock", urn="900001")
    assert _lacks(desk).count("Perhaps on the record twice") == 2
    edit_person(desk, other, "trn", "7654321")
    assert "Perhaps on the record twice" not in _lacks(desk)


def test_an_application_without_a_registration_is_a_gap(desk, whole):
    number = begin_application(desk, whole, course="npq-headship", cohort="2026-autumn").row.id
    assert _lacks(desk) == []
    record_step(desk, number, "applied", day=TODAY, details=StepDetails(provider="UCL"))
    assert _lacks(desk) == ["Applied, but not registered with DfE"]
    record_step(desk, number, "registered", day=TODAY)
    assert _lacks(desk) == []


def test_gaps_are_counted_the_most_first(desk, whole):
    add_person(desk, "Bo Ek")
    add_person(desk, "Li Na", urn="900001")
    counts = gap_counts(staff_gaps(desk))
    assert counts["No TRN"] == 2
    assert counts["No workplace"] == 1
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
