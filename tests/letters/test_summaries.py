"""What the summaries say: each figure worked out again here, nobody named, nothing told that a board must not hear."""

import re
from dataclasses import replace
from datetime import date

import pytest

from npqdesk.letters.governors import governors
from npqdesk.letters.governors_money import StaffLine
from npqdesk.letters.letter import Chart, Letter, Steps, Table
from npqdesk.letters.pounds import Pounds, exactly
from npqdesk.letters.render import render
from npqdesk.letters.trust import trust_table
from tests.letters.pdf_reading import read_structure
from tests.letters.sample_letters import FONTS, GOVERNORS, SENIOR, TEACHING, TRUST_TABLE, samples, wording


def said(letter: Letter) -> str:
    return "\n".join(text for _, text in letter.texts())


def tables(letter: Letter) -> list[Table]:
    return [block for block in letter.blocks if isinstance(block, Table)]


def test_the_chart_counts_people_and_says_its_values() -> None:
    chart = next(block for block in samples()["governors"].blocks if isinstance(block, Chart))
    assert [number for _, number in chart.bars] == [7, 5, 4, 3]
    figure = next(iter(read_structure(render(samples()["governors"], FONTS)).all("Figure")))
    assert figure.alt == (
        "How many people have got how far. People considered: 7; Eligible for a scholarship: 5; Asked for a place: 4; "
        "Funded place offered: 3."
    )


def test_a_person_with_two_courses_is_one_person() -> None:
    twice = replace(GOVERNORS, lines=(*GOVERNORS.lines, replace(GOVERNORS.lines[1], course="Senior Leadership")))
    assert "We looked at 7 people" in said(governors(twice, wording()))


def test_governors_money_adds_up() -> None:
    money = tables(samples()["governors"])[1]
    met, fees, cover, grant = (row[2] for row in money.rows)
    assert met == f"at least £{1885 + 1265:,}", "no price is known for the coaching offer"
    assert fees == f"£{885 * 2:,} to £{899 * 2:,}"
    assert cover == f"£{21 * 195:,}"
    assert grant == "£0"
    assert money.total[2] == f"£{885 * 2 + 21 * 195:,} to £{899 * 2 + 21 * 195:,}"
    text = said(samples()["governors"])
    assert "The school pays £5,865 to £5,893 if governors agree both requests below." in text
    assert f"To pay for their courses instead would cost £{1055 * 2:,} to £{1090 * 2:,}." in text


def test_the_grant_of_a_paid_year_is_taken_off() -> None:
    lines = tuple(StaffLine(n, f"Teacher {n}", "Leading Teaching", "funded", "offered", None, 800) for n in range(3))
    paid = replace(GOVERNORS, lines=lines, cover_days=9, cover_rate=200, grant_state="paid", received=800, past=True)
    grant, total = tables(governors(paid, wording()))[1].rows[3], tables(governors(paid, wording()))[1].total
    assert grant[1:] == ("3 × £800; £800 received", "−£2,400")
    assert total[1:] == ("£1,800 − £2,400", "−£600")


def test_governors_hear_no_reason_and_no_name() -> None:
    letter = samples()["governors"]
    assert not re.search(r"before|previous|already|failed|withdr|reason", said(letter), re.IGNORECASE)
    assert tables(letter)[0].columns[0].title == "Role"
    named = replace(GOVERNORS, names=True)
    assert tables(governors(named, wording()))[0].columns[0].title == "Name"


def test_a_past_start_asks_governors_for_nothing() -> None:
    text = said(governors(replace(GOVERNORS, past=True), wording()))
    assert "Decisions we ask for" not in text
    assert "That start is past." in text
    assert "no funded place yet" not in text


def test_nothing_to_decide_is_said() -> None:
    idle = replace(GOVERNORS, lines=GOVERNORS.lines[:1], cover_days=0)
    letter = governors(idle, wording())
    assert "None. This summary is for information." in said(letter)
    assert not [block for block in letter.blocks if isinstance(block, Steps)]


def test_a_grant_that_cannot_be_told_is_never_nothing() -> None:
    """Of a school whose number of pupils nobody knows."""
    unknown = replace(GOVERNORS.lines[1], grant_open=True)
    paid = replace(GOVERNORS, lines=(unknown,), grant_state="paid", past=True)
    assert tables(governors(paid, wording()))[1].rows[3][1:] == (
        "Courses for which it cannot be told yet: 1",
        "Not known",
    )
    some = replace(paid, lines=(unknown, replace(unknown, grant=800, grant_open=False)))
    assert tables(governors(some, wording()))[1].rows[3][2] == "−£800"
    first, *rest = TRUST_TABLE.rows
    for grant, told in ((0, "Not known"), (800, "at least £800")):
        facts = replace(TRUST_TABLE, rows=(replace(first, grant=grant, open_grants=1), *rest))
        table = tables(trust_table(facts, wording()))[0]
        assert table.rows[0][11] == told
        assert table.total[11].startswith("at least £")
        assert f"cannot be told in full for {first.name}" in said(trust_table(facts, wording()))


def test_trust_totals_are_the_sums_of_their_columns() -> None:
    table = tables(samples()["trust"])[0]
    for at in (3, 5, 6, 7, 8, 10, 11):
        numbers = [int(re.sub(r"[£,]", "", row[at])) for row in table.rows]
        assert int(re.sub(r"[£,]", "", table.total[at])) == sum(numbers), table.columns[at].title
    assert table.total[9] == f"£{885 * 6:,} to £{901 * 6:,}"
    owed = sum(max(0, row.grant - (row.received or 0)) for row in TRUST_TABLE.rows)
    assert f"Grant still owed for 2023/24: £{owed:,}." in said(samples()["trust"])


def test_a_trust_is_told_by_when_to_act_and_how_much_is_late() -> None:
    (first, second, third, *_others) = (row[-1] for row in tables(samples()["trust"])[0].rows)
    assert first == "2 late"
    assert second.replace("\u00a0", " ") == "18 Sept, 2 late"
    assert third.replace("\u00a0", " ") == "18 Sept"


def test_a_trust_is_told_what_changed_what_differs_and_what_is_old() -> None:
    text = said(trust_table(replace(TRUST_TABLE, not_up_to_date=2), wording()))
    assert "Answers that changed with the lists of 18 May 2026" in text
    assert "Tidewell Primary Academy: eligible for Headship, not eligible for Leading Teaching." in text
    assert "Not up to date: 2 answers would be different" in text


def test_the_wide_table_repeats_its_headings_as_furniture_and_is_one_table() -> None:
    many = replace(TRUST_TABLE, rows=TRUST_TABLE.rows * 12, flips=())
    found = read_structure(render(trust_table(many, wording()), FONTS))
    assert len(found.all("Table")) == 1
    assert len(found.all("THead")) == 1
    assert len(found.all("TR")) == 1 + 48 + 1


def test_in_large_print_each_school_is_a_part_of_its_own() -> None:
    found = read_structure(render(samples()["trust"], FONTS, large=True))
    assert [node.text for node in found.all("H3")][:2] == ["Harrow Lane Primary School", "Tidewell Primary Academy"]


@pytest.mark.parametrize(("sum_", "told"), [(exactly(885), "£885"), (Pounds(885, 901), "£885 to £901")])
def test_a_sum_is_one_figure_or_two(sum_: Pounds, told: str) -> None:
    assert sum_.said == told


def test_a_course_that_somebody_else_pays_for_costs_the_school_nothing_and_a_settled_one_is_no_request() -> None:
    """Of two not eligible, one pays herself; a third person has a place that the school pays for."""
    lines = tuple(
        replace(
            line, paying="others" if line.who == "Maths leader" else "school" if line.place == "waiting" else "usual"
        )
        for line in GOVERNORS.lines
    )
    settled = replace(GOVERNORS, lines=lines, cover_days=0)
    fees, total = tables(governors(settled, wording()))[1].rows[1], tables(governors(settled, wording()))[1].total
    assert "Senior Leadership" in fees[1]
    assert "Primary Mathematics" not in fees[1]
    assert fees[2] == total[2] == (SENIOR + TEACHING).said
    text = said(governors(settled, wording()))
    assert "One eligible person has no funded place yet." in text
    assert "for the course that is not eligible" in text
    without = replace(settled, lines=tuple(line for line in lines if line.outcome == "funded"))
    assert f"The school pays {SENIOR.said}." in said(governors(without, wording()))


def test_a_funded_place_that_the_answer_does_not_carry_is_marked_for_governors() -> None:
    told = governors(
        replace(GOVERNORS, lines=(replace(GOVERNORS.lines[5], place="offered"), *GOVERNORS.lines)), wording()
    )
    assert "Offered: please check" in [row[3] for row in tables(told)[0].rows]
    assert "One funded place is on record for someone who is not eligible by our answer." in said(told)
    assert "please check" not in said(samples()["governors"])


@pytest.mark.parametrize(
    ("place", "words"), [("declined", "Turned down"), ("left", "Left"), ("paid", "Paid place"), ("started", "Taken up")]
)
def test_a_place_is_told_to_governors_as_it_stands(place, words) -> None:
    lines = (replace(GOVERNORS.lines[1], place=place), *GOVERNORS.lines[5:])
    told = governors(replace(GOVERNORS, lines=lines), wording())
    assert tables(told)[0].rows[0][3] == words
    bars = next(block for block in told.blocks if isinstance(block, Chart)).bars
    assert [number for _, number in bars[2:]] == [1, 1 if place == "started" else 0]


def test_what_each_course_costs_the_school_adds_up_to_the_fees() -> None:
    """Nobody knows what a course costs for which the answer is open; an eligible person costs nothing with a place."""
    lines = (*GOVERNORS.lines, replace(GOVERNORS.lines[0], person=8, outcome="undecided", place="not_asked"))
    people, money = tables(governors(replace(GOVERNORS, lines=lines), wording()))[:2]
    costs = [row[4] for row in people.rows]
    assert costs == ["£0"] * 3 + ["£0 if offered"] * 2 + [TEACHING.said] * 2 + ["Not known"]
    assert money.rows[1][2] == (TEACHING + TEACHING).said


def test_governors_are_told_what_is_old_and_which_grant_nobody_has_confirmed() -> None:
    first, *rest = GOVERNORS.lines
    lines = (replace(first, grant=800, began=False), *rest)
    text = said(governors(replace(GOVERNORS, lines=lines, grant_state="paid", not_up_to_date=1), wording()))
    assert "Not up to date: 1 answer would be different" in text
    assert "counts 1 person for whom our records do not show that the course began" in text
    facts = replace(TRUST_TABLE, rows=(replace(TRUST_TABLE.rows[0], unconfirmed=2), *TRUST_TABLE.rows[1:]))
    assert "counts 2 people for whom no record shows that the course began" in said(trust_table(facts, wording()))


def test_each_school_has_the_day_of_its_list_where_they_are_of_several() -> None:
    may, august = date(2026, 5, 18), date(2025, 8, 15)
    rows = tuple(replace(row, listed_on=august if at else may) for at, row in enumerate(TRUST_TABLE.rows))
    told = [
        row[4]
        for row in tables(trust_table(replace(TRUST_TABLE, rows=rows, listed_on=(august, may)), wording()))[0].rows
    ]
    assert [each.replace("\u00a0", " ") for each in told] == [
        "Yes, 18 May",
        "No, 15 Aug 2025",
        "Yes, 15 Aug 2025",
        "No, 15 Aug 2025",
    ]
    one = tables(trust_table(replace(TRUST_TABLE, rows=rows, listed_on=(may,)), wording()))[0]
    assert [row[4] for row in one.rows] == ["Yes", "No", "Yes", "No"]


def test_a_trust_without_a_review_is_told_of_none() -> None:
    rows = tuple(replace(row, review=0) for row in TRUST_TABLE.rows)
    assert "DfE reviews" not in said(trust_table(replace(TRUST_TABLE, rows=rows), wording()))
    assert "DfE reviews 2." in said(samples()["trust"])
