"""What DfE's published table of scenarios for 2026 expects, over its whole grid of 1,368 rows.

The table (DFE-Digital/npq-registration, spec/fixtures/scenarios/eligibility_testing_scenarios.csv, read with its
correction for nursery classes of June 2026) takes fifteen settings, eleven courses, inside England and out, asked for
the first time or again, in both starts of 2026; and for schools, trusts and 16 to 19 settings three standings on the
lists.  It states yes, no or review.  The rule of thumb below is that table in a few lines of our own; its people are no
new headteachers and its childminders are not on the list."""

from itertools import product

from npqdesk.rules.decide import decide

EVERYONE = {
    "new_headteacher": "no",
    "establishment_type": "none",
    "workplace_kind": "none",
    "nursery_kind": "private_nursery",
    "employment_type": "other",
    "has_ofsted_urn": "yes",
    "lead_mentor_for_accredited_itt_provider": "no",
    "approved_itt_provider": "no",
    "referred_by_return_to_teaching_adviser": "no",
    "on_rise_list": "no",
    "on_pp50_schools_list": "no",
    "on_pp50_further_education_list": "no",
    "on_childminders_list": "no",
}


def _nursery(kind, **facts):
    provider = {"workplace_kind": "private_childcare_provider"}
    return {"work_setting": "early_years_or_childcare", "nursery_kind": kind, **provider, **facts}


def _elsewhere(employment, **facts):
    return {"work_setting": "another_setting", "employment_type": employment, **facts}


def _school(setting, kind):
    return {"work_setting": setting, "workplace_kind": "school", "establishment_type": kind}


LEAD_MENTOR = {"lead_mentor_for_accredited_itt_provider": "yes", "approved_itt_provider": "yes"}
SCHOOLS = {
    "school": _school("a_school", "1"),
    "trust": _school("an_academy_trust", "34"),
    "16 to 19": _school("a_16_to_19_educational_setting", "31"),
}
SETTINGS = {
    "maintained nursery": _nursery(
        "local_authority_maintained_nursery", workplace_kind="school", establishment_type="15"
    ),
    "nursery class": _nursery("preschool_class_as_part_of_school", workplace_kind="school", establishment_type="1"),
    "private nursery": _nursery("private_nursery"),
    "childminder": _nursery("childminder"),
    "other early years": _nursery("another_early_years_setting"),
    **SCHOOLS,
    "hospital": _elsewhere("hospital_school"),
    "lead mentor": _elsewhere("lead_mentor_for_accredited_itt_provider", **LEAD_MENTOR),
    "local authority teacher": _elsewhere("local_authority_supply_teacher"),
    "virtual school": _elsewhere("local_authority_virtual_school"),
    "young offenders": _elsewhere("young_offender_institution"),
    "referred": {"work_setting": "other", "referred_by_return_to_teaching_adviser": "yes"},
    "not referred": {"work_setting": "other"},
}
OPEN = ("npq-headship", "npq-senco", "npq-senior-leadership")
EARLY_YEARS, COACHING = "npq-early-years-leadership", "npq-early-headship-coaching-offer"
LISTED = (
    "npq-executive-leadership",
    "npq-leading-behaviour-culture",
    "npq-leading-literacy",
    "npq-leading-primary-mathematics",
    "npq-leading-teaching",
    "npq-leading-teaching-development",
)
COURSES = (*OPEN, EARLY_YEARS, COACHING, *LISTED)
RISE, PP50, NEITHER = "rise", "pp50", "neither"


def grid():
    """Every row: start, in England, setting, course, asked before, and standing on the lists (for schools)."""
    for start, england, setting, course, again in product(
        ("2026-spring", "2026-autumn"), ("yes", "no"), SETTINGS, COURSES, ("yes", "no")
    ):
        first_in_autumn = start == "2026-autumn" and england == "yes" and again == "no"
        asks_lists = setting in SCHOOLS and course in (*LISTED, "npq-senior-leadership", COACHING)
        for standing in (RISE, PP50, NEITHER) if first_in_autumn and asks_lists else (NEITHER,):
            yield start, england, setting, course, again, standing


def expected(start, england, setting, course, again, standing):
    """The rule of thumb."""
    if start == "2026-spring" or england == "no" or again == "yes" or course == COACHING:
        return "not_funded"
    if setting == "referred":
        return "review"
    if setting in ("hospital", "local authority teacher", "virtual school", "young offenders"):
        return "review" if course in OPEN else "not_funded"
    funded = {
        "maintained nursery": (*OPEN, EARLY_YEARS),
        "nursery class": (EARLY_YEARS,),
        "private nursery": (EARLY_YEARS,),
        "other early years": (EARLY_YEARS,),
        "lead mentor": ("npq-leading-teaching-development",),
        **dict.fromkeys(SCHOOLS, (*OPEN, EARLY_YEARS) if standing == NEITHER else COURSES),
    }
    return "funded" if course in funded.get(setting, ()) else "not_funded"


def _facts(england, setting, course, again, standing):
    college = setting == "16 to 19"
    lists = {
        RISE: {"on_rise_list": "yes"},
        PP50: {"on_pp50_further_education_list" if college else "on_pp50_schools_list": "yes"},
        NEITHER: {},
    }
    asked = {"in_england": england, "previously_funded": again, "course": course}
    return {**EVERYONE, **asked, **SETTINGS[setting], **lists[standing]}


def test_every_row_of_the_table_is_answered_as_dfe_expects(policies):
    rows = list(grid())
    assert len(rows) == 1368
    for row in rows:
        start, *case = row
        facts = _facts(*case)
        assert decide(policies[start], facts, basis="service").outcome == expected(*row), row
        assert decide(policies[start], facts).outcome == expected(*row), row


def test_the_table_holds_each_answer_often_enough_to_mean_something():
    answers = [expected(*row) for row in grid()]
    assert (answers.count("funded"), answers.count("review")) == (62, 22)
