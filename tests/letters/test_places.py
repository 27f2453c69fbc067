"""What a letter says of a funded place, of a start that is past, and of a course that the start does not have."""

import re
from dataclasses import replace
from typing import Any, get_args

import pytest

from npqdesk.letters.cannot_tell import cannot_tell
from npqdesk.letters.eligible import eligible
from npqdesk.letters.evidence import evidence_request
from npqdesk.letters.grant import grant_letter
from npqdesk.letters.letter import Letter, Steps, Table, spoken
from npqdesk.letters.not_eligible import not_eligible
from npqdesk.letters.plan import GIVEN_UP, Place
from npqdesk.letters.review import under_review
from npqdesk.letters.staff import StaffLetter
from tests.letters.sample_letters import (
    AUTUMN_2026,
    ELIGIBLE,
    EVIDENCE,
    GRANT,
    NOT_ELIGIBLE,
    OFFERED,
    REFUSED,
    REVIEW,
    UNDECIDED,
    WAITING,
    samples,
    wording,
)

AHEAD = re.compile(
    r"pay for the course|you can still take|\*?wait\b|choose a course|register with DfE|do not start|by 18 September"
    r"|do not register|we can check again",
    re.IGNORECASE,
)
HAS_A_PLACE = re.compile(r"funded place offered$|been offered a funded place", re.IGNORECASE | re.MULTILINE)


def to_people() -> dict[str, Letter]:
    return {kind: letter for kind, letter in samples().items() if letter.paper == "letter"}


def said(letter: Letter) -> str:
    return "\n".join(text for _, text in letter.texts())


def test_only_an_offered_place_is_called_one() -> None:
    for kind, letter in to_people().items():
        assert bool(HAS_A_PLACE.search(said(letter))) == (kind == "placed"), kind


def test_an_offered_place_costs_nothing_and_is_to_be_accepted() -> None:
    text = said(eligible(OFFERED, wording()))
    assert "Who pays the fee DfE" in text
    assert "Cost to you £0" in text
    assert "By 18 September 2026: accept the place with Brightwater Teaching School Hub" in text
    assert "No funded place" not in text


def test_a_place_asked_for_is_waited_for() -> None:
    text = said(eligible(replace(ELIGIBLE, plan=replace(ELIGIBLE.plan, place="asked")), wording()))
    assert "Funded place asked for, none offered yet" in text
    assert "apply to Brightwater" not in text


@pytest.mark.parametrize(
    ("facts", "status", "third"),
    [
        (WAITING, "On a waiting list for a funded place", "Stay on the waiting list of Brightwater"),
        (REFUSED, "No funded place from this provider", "Join a waiting list. Ask Brightwater"),
    ],
)
def test_who_is_eligible_without_a_place_has_five_choices_in_order(facts, status, third) -> None:
    letter = eligible(facts, wording())
    assert status in said(letter)
    steps = [spoken(item) for item in next(block for block in letter.blocks if isinstance(block, Steps)).items]
    starts = ["Choose another course", "Ask another provider", third, "Pay for the course", "Wait for a later start"]
    assert len(steps) == len(starts)
    assert all(step.startswith(start) for step, start in zip(steps, starts, strict=True))


def test_another_provider_and_waiting_lists_are_for_nobody_else() -> None:
    for kind, letter in samples().items():
        offers = "another provider" in said(letter).lower() or "waiting list" in said(letter)
        assert offers == (kind in ("waiting", "refused")), kind


@pytest.mark.parametrize("place", get_args(Place))
@pytest.mark.parametrize(
    ("make", "facts"),
    [(eligible, ELIGIBLE), (not_eligible, NOT_ELIGIBLE), (under_review, REVIEW), (cannot_tell, UNDECIDED)],
)
def test_a_past_start_is_told_as_history(make, facts, place) -> None:
    past = replace(facts, past=True, others=(), plan=replace(facts.plan, place=place))
    text = said(make(past, wording()))
    assert "That start is past" in text
    assert not AHEAD.search(text)
    assert not re.search(r"you are (not )?eligible for a", text, re.IGNORECASE)


def test_a_mastery_gap_is_shown_free_help() -> None:
    assert "Maths Hubs run free programmes" in said(not_eligible(replace(NOT_ELIGIBLE, gate="mastery"), wording()))
    assert "Maths Hubs" not in said(not_eligible(NOT_ELIGIBLE, wording()))


def test_a_course_that_the_start_does_not_have_is_not_said_to_be_funded() -> None:
    text = said(samples()["not_offered"])
    assert "is not offered in autumn 2023. It is first offered for spring 2024." in text
    assert not re.search(r"you (are|were) eligible", text)


def test_a_request_for_evidence_says_what_why_by_when_and_no_more() -> None:
    text = said(evidence_request(EVIDENCE, wording()))
    assert "One fact is missing, and we think that you can supply it." in text
    assert "By 16 September 2026: send the fact" in text
    assert "Please send no more than we ask for." in text
    both = said(evidence_request(replace(EVIDENCE, missing=UNDECIDED.missing, by=None), wording()))
    assert "Two facts are missing" in both
    assert "Send the facts" in both


def test_a_payment_known_only_in_all_is_not_parted_among_people() -> None:
    letter = grant_letter(replace(GRANT, received_in_all=600), wording())
    assert "£600 received, £1,800 still to come" in said(letter)
    table = next(block for block in letter.blocks if isinstance(block, Table))
    assert table.total == ("Total", "3 courses", "–", "£2,400")


def test_who_cannot_register_yet_is_told_to_learn_first() -> None:
    steps = next(
        block for block in eligible(replace(ELIGIBLE, gate="mastery"), wording()).blocks if isinstance(block, Steps)
    )
    told = [spoken(item) for item in steps.items]
    assert told[0].startswith("First: gain that understanding.")
    assert told[1].startswith("When you can show it: register with DfE")


def test_while_facts_are_missing_nobody_says_that_no_list_was_needed() -> None:
    open_yet = replace(UNDECIDED, basis=replace(AUTUMN_2026, undecided=True))
    assert "No eligibility list was needed" not in said(cannot_tell(open_yet, wording()))
    assert "No eligibility list was needed" in said(cannot_tell(replace(UNDECIDED, basis=AUTUMN_2026), wording()))


def test_whoever_is_to_pay_is_to_talk_to_the_school_first() -> None:
    asked = "what the school or its trust would pay, and what you would"
    alone = replace(NOT_ELIGIBLE, plan=replace(NOT_ELIGIBLE.plan, support=""))
    assert asked in said(not_eligible(alone, wording()))
    agreed = replace(alone, plan=replace(alone.plan, support="The school will pay half."))
    assert asked not in said(not_eligible(agreed, wording()))


def steps_of(letter: Letter) -> list[str]:
    return [spoken(item) for item in next(block for block in letter.blocks if isinstance(block, Steps)).items]


def placed_as(facts: StaffLetter, place: Place, **more: Any) -> StaffLetter:
    return replace(facts, plan=replace(facts.plan, place=place, **more))


@pytest.mark.parametrize("place", [*sorted(GIVEN_UP), "paid", "started", "deferred"])
@pytest.mark.parametrize(
    ("make", "facts"), [(eligible, ELIGIBLE), (under_review, REVIEW), (not_eligible, NOT_ELIGIBLE)]
)
def test_nobody_is_told_to_apply_for_what_is_given_up_paid_for_or_held(make, facts, place) -> None:
    text = said(make(placed_as(facts, place), wording()))
    assert not re.search(r"apply to|apply to it|want to apply|accept the place", text)


@pytest.mark.parametrize("place", ["paid", "asked", "not_asked", "waiting"])
def test_dfe_is_not_said_to_pay_where_somebody_else_does(place) -> None:
    for make, facts in ((eligible, ELIGIBLE), (under_review, REVIEW)):
        text = said(make(placed_as(facts, place, payer="trust"), wording()))
        assert "Who pays the fee The trust" in text
        assert "Who pays the fee DfE" not in text
        assert "does not use up your scholarship" in text or make is under_review
    text = said(not_eligible(placed_as(NOT_ELIGIBLE, place, payer="person"), wording()))
    assert "You pay the fee." in text
    assert "Talk to us first about what the school" not in text


def test_a_paid_place_is_not_said_to_spend_the_scholarship() -> None:
    text = said(eligible(placed_as(ELIGIBLE, "paid"), wording()))
    assert "DfE will not pay for the same NPQ again" not in text
    assert "Funded place None: this is a paid place" in text


def test_whoever_left_a_funded_place_is_told_that_the_scholarship_is_used() -> None:
    text = said(eligible(placed_as(ELIGIBLE, "left"), wording()))
    assert "it will not pay for this one again" in text
    assert "You are eligible" not in text


def test_an_offer_that_does_not_fit_the_answer_is_to_be_asked_about_in_writing() -> None:
    for place in ("offered", "started", "deferred"):
        text = said(not_eligible(placed_as(NOT_ELIGIBLE, place, provider="Brightwater"), wording()))
        assert "This does not fit our records." in text
        assert "ask Brightwater in writing who pays the fee" in text
    assert "does not fit" not in said(not_eligible(NOT_ELIGIBLE, wording()))
    assert "Do not rely on it yet" in said(cannot_tell(placed_as(UNDECIDED, "offered"), wording()))


def test_records_that_do_not_agree_on_who_pays_are_told() -> None:
    text = said(eligible(placed_as(ELIGIBLE, "offered", payer="school"), wording()))
    assert "Our records do not agree." in text
    assert "Who pays the fee The school" in text


def test_registering_is_not_asked_for_twice_and_applying_is_a_step_of_its_own() -> None:
    first = steps_of(eligible(placed_as(ELIGIBLE, "not_asked", registered=True), wording()))[0]
    assert first.startswith("By 18 September 2026: apply to Brightwater")
    assert "Registering is not applying." in said(
        eligible(placed_as(ELIGIBLE, "not_asked", registered=True), wording())
    )
    asked, registered = (
        steps_of(under_review(placed_as(REVIEW, "not_asked", registered=done), wording())) for done in (False, True)
    )
    assert asked[1].endswith("Have your teacher reference number (TRN) ready.")
    assert asked[1:] == registered
    assert "register" not in " ".join(steps_of(eligible(placed_as(ELIGIBLE, "offered", registered=True), wording())))
    told = said(cannot_tell(placed_as(UNDECIDED, "not_asked", registered=True), wording()))
    assert "You have registered with DfE already." in told
    assert "Do not register yet" not in told


def test_the_coaching_offer_without_the_headship_npq_cannot_be_registered_for() -> None:
    letter = eligible(replace(ELIGIBLE, gate="npqh"), wording())
    assert "You cannot register yet." in said(letter)
    assert steps_of(letter)[0].startswith("First: the headship NPQ.")
    assert "Maths Hubs" not in said(letter)
