"""What the answer tells twenty people in different settings: what must be said, and what must never be."""

import re
from dataclasses import dataclass
from datetime import date

import pytest

from npqdesk.enquiry.known import KnownFact
from npqdesk.rules.conditions import Value
from npqdesk.rules.decide import decide
from npqdesk.services.answer import Answer, answer
from npqdesk.services.desk import RuleDesk, read_rulebook
from npqdesk.services.other_starts import other_starts

TODAY = date(2026, 11, 21)
NAMES = {"name": "Amara Okafor", "workplace": "Elm Grove"}
Given = dict[str, Value]

NOW: Given = {"cohort": "2026-autumn", "in_england": "yes", "previously_funded": "no"}
STATE: Given = {"workplace_kind": "school", "establishment_type": "1", "phase": "Primary", "pupils": 142}
SCHOOL: Given = {"work_setting": "a_school", **STATE}
UNLISTED: Given = {
    "on_pp50_schools_list": "no",
    "on_rise_list": "no",
    "lead_mentor_for_accredited_itt_provider": "no",
}
CHILDCARE: Given = {
    "work_setting": "early_years_or_childcare",
    "workplace_kind": "private_childcare_provider",
    "has_ofsted_urn": "yes",
}
ANOTHER: Given = {"work_setting": "another_setting", "workplace_kind": "none"}
OLD: Given = {
    "in_england": "yes",
    "previously_funded": "no",
    "approved_itt_provider": "no",
    "on_exceptional_urn_list": "no",
    "on_named_further_education_list": "no",
    "had_targeted_support_for_course": "no",
    **SCHOOL,
    "course": "npq-headship",
}
COACHING: Given = {"course": "npq-early-headship-coaching-offer", "new_headteacher": "yes"}


@dataclass(frozen=True)
class Person:
    """A case, what the headline is, what must be said of it and what never."""

    given: Given
    headline: str
    says: tuple[str, ...]
    never: tuple[str, ...] = ()


YES, NO, REVIEW, OPEN = (
    "Eligible for a scholarship",
    "Not eligible for a scholarship",
    "DfE will review it",
    "Cannot tell yet",
)
PEOPLE = {
    "a teacher in a listed primary school": Person(
        {**NOW, **SCHOOL, **UNLISTED, "course": "npq-leading-teaching", "on_pp50_schools_list": "yes"},
        YES,
        (
            "Elm Grove is on the list of eligible schools",
            "the fund ended with courses that started by August 2024",
            "If Amara Okafor moved, before registering, to a school that is on none of the lists: not eligible",
            "If Amara Okafor moved, before registering, to an independent school: not eligible",
            "Spring 2026: was not eligible for a scholarship",
        ),
        ("worked at a school on the list",),
    ),
    "a mathematics lead in a primary school that is not on the list": Person(
        {**NOW, **SCHOOL, **UNLISTED, "course": "npq-leading-primary-mathematics", "mastery": "a_year"},
        NO,
        (
            "Elm Grove is not on the list of eligible schools and not on the list of targeted RISE schools",
            "If Amara Okafor worked at a school on the list of eligible schools: eligible for a scholarship",
            "Headship (NPQH)",
            "Spring 2025: was eligible for a scholarship",
            "Autumn 2025: cannot tell",
        ),
        ("If Amara Okafor worked at a state-funded school", "on the list of eligible schools and targeted"),
    ),
    "the head of an academy in the third year who asks for coaching": Person(
        {**NOW, **SCHOOL, **UNLISTED, **COACHING, "establishment_type": "34"},
        YES,
        ("Elm Grove is an academy", "If Amara Okafor no longer counted as a new headteacher: not eligible"),
        ("wants to take Early headship coaching offer",),
    ),
    "the head of an independent school who asks for coaching": Person(
        {**NOW, **SCHOOL, **UNLISTED, **COACHING, "establishment_type": "11"},
        NO,
        (
            "If Amara Okafor were headteacher of a state-funded school in England: eligible",
            "It is likely to show “eligible”.",
            "asks only whether the person is a headteacher in the first five years.",
            "Rely on published guidance",
            "Do not rely on the service’s answer.",
        ),
        ("(C15)", "The specialist NPQs"),
    ),
    "central staff of a trust whose school is not on the list": Person(
        {**NOW, **SCHOOL, **UNLISTED, "work_setting": "an_academy_trust", "course": "npq-executive-leadership"},
        NO,
        ("two schools of one trust can lead to different answers", "If Amara Okafor worked at a school on the list"),
        ("name a school", "name another school"),
    ),
    "the manager of a private nursery": Person(
        {**NOW, **CHILDCARE, "nursery_kind": "private_nursery", "course": "npq-early-years-leadership"},
        YES,
        ("Amara Okafor works at a private nursery", "The lead provider will check"),
        ("works in early years or childcare and",),
    ),
    "the manager of a nursery without an Ofsted number": Person(
        {
            **NOW,
            **CHILDCARE,
            "has_ofsted_urn": "no",
            "workplace_kind": "none",
            "nursery_kind": "private_nursery",
            "course": "npq-early-years-leadership",
        },
        REVIEW,
        ("If Elm Grove had an Ofsted number: eligible for a scholarship", "Rely on published guidance"),
        ("If Amara Okafor worked",),
    ),
    "a childminder on the list": Person(
        {
            **NOW,
            **CHILDCARE,
            "nursery_kind": "childminder",
            "course": "npq-early-years-leadership",
            "on_childminders_list": "yes",
        },
        YES,
        ("If Amara Okafor came off the list of registered childminders: not eligible",),
    ),
    "a childminder who is not on the list": Person(
        {
            **NOW,
            **CHILDCARE,
            "nursery_kind": "childminder",
            "course": "npq-early-years-leadership",
            "on_childminders_list": "no",
        },
        NO,
        ("If Amara Okafor were on the list of registered childminders: eligible", "should ask DfE"),
    ),
    "a local authority teacher across schools": Person(
        {**NOW, **ANOTHER, "employment_type": "local_authority_supply_teacher", "course": "npq-senco"},
        REVIEW,
        ("is employed by a local authority to teach in several schools and wants to take", "Autumn 2025: DfE reviewed"),
        ("works in another kind of setting and", "If Amara Okafor worked"),
    ),
    "a teacher of a hospital school": Person(
        {**NOW, **ANOTHER, "employment_type": "hospital_school", "course": "npq-leading-literacy"},
        NO,
        (
            "works for a hospital school and wants to take Leading literacy",
            "Headship (NPQH)",
            "DfE confirms each by hand",
        ),
    ),
    "a lead mentor who teaches at a school that is not on the list": Person(
        {
            **NOW,
            **SCHOOL,
            **UNLISTED,
            "course": "npq-leading-teaching-development",
            "lead_mentor_for_accredited_itt_provider": "yes",
            "approved_itt_provider": "yes",
        },
        YES,
        (
            "It is likely to show “not eligible”.",
            "that is the answer to choose there",
            "If Amara Okafor stopped being a lead mentor, or the provider lost its accreditation: not eligible",
        ),
        ("to a school that is on none of the lists",),
    ),
    "a lead mentor whose provider lost its accreditation": Person(
        {
            **NOW,
            **ANOTHER,
            "employment_type": "lead_mentor_for_accredited_itt_provider",
            "lead_mentor_for_accredited_itt_provider": "yes",
            "approved_itt_provider": "no",
            "course": "npq-leading-teaching-development",
        },
        NO,
        ("If the teacher training provider were accredited: eligible for a scholarship",),
        ("If Amara Okafor were a lead mentor",),
    ),
    "the deputy head of a virtual school": Person(
        {**NOW, **ANOTHER, "employment_type": "local_authority_virtual_school", "course": "npq-headship"},
        REVIEW,
        ("Amara Okafor works for a virtual school", "only heads, defined deputies and those who teach"),
        ("rely on",),
    ),
    "a teacher of an independent school who was funded before": Person(
        {**NOW, **SCHOOL, **UNLISTED, "establishment_type": "11", "course": "npq-headship", "previously_funded": "yes"},
        NO,
        (
            "Amara Okafor has already had a funded place on Headship (NPQH)",
            "Elm Grove is an independent school",
            "If Amara Okafor worked at a state-funded school and took another course: eligible for a scholarship",
        ),
        ("had no funded place", "was eligible", "If Amara Okafor worked at a state-funded school: "),
    ),
    "a teacher of a school in Wales": Person(
        {
            **NOW,
            **SCHOOL,
            **UNLISTED,
            "in_england": "no",
            "establishment_type": "30",
            "course": "npq-senior-leadership",
        },
        NO,
        ("If Amara Okafor worked at a state-funded school in England: eligible for a scholarship",),
        ("If Amara Okafor worked in England",),
    ),
    "a returner whom no adviser referred": Person(
        {
            **NOW,
            "work_setting": "other",
            "workplace_kind": "none",
            "referred_by_return_to_teaching_adviser": "no",
            "course": "npq-leading-teaching",
        },
        NO,
        ("If a return to teaching adviser referred Amara Okafor: DfE reviews it by hand",),
        ("dfE",),
    ),
    "a lecturer of a college that is not on the list": Person(
        {
            **NOW,
            **SCHOOL,
            **UNLISTED,
            "work_setting": "a_16_to_19_educational_setting",
            "establishment_type": "18",
            "phase": "16 plus",
            "on_pp50_further_education_list": "no",
            "course": "npq-leading-teaching",
        },
        NO,
        ("If Amara Okafor worked at a 16 to 19 setting on the list: eligible", "list of eligible 16 to 19 settings"),
    ),
    "a teacher under the first criteria of 2021": Person(
        {
            **SCHOOL,
            "cohort": "2021-autumn",
            "decided_on": "2021-09-20",
            "in_england": "yes",
            "course": "npq-leading-teaching",
            "on_high_pupil_premium_list": "no",
            "on_exceptional_urn_list": "no",
        },
        NO,
        (
            "If Amara Okafor had worked at one of the 30 per cent of schools with most pupil premium: eligible",
            "Autumn 2021, by its rules of today: was eligible for a scholarship",
            "the fund began with courses that started in autumn 2022",
        ),
        ("If Amara Okafor worked", "can still be taken", "moved, before registering"),
    ),
    "someone who asks for the start without scholarships": Person(
        {**NOW, **SCHOOL, **UNLISTED, "cohort": "2026-spring", "course": "npq-headship"},
        NO,
        (
            "There are no scholarships for courses that started in spring 2026",
            "Autumn 2026: eligible for a scholarship",
        ),
        ("worked at", "can still be taken", "No grant to the school"),
    ),
    "a primary school of 150 pupils in 2023": Person(
        {**OLD, "cohort": "2023-autumn", "pupils": 150},
        YES,
        (
            "Amara Okafor was eligible for a scholarship",
            "1 more pupil: the grant would have been £200",
            "150 is the last number of pupils that earned £800",
            "Not if a funded place was taken in autumn 2023",
        ),
        ("moved, before registering", "the fund ended with courses", "It is not a place"),
    ),
    "a primary school of 151 pupils in 2023": Person(
        {**OLD, "cohort": "2023-autumn", "pupils": 151},
        YES,
        ("1 fewer pupil: the grant would have been £800", "150 is the last number of pupils that earned £800"),
    ),
    "a primary school of 600 pupils in 2022": Person(
        {**OLD, "cohort": "2022-autumn", "pupils": 600},
        YES,
        ("1 more pupil: the grant would have been £0", "600 is the last number of pupils that earned £200"),
    ),
    "a primary school of 601 pupils in 2022": Person(
        {**OLD, "cohort": "2022-autumn", "pupils": 601},
        YES,
        ("1 fewer pupil: the grant would have been £200", "600 is the last number of pupils that earned £200", "£0"),
        ("earned £0",),
    ),
    "a case of which only the reason is open": Person(
        {
            name: value
            for name, value in {**NOW, **SCHOOL, **UNLISTED, "course": "npq-leading-teaching"}.items()
            if name != "previously_funded"
        },
        OPEN,
        ("One fact is missing. In any case the answer will be “not eligible for a scholarship”",),
        ("It decides the answer",),
    ),
    "a case with three facts missing": Person(
        {"cohort": "2026-autumn", "in_england": "yes", **SCHOOL, "course": "npq-leading-teaching"},
        OPEN,
        (
            "If Amara Okafor has already had a funded place on Leading teaching (NPQLT): Not eligible",
            "and Elm Grove is on the list of eligible schools: Eligible for a scholarship",
        ),
        ("What if",),
    ),
}


class FixedDesk(RuleDesk):
    """The rule book on a day that does not go on."""

    def today(self) -> date:
        return TODAY


@pytest.fixture(scope="module")
def desk() -> FixedDesk:
    return FixedDesk(read_rulebook())


def told(desk: RuleDesk, given: Answer, facts: Given) -> list[str]:
    """Every sentence of an answer that a school office reads, but for the trace."""
    known = {name: KnownFact(value, "answer", "") for name, value in facts.items()}
    starts = other_starts(desk, given, known) if given.decision.decided else ()
    return [
        *(given.headline, given.sentence, given.grant_figure, given.grant_note, given.service_note),
        *(f"{row.fact}. {row.rule}" for row in given.reasons),
        *(f"{row.label}. {row.who}" for row in given.missing),
        *(f"{row.say}: {row.headline}" for row in given.leads),
        *(f"{row.title}. {row.say}" for row in (*given.changes, *given.ends)),
        *(f"{row.name}. {row.say}" for row in given.courses if row.outcome in ("funded", "review")),
        *(f"{row.title}. {row.say}" for row in starts),
        *(row.say for row in given.cautions),
    ]


@pytest.mark.parametrize("who", PEOPLE)
def test_what_must_be_said_and_what_never(desk, who):
    person = PEOPLE[who]
    given = answer(desk, person.given, names=NAMES)
    text = "\n".join(told(desk, given, person.given))
    assert given.headline == person.headline, text
    for said in person.says:
        assert said in text, f"{said!r} is not in\n{text}"
    for said in person.never:
        assert said not in text, f"{said!r} is in\n{text}"


@pytest.mark.parametrize("who", PEOPLE)
def test_every_sentence_is_whole_short_and_said_once(desk, who):
    given = answer(desk, PEOPLE[who].given, names=NAMES)
    sentences = told(desk, given, PEOPLE[who].given)
    for said in sentences:
        assert not re.search(r"[{}_]|None|\(C\d|\.\.|\b(he|she|his|her)\b|  ", said), said
        assert all(len(each) <= 230 for each in re.split(r"(?<=[.:;]) ", said)), said
    assert len({row.title for row in given.changes}) == len(given.changes)
    assert len({(row.fact, row.rule) for row in given.reasons}) == len(given.reasons)


@pytest.mark.parametrize("who", PEOPLE)
def test_each_change_leads_where_it_says_and_misstates_nothing(desk, who):
    person = PEOPLE[who]
    given = answer(desk, person.given, names=NAMES)
    assert given.policy is not None
    assert len(given.ends) <= 3
    assert sum(row.outcome is not None for row in given.changes) <= 5
    for row in (*given.changes, *given.ends):
        if row.outcome is not None:
            assert decide(given.policy, row.facts).outcome == row.outcome, row.title
        if row.facts["course"] == person.given["course"]:
            assert row.facts.get("previously_funded") == given.facts.get("previously_funded"), row.title
    for lead in given.leads:
        assert decide(given.policy, {**given.facts, **lead.facts}).outcome == lead.outcome, lead.say
