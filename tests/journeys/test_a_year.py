"""A school year of an invented trust: places asked, refused, waited for, left; new lists in summer; each figure counted
again from the records by hand."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from npqdesk import paths
from npqdesk.letters.pounds import Pounds
from npqdesk.services.application_steps import NOTHING, StepDetails, begin_application, record_step
from npqdesk.services.applications import applications
from npqdesk.services.central import central_staff
from npqdesk.services.desk import open_desk
from npqdesk.services.determine import determine
from npqdesk.services.enquiries import begin_enquiry, put_answers
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.people import add_person, leave
from npqdesk.services.person_record import Post, save_post
from npqdesk.services.recheck import differing, supersede
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.rollup import rollup
from npqdesk.services.staff import staff_list

LISTED, NOT_LISTED = "902115", "902114"
SENIOR, LITERACY = "npq-senior-leadership", "npq-leading-literacy"
THIS_YEAR, NEXT_YEAR = "2025-autumn", "2026-autumn"


class Year:
    """The office, on whichever day of the year it is."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.day = folder, date(2025, 9, 1)
        self.file = str(folder / "records.sqlite3")
        self.desk = open_desk(self.file)
        self.desk.today = lambda: self.day
        sample = paths.resource("sample", "invented-schools.csv")
        keep_register(self.desk, preview_register(self.desk, sample, as_at=date(2025, 8, 30)))

    def publish(self, published: date, *urns: str) -> None:
        """DfE publishes the lists of a year: these schools on the one, none of them on the other."""
        self.day = max(self.day, published)
        for list_id, head, listed in (("pp50-schools", "URN", urns), ("rise", "School URN", ("909999",))):
            file = self.folder / f"{list_id}-{published}.csv"
            file.write_text("".join(f"{urn},School\n" for urn in (head, *listed)), encoding="utf-8")
            keep_list(self.desk, preview_list(self.desk, list_id, file, published=published))

    def check(self, person: int, course: str, cohort: str) -> None:
        """Somebody's funding is checked and the answer kept."""
        enquiry = begin_enquiry(self.desk, person_id=person)
        answers = {"cohort": cohort, "course": course, "work_setting": "a_school", f"previously_funded@{course}": "no"}
        put_answers(self.desk, enquiry.id, answers)
        determine(self.desk, enquiry.id)

    def apply(self, person: int, course: str, cohort: str, *steps: tuple[str, date, StepDetails]) -> int:
        """Somebody applies, and this is what came of it."""
        made = begin_application(self.desk, person, course=course, cohort=cohort).row.id
        for kind, day, details in steps:
            self.day = max(self.day, day)
            record_step(self.desk, made, kind, day=day, details=details)
        return made

    def query(self, sql: str, *values: object) -> list[tuple]:
        """The records as they lie in the file, asked without npqdesk."""
        with sqlite3.connect(self.file) as connection:
            return connection.execute(sql, values).fetchall()


@pytest.fixture
def year(tmp_path):
    made = Year(tmp_path)
    yield made
    made.desk.close()


def _asked(*further: tuple[str, date, StepDetails]) -> tuple[tuple[str, date, StepDetails], ...]:
    return (
        ("registered", date(2025, 9, 5), StepDetails(reference="R1")),
        ("applied", date(2025, 9, 8), StepDetails(provider="Teach First")),
        *further,
    )


def test_a_year_from_the_first_place_asked_to_the_lists_of_the_summer(year):
    year.publish(date(2025, 8, 15), LISTED)
    people = [add_person(year.desk, f"Colleague {at:02}", urn=(LISTED, NOT_LISTED)[at % 2]) for at in range(40)]
    save_post(year.desk, people[0], Post(None, "Adviser", NOT_LISTED, "", date(2025, 9, 1)))
    leave(year.desk, people[39], on=date(2025, 10, 31))
    for person in people[:12]:
        year.check(person, LITERACY, THIS_YEAR)
    offered = ("offered", date(2025, 10, 1), StepDetails(place="funded"))
    began = ("started", date(2025, 11, 3), NOTHING)
    year.apply(people[0], LITERACY, THIS_YEAR, *_asked(offered, began))
    year.apply(people[2], LITERACY, THIS_YEAR, *_asked(offered, began, ("withdrawn", date(2026, 2, 2), NOTHING)))
    year.apply(people[4], LITERACY, THIS_YEAR, *_asked(("refused", date(2025, 10, 2), NOTHING)))
    year.apply(people[6], LITERACY, THIS_YEAR, *_asked(("refused", date(2025, 10, 3), NOTHING)))
    year.apply(people[8], LITERACY, THIS_YEAR, *_asked(("waiting", date(2025, 10, 4), NOTHING)))
    paid = ("offered", date(2025, 10, 5), StepDetails(place="paid"))
    settled = ("paying", date(2025, 10, 9), StepDetails(payer="school", pounds=950))
    year.apply(people[1], LITERACY, THIS_YEAR, *_asked(paid, settled))
    year.apply(people[20], SENIOR, THIS_YEAR, *_asked())
    _counted_again(year, THIS_YEAR)

    stages = [row.standing.stage for row in applications(year.desk)]
    assert sorted(stages) == ["asked", "offered", "refused", "refused", "started", "waiting", "withdrawn"]
    row = {each.urn: each for each in rollup(year.desk, THIS_YEAR).rows}
    assert (row[LISTED].considered, row[LISTED].eligible, row[LISTED].placed) == (7, 6, 1)
    assert (row[NOT_LISTED].considered, row[NOT_LISTED].eligible, row[NOT_LISTED].paid_places) == (6, 0, 1)

    year.day = date(2026, 5, 18)  # the rules are there; the office has not loaded the lists that came with them
    for person in people[12:20]:
        year.check(person, LITERACY, NEXT_YEAR)
    assert differing(year.desk) == ()
    year.publish(date(2026, 5, 18), NOT_LISTED)
    turned = differing(year.desk)
    assert len(turned) == 8  # the schools changed places; answers of last year rest on the lists of last year
    assert {each.was.outcome for each in turned if each.now.outcome == "funded"} == {"not_funded"}
    before = year.query("SELECT * FROM determinations WHERE superseded_by IS NOT NULL")
    supersede(year.desk, [each.determination_id for each in turned])
    assert len(year.query("SELECT * FROM determinations WHERE superseded_by IS NOT NULL")) == len(before) + 8
    _counted_again(year, THIS_YEAR)
    _counted_again(year, NEXT_YEAR)
    row = {each.urn: each for each in rollup(year.desk, NEXT_YEAR).rows}
    assert (row[LISTED].eligible, row[NOT_LISTED].eligible) == (0, 4)


def test_somebody_of_two_schools_is_asked_about_at_each(year):
    year.publish(date(2025, 8, 15), LISTED)
    one = add_person(year.desk, "Ada Central", urn=LISTED)
    assert central_staff(year.desk, THIS_YEAR) == ()
    save_post(year.desk, one, Post(None, "Adviser", NOT_LISTED, "", date(2025, 9, 1)))
    (central,) = central_staff(year.desk, THIS_YEAR)
    assert [school.urn for school in central.schools] == [LISTED, NOT_LISTED]
    hangs = {each.course.id: [cell.kind for _name, cell in each.at] for each in central.differing}
    assert hangs[LITERACY] == ["eligible", "not_eligible"]
    assert "npq-headship" not in hangs  # funded wherever the school is
    year.check(one, LITERACY, THIS_YEAR)
    year.apply(one, LITERACY, THIS_YEAR, *_asked(("offered", date(2025, 10, 1), StepDetails(place="funded"))))
    row = {each.urn: each for each in rollup(year.desk, THIS_YEAR).rows}
    assert (row[LISTED].staff, row[NOT_LISTED].staff, rollup(year.desk, THIS_YEAR).total.staff) == (1, 1, 1)
    assert (row[LISTED].placed, row[NOT_LISTED].placed) == (1, 0)
    _counted_again(year, THIS_YEAR)


def _counted_again(year: Year, cohort: str) -> None:
    """Every figure of the table of schools, from the rows of the file."""
    found = rollup(year.desk, cohort)
    answers = {
        (person, course): (json.loads(facts)["workplace"]["value"], outcome)
        for person, course, facts, outcome in year.query(
            "SELECT e.person_id, d.course, d.facts, d.outcome FROM determinations d JOIN enquiries e ON e.id ="
            " d.enquiry_id WHERE d.superseded_by IS NULL AND d.cohort = ? AND e.removed_at IS NULL ORDER BY d.id",
            cohort,
        )
    }
    applied = {
        (person, course): (urn, [kind for (kind,) in year.query(
            "SELECT kind FROM application_events WHERE application_id = ? ORDER BY day, id", number)], [
            json.loads(details) for (details,) in year.query(
                "SELECT details FROM application_events WHERE application_id = ? ORDER BY day, id", number)])
        for number, person, course, urn in year.query(
            "SELECT id, person_id, course, urn FROM applications WHERE cohort = ? AND removed_at IS NULL", cohort
        )
    }  # fmt: skip
    for school in found.rows:
        here = {key for key, (urn, _outcome) in answers.items() if urn == school.urn}
        mine = {key for key, (urn, _kinds, _details) in applied.items() if urn == school.urn}
        assert school.considered == len({person for person, _course in here | mine})
        assert school.eligible == len({person for person, course in here if answers[person, course][1] == "funded"})
        kinds = {key: applied[key][1] for key in mine}
        over = {"withdrawn", "refused", "declined"}
        held = {key for key in mine if "offered" in kinds[key] and not over & set(kinds[key])}
        assert school.placed == len({person for person, _course in held})
        said = [details for key in held for details in applied[key][2]]
        settled = sum(each.get("pounds", 0) for each in said if each.get("payer") == "school")
        others = [key for key in here if answers[key][1] == "not_funded" and key not in held]
        assert (school.fees == Pounds(settled, settled)) == (not others)
        assert school.fees.low >= settled
        (staff,) = year.query(
            "SELECT count(*) FROM people p WHERE p.removed_at IS NULL AND (p.left_on IS NULL OR p.left_on >= ?1) AND"
            " (p.urn = ?2 OR EXISTS (SELECT 1 FROM employments m WHERE m.person_id = p.id AND m.urn = ?2 AND"
            " (m.until IS NULL OR m.until >= ?1)))",
            year.day.isoformat(),
            school.urn,
        )
        assert school.staff == staff[0]
    assert found.total.considered == len({person for person, _course in answers.keys() | applied.keys()})
    assert len(staff_list(year.desk)) == year.query("SELECT count(*) FROM people WHERE removed_at IS NULL")[0][0]
