"""Courses as the office reads them, side by side, and on paper."""

import pytest

from npqdesk.problem import Problem
from npqdesk.services.choice_papers import make_comparison
from npqdesk.services.compared_costs import compare_with_costs
from npqdesk.services.courses import check_catalogues, compare_courses, course_page, courses, named_course
from npqdesk.services.desk import open_desk
from npqdesk.services.rulebook import read_rulebook

WORDS = read_rulebook().vocabulary


def test_all_that_is_shipped_proves_itself():
    assert check_catalogues() == ()
    assert [course.short for course in courses(WORDS)][:3] == ["NPQLT", "NPQLBC", "NPQLTD"]


def test_a_page_says_who_delivers_a_course_then():
    page = course_page(WORDS, "npq-senco", "2026-spring")
    assert (
        page.delivered.say == "Best Practice Network. A start without scholarships, for people who pay for themselves."
    )
    assert course_page(WORDS, "npq-leading-literacy", "2026-spring").delivered.say.startswith(
        "No lead provider recruits"
    )
    assert course_page(WORDS, "npq-senco", "2031-autumn").delivered is None
    assert not course_page(WORDS, "npq-senco", "2023-autumn").in_start


def test_courses_stand_side_by_side_with_every_source_once():
    compared = compare_courses(
        WORDS, ["npq-senior-leadership", "npq-headship", "npq-executive-leadership"], "2026-autumn"
    )
    labels = [label for label, _cells in compared.rows]
    assert labels[:3] == ["Offered", "For whom", "Length"]
    assert labels[-1] == "Lead providers"
    assert all(len(cells) == 3 and all(cells) for _label, cells in compared.rows)
    assert len(compared.sources) == len(set(compared.sources))


@pytest.mark.parametrize(
    "chosen",
    [
        ["npq-headship"],
        ["npq-headship"] * 2,
        ["npq-headship", "npq-senco", "npq-leading-teaching", "npq-leading-literacy"],
    ],
)
def test_another_number_is_refused(chosen):
    with pytest.raises(Problem, match="cannot be compared"):
        compare_courses(WORDS, chosen)


def test_a_course_by_its_short_name():
    assert named_course(WORDS, "npqh") == "npq-headship"
    with pytest.raises(Problem, match="did you mean 'NPQH'"):
        named_course(WORDS, "NPQHH")


def test_the_sheet_is_made_on_the_schools_paper(tmp_path):
    desk = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    made = make_comparison(desk, ["npq-leading-teaching", "npq-leading-primary-mathematics"], start="2026-autumn")
    assert made.pdf.startswith(b"%PDF")
    assert made.file_name.endswith("NPQ comparison – NPQLT NPQLPM – 2026-autumn.pdf")
    assert made.letter.title == "NPQLT and NPQLPM side by side"
    desk.close()


def test_what_each_costs_stands_beside_with_the_years_it_was_asked_in():
    compared = compare_with_costs(WORDS, ["npq-headship", "npq-early-headship-coaching-offer"])
    assert compared.rows[-1] == (
        "Fee, if not funded",
        ("£1,885 to £1,984, some plus VAT, as asked for 2023 to 2026.", "None was found."),
    )
    assert "Bradford Teaching School Hub, autumn 2026" in [link.label for link in compared.sources]
