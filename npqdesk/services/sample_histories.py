"""What invented people did before, what was checked for some of them, and how far their applications have got."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from npqdesk.services.application_steps import NOTHING, StepDetails, begin_application, record_step
from npqdesk.services.determine import determine
from npqdesk.services.enquiries import begin_enquiry, put_answers
from npqdesk.services.sample_people import InventedPerson
from npqdesk.store.tables import Person
from npqdesk.store.work_and_study import EarlierNpq, Employment

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

START = "2026-autumn"
_CHECKED_IN_A_SCHOOL, _CHECKED_IN_A_TRUST, _APPLIES_EVERY = 2, 6, 2
_LEAVES_EVERY = 45
_Way = tuple[tuple[str, int, StepDetails], ...]
"""Steps: the kind, days after the first of June 2026, what is said of it."""

_APPLIED: _Way = (
    ("registered", 0, StepDetails(reference="INVENTED")),
    ("applied", 5, StepDetails(provider="Teach First")),
)
_WAYS: tuple[_Way, ...] = (
    _APPLIED,
    (*_APPLIED, ("suitable", 20, NOTHING), ("offered", 40, StepDetails(place="funded"))),
    (*_APPLIED, ("waiting", 30, NOTHING)),
    (*_APPLIED, ("refused", 33, NOTHING)),
    _APPLIED[:1],
    (*_APPLIED, ("offered", 40, StepDetails(place="paid")), ("paying", 45, StepDetails(payer="school", pounds=900))),
    (*_APPLIED, ("offered", 36, StepDetails(place="funded")), ("started", 155, NOTHING)),
    (*_APPLIED, ("offered", 36, StepDetails(place="funded")), ("declined", 60, NOTHING)),
    (("applied", 3, StepDetails(provider="Ambition Institute")),),
)
_FIRST = date(2026, 6, 1)
PAST = "2023-autumn"
_PAST_EVERY = 20
_TAKEN = frozenset({"npq-leading-teaching", "npq-leading-behaviour-culture", "npq-leading-literacy"})
_TOOK = (
    ("registered", date(2023, 6, 20), StepDetails(reference="INVENTED")),
    ("applied", date(2023, 6, 23), StepDetails(provider="Best Practice Network")),
    ("offered", date(2023, 8, 30), StepDetails(place="funded")),
    ("started", date(2023, 11, 6), NOTHING),
)


def keep_histories(desk: "Desk", people: Iterable[tuple[int, InventedPerson]]) -> None:
    """Posts over time, NPQs from before, and whom the office knows to have left: by number."""
    with desk.store.writing() as session:
        for count, (number, one) in enumerate(people, start=1):
            person = session.get_one(Person, number)
            person.since = one.since
            if one.before and one.since:
                past = (number, one.before, one.urn, one.since - timedelta(days=900), one.since)
                session.add(_post(*past))
            session.add_all(_post(number, one.role, urn, one.since, None) for urn in one.serves)
            if one.had is not None:
                course, cohort, outcome, funded = one.had
                session.add(
                    EarlierNpq(
                        person_id=number, course=course, cohort=cohort, provider="Best Practice Network",
                        outcome=outcome, funded=funded, ended=None,
                    )
                )  # fmt: skip
            if count % _LEAVES_EVERY == 0:
                person.left_on = date(2026, 8, 31)
            elif count % (_LEAVES_EVERY // 2) == 0:
                person.notes = "Asked about the course in the summer (invented)."


def keep_checks(
    desk: "Desk", numbers: Sequence[int], people: Sequence[InventedPerson], *, sixteen_to_nineteen: Collection[str]
) -> tuple[tuple[int, str], ...]:
    """Keep an answer for autumn 2026 of some whom a course suits, by the lists of now; one in ten is left half-way.

    Returns whom and for which course."""
    every = _CHECKED_IN_A_SCHOOL if len(people) < 100 else _CHECKED_IN_A_TRUST
    asked = [pair for pair in zip(numbers, people, strict=True) if pair[1].wants][::every]
    for count, (number, one) in enumerate(asked, start=1):
        setting = "a_16_to_19_educational_setting" if one.urn in sixteen_to_nineteen else "a_school"
        answers = {
            "cohort": START,
            "course": one.wants,
            "work_setting": "an_academy_trust" if one.serves else setting,
            f"previously_funded@{one.wants}": "yes" if one.had and one.had[::3] == (one.wants, "yes") else "no",
        }
        if one.wants == "npq-senco":
            answers |= {"senco_role": "yes", "senco_since": "2025-09"}
        if one.wants == "npq-leading-primary-mathematics":
            answers["mastery"] = "a_year"
        if one.wants == "npq-leading-teaching-development":
            answers["lead_mentor_for_accredited_itt_provider"] = "no"
        enquiry = begin_enquiry(desk, person_id=number)
        if count % 10 == 0:
            put_answers(desk, enquiry.id, {"cohort": START})
            continue
        put_answers(desk, enquiry.id, answers)
        determine(desk, enquiry.id)
    return tuple((number, one.wants) for number, one in asked)


def keep_past(desk: "Desk", numbers: Sequence[int], people: Sequence[InventedPerson]) -> None:
    """What came of autumn 2023 for some who had no NPQ before: a funded place that was passed, with the grant to the
    school for every second of them."""
    took = [pair for pair in zip(numbers, people, strict=True) if pair[1].wants in _TAKEN and not pair[1].had]
    for count, (number, one) in enumerate(took[:: _PAST_EVERY if len(people) > 100 else 4]):
        answers = {"cohort": PAST, "course": one.wants, "work_setting": "a_school"}
        once = ("previously_funded", "had_targeted_support_for_course")
        enquiry = begin_enquiry(desk, person_id=number)
        put_answers(desk, enquiry.id, answers | {f"{each}@{one.wants}": "no" for each in once})
        pounds = determine(desk, enquiry.id).answer.grant.pounds
        made = begin_application(desk, number, course=one.wants, cohort=PAST)
        came = (("grant", date(2024, 7, 15), StepDetails(pounds=pounds)),) if pounds and count % 2 == 0 else ()
        for kind, day, details in (*_TOOK, *came, ("passed", date(2025, 2, 10), NOTHING)):
            record_step(desk, made.row.id, kind, day=day, details=details)


def keep_applications(desk: "Desk", asked: Iterable[tuple[int, str]]) -> None:
    """Begin an application for every second of these, and take each a different way."""
    for count, (number, course) in enumerate(list(asked)[::_APPLIES_EVERY]):
        made = begin_application(desk, number, course=course, cohort=START)
        for kind, days, details in _WAYS[count % len(_WAYS)]:
            day = min(_FIRST + timedelta(days=days), desk.today())
            record_step(desk, made.row.id, kind, day=day, details=details)


def _post(person_id: int, role: str, urn: str, since: date | None, until: date | None) -> Employment:
    return Employment(person_id=person_id, role=role, urn=urn, workplace="", since=since, until=until)
