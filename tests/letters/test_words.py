"""What the letters say: the right words for each outcome, sums shown, and nothing that is never said."""

import re
from dataclasses import replace
from datetime import date

import pytest

from npqdesk.letters.basis import FOOTER_LETTERS, Addressee
from npqdesk.letters.cannot_tell import cannot_tell
from npqdesk.letters.eligible import eligible
from npqdesk.letters.furniture import footer_lines
from npqdesk.letters.grant import Participant, grant_letter
from npqdesk.letters.letter import Letter, Steps, Table, spoken
from npqdesk.letters.not_eligible import not_eligible
from npqdesk.letters.opening import address_lines
from npqdesk.letters.phrase import HARD, bind, say_date, say_list, say_money, say_telephone
from npqdesk.letters.sheet import contrast_with_white, readable, sheet
from npqdesk.letters.typeface import typeface
from npqdesk.letters.wording import marked, read_wording
from npqdesk.problem import Problem
from tests.letters.sample_letters import (
    AUTUMN_2026,
    ELIGIBLE,
    FONTS,
    GRANT,
    LISTED,
    NOT_ELIGIBLE,
    UNDECIDED,
    wording,
)

NEVER = re.compile(r"guarantee|approved|will be funded|click here|please note|&", re.IGNORECASE)


def said(letter: Letter) -> str:
    return "\n".join(text for _, text in letter.texts())


def test_no_letter_promises_a_place_or_money(letters: dict[str, Letter]) -> None:
    for kind, letter in letters.items():
        assert not NEVER.search(said(letter)), kind
    assert not NEVER.search("\n".join(wording().sentences.values()))


def test_eligible_and_placed_are_two_facts() -> None:
    text = said(eligible(ELIGIBLE, wording()))
    assert "Eligible for scholarship funding" in text
    assert "No funded place offered yet" in text
    assert "Being eligible is not the same as having a funded place." in text


def test_steps_carry_their_dates_where_they_are_known() -> None:
    dated = next(block for block in eligible(ELIGIBLE, wording()).blocks if isinstance(block, Steps))
    assert spoken(dated.items[0]).startswith("By 18 September 2026: register with DfE, as yourself, at ")
    undated = replace(ELIGIBLE, plan=replace(ELIGIBLE.plan, apply_by=None, provider="", reference_by=None))
    steps = next(block for block in eligible(undated, wording()).blocks if isinstance(block, Steps))
    assert spoken(steps.items[0]).startswith("Register with DfE")
    assert spoken(steps.items[2]) == "Ask Mr Owusu to send your reference."


def test_a_past_start_asks_for_nothing() -> None:
    text = said(eligible(replace(ELIGIBLE, past=True), wording()))
    assert "Was eligible for scholarship funding" in text
    assert "register with DfE" not in text
    assert "Your reply" not in text


def test_not_eligible_gives_every_reason_with_its_source_and_no_waiting_list() -> None:
    text = said(not_eligible(NOT_ELIGIBLE, wording()))
    assert "There are two reasons." in text
    for reason in NOT_ELIGIBLE.reasons:
        assert f"{reason.fact} {reason.rule} Source: {reason.source}." in text
    assert "Both reasons would have to go." in text
    assert "£885 to £901 (three providers, 2022 to 2025)" in text
    assert "waiting list" not in text
    assert "another provider" not in text


def test_not_eligible_with_one_reason_and_nothing_open() -> None:
    alone = replace(NOT_ELIGIBLE, reasons=NOT_ELIGIBLE.reasons[:1], others=(), prices=None, changes=())
    text = said(not_eligible(alone, wording()))
    assert "There is one reason." in text
    assert "Other NPQs are open" not in text
    assert "We know of nothing that would change it for this cohort." in text
    assert "Ask the provider for this year’s price" in text


def test_notes_stand_right_under_the_answer() -> None:
    note = "DfE’s own service may show another answer."
    for make, facts in ((eligible, ELIGIBLE), (not_eligible, NOT_ELIGIBLE), (cannot_tell, UNDECIDED)):
        texts = [text for _, text in make(replace(facts, notes=(note,)), wording()).texts()]
        assert texts.index(note) < 20


def test_a_grant_shows_its_sum() -> None:
    letter = grant_letter(GRANT, wording())
    text = said(letter)
    assert "3 × £800 = £2,400" in text
    assert "£1,600 received, £800 still to come" in text
    table = next(block for block in letter.blocks if isinstance(block, Table))
    for column in (3, 4, 5):
        pounds = [int(row[column].strip("£").replace(",", "")) for row in table.rows]
        assert table.total[column] == say_money(sum(pounds))


@pytest.mark.parametrize(
    ("received", "recorded", "status", "books"),
    [
        (800, True, "All £800 received", "We have all of it in our books."),
        (0, True, "£800 still to come", "None of it is in our books yet."),
        (1000, True, "£1,000 received: £200 too much", "That is £200 more than the school earned."),
        (0, False, "No payment recorded yet", "No payment is in our records yet."),
    ],
)
def test_a_grant_tells_what_came(received: int, recorded: bool, status: str, books: str) -> None:
    one = Participant("J. Abara", "NPQ for Headship", "October 2023", 800, received)
    text = said(grant_letter(replace(GRANT, participants=(one,), recorded=recorded), wording()))
    assert status in text
    assert books in text
    assert "One person started." in text
    assert ("will not come unless you ask" in text) == (recorded and received == 0)


def test_different_rates_are_not_averaged() -> None:
    people = (*GRANT.participants, Participant("Q. Ruiz", "NPQ for Headship", "March 2024", 200))
    text = said(grant_letter(replace(GRANT, participants=people), wording()))
    assert "The amounts differ" in text
    assert "4 ×" not in text
    assert "Grant earned: £2,600" in text


@pytest.mark.parametrize(
    ("autumn", "why"),
    [
        (2021, "The grant had not begun then."),
        (2024, "The grant had ended by then."),
        (2026, "The grant had ended by then."),
    ],
)
def test_the_grant_is_refused_in_words_outside_its_two_years(autumn: int, why: str) -> None:
    text = said(grant_letter(replace(GRANT, autumn=autumn), wording()))
    assert f"Targeted Support Fund: no grant for {autumn} to {autumn + 1}" in text
    assert why in text
    assert "£2,400" not in text


def test_no_grant_within_the_years_says_why() -> None:
    rule = "Schools of other phases with more than 600 pupils earned nothing."
    people = (Participant("J. Abara", "NPQ for Headship", "October 2023", 0),)
    text = said(grant_letter(replace(GRANT, participants=people, rate_rule=rule), wording()))
    assert "No grant: £0" in text
    assert text.count(rule) == 1


def test_every_footer_fits_one_line(letters: dict[str, Letter]) -> None:
    faces = typeface(FONTS)
    for kind, letter in letters.items():
        for large in (False, True):
            lines = footer_lines(letter, sheet("#17405C", large=large), faces)
            assert [len(line.blPara.lines) for line in lines] == [1, 1], (kind, large)


def test_an_edition_that_the_office_added_is_told_in_letter_and_footer() -> None:
    letter = eligible(replace(ELIGIBLE, basis=replace(ELIGIBLE.basis, added=True)), wording())
    assert "the autumn 2026 policy, edition 1, added locally (" in said(letter)
    assert "edition 1, added locally" in letter.footer
    for large in (False, True):
        lines = footer_lines(letter, sheet("#17405C", large=large), typeface(FONTS))
        assert [len(line.blPara.lines) for line in lines] == [1, 1]


def test_an_address_shows_in_the_window_on_six_lines_with_the_postcode_alone() -> None:
    lines = ("12 Long Lane", "Little Hamlet", "Greater Village", "Exbourne", "Westmereshire", "EX99 1ZZ")
    person = Addressee("Siân Llŷr", "Mrs", "Teacher", lines)
    shown = [spoken(line) for line in address_lines(eligible(replace(ELIGIBLE, addressee=person), wording()))]
    assert len(shown) == 6
    assert shown[:2] == ["Private and confidential", "Mrs Siân Llŷr"]
    assert shown[-1] == "EX99 1ZZ"
    assert all(part in ", ".join(shown) for part in lines)


def test_a_pale_school_colour_is_darkened_until_it_can_be_read() -> None:
    assert readable("#17405C") == "#17405C"
    assert contrast_with_white(readable("#FFE14D")) >= 4.5


def test_lines_do_not_break_inside_dates_names_and_sums() -> None:
    assert bind("on 9 September 2026 for Mr Owusu") == f"on 9{HARD}September{HARD}2026 for Mr{HARD}Owusu"
    assert bind("P. Ó Briain, URN 999142") == f"P.{HARD}Ó{HARD}Briain, URN{HARD}999142"
    assert bind("3 × £800") == f"3{HARD}×{HARD}£800"
    assert bind("9 September 2026", narrow=True) == f"9{HARD}September 2026"
    assert bind("the school office", last=True) == f"the school{HARD}office"


def test_figures_and_dates_are_written_in_the_house_style() -> None:
    assert say_date(date(2026, 9, 9)) == "9 September 2026"
    assert [say_money(n) for n in (0, 899, 1885, -2050)] == ["£0", "£899", "£1,885", "−£2,050"]
    assert say_list(("a", "b", "c")) == "a, b and c"
    assert say_list(("a",)) == "a"


def test_a_filled_in_value_never_becomes_a_mark() -> None:
    runs = marked("**{name}** and [{name}](x)", {"name": "**a** [b](c) {d}"})
    assert [(run.text, run.bold, run.link) for run in runs] == [
        ("**a** [b](c) {d}", True, ""),
        (" and ", False, ""),
        ("**a** [b](c) {d}", False, "x"),
    ]


def test_a_broken_text_file_is_told_with_its_line() -> None:
    with pytest.raises(Problem) as told:
        read_wording('[a]\nb = "c\n', "letters.toml")
    assert told.value.place is not None
    assert (told.value.place.file, told.value.place.line) == ("letters.toml", 2)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("01632960142", "01632 960142"),
        ("02079460958", "020 7946 0958"),
        ("01614960000", "0161 496 0000"),
        ("01539512345", "015395 12345"),
        ("07700900123", "07700 900123"),
        ("01632 960 142", "01632 960 142"),
        ("+441632960142", "+441632960142"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_parted_as_people_read_it(number: str, said: str) -> None:
    assert say_telephone(number) == said


def test_a_long_foot_keeps_its_dates_and_fits_one_line() -> None:
    long = replace(AUTUMN_2026, policy="autumn 2023 and spring 2024", lists=LISTED.lists)
    earlier = (("exceptions", date(2021, 9, 15)), ("named 16 to 19", date(2023, 3, 20)))
    longest = replace(long, lists=(*earlier, *LISTED.lists))
    for basis in (LISTED, long, longest, replace(LISTED, edition=12, added=True)):
        assert len(basis.footer()) <= FOOTER_LETTERS
        assert "18 May 2026" in basis.footer()
        assert "egister 7 September 2026" in basis.footer()
