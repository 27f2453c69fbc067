"""Where an application stands, from its history alone: every step after every stage, dates, corrections."""

from datetime import UTC, date, datetime

import pytest

from npqdesk.services.applying.advice import advice, next_step, warning
from npqdesk.services.applying.standing import (
    Event,
    Standing,
    counting,
    first_fault,
    history,
    possible,
    stage_words,
    standing,
    why_not,
)
from npqdesk.services.applying.steps import ENDED, STAGES, STEPS

NPQ, COACHING = "npq-senior-leadership", "npq-early-headship-coaching-offer"
NOW = datetime(2026, 11, 21, tzinfo=UTC)
NEEDED = {
    "applied": {"provider": "Teach First"},
    "offered": {"place": "funded"},
    "paying": {"payer": "school", "pounds": 900},
    "grant": {"pounds": 800},
}
TO_REACH = {
    "none": (),
    "asked": ("applied",),
    "waiting": ("applied", "waiting"),
    "refused": ("applied", "refused"),
    "offered": ("applied", "offered"),
    "declined": ("applied", "offered", "declined"),
    "started": ("applied", "offered", "started"),
    "deferred": ("applied", "offered", "started", "deferred"),
    "withdrawn": ("applied", "offered", "started", "withdrawn"),
    "passed": ("applied", "offered", "started", "passed"),
    "failed": ("applied", "offered", "started", "failed"),
}


def events(*kinds: str, **details: object) -> list[Event]:
    """Events on consecutive days from 1 November; `offered={"place": "paid"}` says otherwise than NEEDED."""
    return [
        Event(at, kind, date(2026, 11, at), NOW, **{**NEEDED.get(kind, {}), **details.get(kind, {})})
        for at, kind in enumerate(kinds, start=1)
    ]


def fault(*kinds: str, course: str = NPQ, cohort: str = "2023-autumn", **details: object):
    return first_fault(events(*kinds, **details), course=course, cohort=cohort)


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_can_be_reached(stage):
    assert standing(events(*TO_REACH[stage])).stage == stage
    assert fault(*TO_REACH[stage]) is None


@pytest.mark.parametrize("kind", STEPS)
@pytest.mark.parametrize("stage", STAGES)
def test_a_step_is_possible_just_where_the_table_lets_it_follow(stage, kind):
    before = TO_REACH[stage]
    found = fault(*before, kind)
    allowed = stage in STEPS[kind].after
    assert (found is None) == allowed
    assert (kind in possible(standing(events(*before)), course=NPQ, cohort="2023-autumn")) == allowed
    if found is not None:
        assert found.event.kind == kind
        assert found.why.endswith(".")


def test_registering_is_not_applying():
    registered = standing(events("registered"))
    assert (registered.registered, registered.applied, registered.stage) == (date(2026, 11, 1), None, "none")
    assert "Registering with DfE is not applying" in advice(registered, "registered", eligible="funded").say
    assert next_step(registered) == "Apply: registering is not applying"
    applied = standing(events("applied"))
    assert (applied.registered, applied.stage) == (None, "asked")
    assert next_step(applied) == "Register: applying is not registering"
    assert "a step of its own" in warning(Standing(), "applied", course="NPQSL")


def test_a_second_registration_is_refused():
    assert "recorded already" in fault("registered", "registered").why


def test_an_offer_is_no_start_and_a_registration_no_application():
    assert "offers a place only to somebody who applied" in fault("registered", "offered").why
    assert "without the offer" in fault("applied", "started").why


@pytest.mark.parametrize(
    ("eligible", "routes"),
    [
        ("funded", ["applied", "waiting", "paying"]),
        ("not_funded", ["paying"]),
        ("", ["applied", "waiting", "paying"]),
        ("review", ["applied", "waiting", "paying"]),
    ],
)
def test_a_refusal_leaves_three_ways_to_the_eligible_only(eligible, routes):
    refused = standing(events("applied", "refused"))
    told = advice(refused, "refused", eligible=eligible)
    assert [route.kind for route in told.routes] == routes
    assert all(not why_not(refused, kind, course=NPQ, cohort="2026-autumn") for kind in routes)
    assert ("not settled" in told.say) == (eligible in ("", "review"))


def test_each_refusal_is_remembered_with_its_provider():
    kinds = ("applied", "refused", "applied", "waiting", "refused")
    again = events(*kinds)
    again[2] = Event(3, "applied", date(2026, 11, 3), NOW, provider="UCL")
    now = standing(again)
    assert now.turned_away == (("Teach First", date(2026, 11, 2)), ("UCL", date(2026, 11, 5)))
    assert (now.stage, now.provider, now.since) == ("refused", "UCL", date(2026, 11, 5))


def test_a_funded_place_of_somebody_who_was_found_not_eligible_is_doubted():
    asked, offered = standing(events("registered", "applied")), standing(events("registered", "applied", "offered"))
    assert "says not eligible" in warning(asked, "offered", course="NPQSL", eligible="not_funded")
    assert "says not eligible" in warning(offered, "started", course="NPQSL", eligible="not_funded")
    assert warning(asked, "offered", course="NPQSL", eligible="funded") == ""
    paid = standing(events("registered", "applied", "offered", offered={"place": "paid"}))
    assert warning(paid, "started", course="NPQSL", eligible="not_funded") == ""


def test_withdrawing_warns_that_the_funding_is_spent():
    on_course = standing(events("applied", "offered", "started"))
    assert "spent by withdrawing" in warning(on_course, "withdrawn", course="Senior leadership")
    assert on_course.funding_spent
    offered = standing(events("applied", "offered"))
    assert "Ask Teach First first" in warning(offered, "withdrawn", course="Senior leadership")
    assert not offered.funding_spent
    paid = standing(events("applied", "offered", "started", offered={"place": "paid"}))
    assert warning(paid, "withdrawn", course="Senior leadership") == ""
    assert not paid.funding_spent
    assert warning(standing(events("applied")), "withdrawn", course="Senior leadership") == ""


def test_dfe_pays_for_a_funded_place_only():
    dfe = {"paying": {"payer": "dfe", "pounds": None}}
    assert "DfE pays only" in fault("applied", "paying", **dfe).why
    assert "DfE pays only" in fault("applied", "offered", "paying", offered={"place": "paid"}, **dfe).why
    assert fault("applied", "offered", "paying", **dfe) is None
    assert standing(events("applied", "offered")).payer == "dfe"
    assert standing(events("applied", "offered", "declined")).payer == ""
    assert standing(events("applied", "paying", "offered")).payer == "school"


def test_the_grant_came_for_some_starts_only_and_adds_up():
    begun = ("applied", "offered", "started", "grant")
    assert fault(*begun, cohort="2024-spring") is None
    assert "autumn 2022 to spring 2024 only" in fault(*begun, cohort="2024-autumn").why
    assert "for NPQs" in fault(*begun, cohort="2024-spring", course=COACHING).why
    assert standing(events(*begun, "grant")).grant == 1600


def test_the_coaching_offer_is_completed_and_never_failed():
    assert "not assessed" in fault("applied", "offered", "started", "failed", course=COACHING).why
    assert stage_words(standing(events("applied", "offered", "started", "passed")), COACHING) == "Completed"
    assert stage_words(standing(events("applied", "offered", "started", "passed")), NPQ) == "Passed"


def test_someone_who_defers_can_come_back_and_keeps_the_first_start():
    now = standing(events("applied", "offered", "started", "deferred", "resumed", deferred={"until": "2027-autumn"}))
    assert (now.stage, now.started, now.until) == ("started", date(2026, 11, 3), "")
    assert standing(events("applied", "offered", "deferred", deferred={"until": "2027-autumn"})).until == "2027-autumn"


def test_what_happened_is_played_in_the_order_of_its_days():
    late, early = (
        Event(1, "offered", date(2026, 11, 9), NOW, place="funded"),
        Event(2, "applied", date(2026, 11, 2), NOW, provider="UCL"),
    )
    assert [event.kind for event in counting([late, early])] == ["applied", "offered"]
    assert first_fault([late, early], course=NPQ, cohort="2026-autumn") is None
    wrong = Event(3, "applied", date(2026, 11, 10), NOW, provider="UCL")
    assert first_fault([late, wrong], course=NPQ, cohort="2026-autumn").event is late


def test_a_correction_counts_in_place_of_the_mistake_which_stays():
    wrong, right = events("applied")[0], Event(2, "applied", date(2026, 10, 5), NOW, corrects=1, provider="UCL")
    assert standing([wrong, right]).provider == "UCL"
    assert [(line.event.id, line.counts) for line in history([wrong, right])] == [(2, True), (1, False)]
    assert history([wrong, right])[1].corrected_by is right
    never = Event(3, "not_so", right.day, NOW, corrects=2)
    assert standing([wrong, right, never]) == Standing()
    assert [line.event.id for line in history([wrong, right, never])] == [2, 1]


def test_on_one_day_a_correction_keeps_its_place():
    day = date(2026, 11, 2)
    applied = Event(1, "applied", day, NOW, provider="UCL")
    offered = Event(2, "offered", day, NOW, place="paid")
    corrected = Event(3, "applied", day, NOW, corrects=1, provider="LLSE")
    assert [event.id for event in counting([applied, offered, corrected])] == [3, 2]


@pytest.mark.parametrize("stage", STAGES)
def test_there_is_a_next_step_until_it_has_ended(stage):
    now = standing(events(*TO_REACH[stage]))
    assert bool(next_step(now)) == (stage not in ENDED)
    assert now.has_ended == (stage in ENDED)
    assert (now.ended is not None) == (stage in ENDED)
