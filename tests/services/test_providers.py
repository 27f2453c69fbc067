"""A childcare provider is found as it is typed, and what Ofsted says of it answers the enquiry."""

from datetime import date
from pathlib import Path

import pytest

from npqdesk.services.answer import answer
from npqdesk.services.desk import open_desk
from npqdesk.services.determine import determine, kept_result
from npqdesk.services.enquiries import begin_enquiry, enquiry_state, save_answer
from npqdesk.services.finder import load_finder
from npqdesk.services.look_up import Workplaces
from npqdesk.services.ofsted import keep_ofsted, preview_ofsted
from npqdesk.services.providers import ChildcareProvider, provider
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.schools import load_schools
from tests.services.records import DATA

PROVIDERS = DATA / "childcare_providers_2021-08-31.csv"
EARLY_YEARS = {
    "cohort": "2023-spring",
    "course": "npq-early-years-leadership",
    "work_setting": "early_years_or_childcare",
    "nursery_kind": "private_nursery",
    "has_ofsted_urn": "yes",
}
FACT = "on_ofsted_early_years_register"


@pytest.fixture
def desk(tmp_path: Path):
    desk = open_desk(str(tmp_path / "records.sqlite3"))
    keep_ofsted(desk, preview_ofsted(desk, PROVIDERS))
    desk.today = lambda: date(2026, 11, 21)
    yield desk
    desk.close()


def _asked(desk, **answers):
    state = begin_enquiry(desk, name="Amara Okafor")
    for question, text in answers.items():
        state = save_answer(desk, state.id, question, text)
    return state


@pytest.mark.parametrize(
    "typed", ["little acorns", "acorns harrowby", "zz1 1aa", "zz11aa", "900001", "litle acorns", "mill lane harrowby"]
)
def test_a_provider_is_found_by_name_place_postcode_or_number(desk, typed):
    found = load_finder(desk).find(typed)
    assert [each.key for each in found][:1] == ["ofsted:900001"]


def test_a_provider_without_a_name_is_found_by_its_number_and_said_to_be_withheld(desk):
    (found,) = load_finder(desk).find("ey900003")
    assert isinstance(found.place, ChildcareProvider)
    assert (found.place.title, found.where) == ("Name withheld by Ofsted", "Leeds")
    assert provider(desk, " ey900003 ").on_early_years_register
    assert provider(desk, "EY999999") is None


def test_the_number_is_asked_and_ofsted_answers_the_rest(desk):
    state = _asked(desk, **EARLY_YEARS)
    assert state.route.current == "ofsted_urn"
    state = save_answer(desk, state.id, "ofsted_urn", "ey 900002")
    known = state.route.known
    assert (known["ofsted_urn"].value, known["has_ofsted_urn"].value) == ("EY900002", "yes")
    assert (known[FACT].value, known[FACT].origin) == ("yes", "ofsted")
    assert known[FACT].say == "Ofsted register, 31 August 2021"
    assert state.names["workplace"] == "Tiny Crèche, Marston"
    assert FACT not in state.route.path


def test_one_that_is_only_on_the_childcare_register_is_not_on_the_early_years_register(desk):
    state = _asked(desk, **EARLY_YEARS, ofsted_urn="EY900004")
    assert state.route.known[FACT].value == "no"


@pytest.mark.parametrize("number", ["EY900006", "EY999999"], ids=["resigned", "unknown"])
def test_where_ofsted_cannot_say_the_office_is_asked(desk, number):
    state = _asked(desk, **EARLY_YEARS, ofsted_urn=number)
    assert FACT not in state.route.known
    assert save_answer(desk, state.id, "employer", "Little Acorns").route.current == FACT


def test_one_that_a_newer_file_of_its_kind_lacks_is_not_relied_on(desk, tmp_path):
    header = "Provider URN,Provider name,Provider type,Individual register combinations"
    later = tmp_path / "providers_2022-08-31.csv"
    later.write_text(f"{header}\nEY900099,Other,Childcare on non-domestic premises,ALL\n", encoding="utf-8")
    keep_ofsted(desk, preview_ofsted(desk, later))
    assert not provider(desk, "EY900002").counts
    assert provider(desk, "EY900003").counts, "no childminder is in that file"
    assert FACT not in _asked(desk, **EARLY_YEARS, ofsted_urn="EY900002").route.known


def test_a_challenge_stands_against_ofsted(desk):
    state = _asked(desk, **EARLY_YEARS, ofsted_urn="EY900002")
    state = save_answer(desk, state.id, FACT, "no")
    assert (state.route.known[FACT].value, state.route.known[FACT].against) == ("no", "yes")
    assert "Ofsted register, 31 August 2021" in state.route.known[FACT].say


def test_a_challenge_or_an_answer_for_one_provider_is_never_carried_to_another(desk):
    state = _asked(desk, **EARLY_YEARS, ofsted_urn="EY900002")
    state = save_answer(desk, state.id, FACT, "no")
    state = save_answer(desk, state.id, "ofsted_urn", "EY900003")
    assert (state.route.known[FACT].value, state.route.known[FACT].against) == ("yes", None)
    state = save_answer(desk, save_answer(desk, state.id, "ofsted_urn", "EY999998").id, "employer", "Little Acorns")
    state = save_answer(desk, state.id, FACT, "yes")
    assert state.route.known[FACT].value == "yes"
    state = save_answer(desk, state.id, "ofsted_urn", "EY999997")
    assert FACT not in state.route.known, "nobody has said so of this one"
    state = save_answer(desk, state.id, "ofsted_urn", "EY900002")
    assert state.route.known[FACT].value == "no", "the first word comes back with its provider"


def test_a_school_and_a_provider_with_the_same_digits_are_two_things(desk):
    keep_register(desk, preview_register(desk, DATA / "edubaseallstatefunded20250717.csv"))
    assert load_schools(desk).school("900001").name != provider(desk, "900001").title
    found = Workplaces(desk).find(desk.policy_for("2023-spring"), {"urn": "900001"})
    assert FACT not in found.known
    found = Workplaces(desk).find(desk.policy_for("2023-spring"), {"ofsted_urn": "900001"})
    assert found.known[FACT].value == "yes"
    assert "establishment_type" not in found.known


def test_a_kept_answer_says_which_ofsted_register_it_rests_on(desk):
    state = _asked(desk, **EARLY_YEARS, ofsted_urn="EY900002")
    while enquiry_state(desk, state.id).route.current:
        state = save_answer(desk, state.id, enquiry_state(desk, state.id).route.current, "no")
    kept = determine(desk, state.id)
    rows = [(row.label, row.say) for row in kept_result(desk, kept.determination_id).rests_on]
    assert ("Ofsted register", "31 August 2021") in rows
    assert not [label for label, _ in rows if label == "School register"]
    assert answer(desk, kept.answer.facts, names=kept.names).decision == kept.answer.decision
