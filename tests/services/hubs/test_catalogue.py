"""The shipped catalogue of Maths Hubs is whole, its figures are those of its source, and a broken one is refused."""

import re
import tomllib
from pathlib import Path

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.services.hubs.catalogue import OPEN_TO, PHASES, TO_SCHOOLS
from npqdesk.services.hubs.costing import cost
from npqdesk.services.hubs.costs import Asked
from npqdesk.services.hubs.reading import read_catalogue
from npqdesk.services.hubs.shipped import FILE, Wanted, catalogue, chosen, project_of, read_code

SOURCE = Path(__file__).resolve().parents[4] / "shared" / "seeds" / "004_d436d124aa105b24.txt"
PRINTED = {
    *(150, 200, 350, 400, 800, 1_000, 1_200, 2_000, 2_050, 2_100, 3_000, 3_300, 3_500, 4_200, 5_250, 6_000, 7_000),
    *(7_350, 8_800, 9_250, 13_150, 14_150, 15_150, 17_800),
}
SMALL = """[edition]
id = "2030-31"
year = "2030/31"
title = "A small one"
source = "Invented"
banner = "Of that year."

[words]

[[project]]
codes = ["30-01"]
title = "One"
phases = ["primary"]
kind = "work_group"
year = "1st"
required = "no"
open_to = ["schools"]
purpose = "To try."
audience = "Schools."
model = "Meetings."

  [[project.money]]
  kind = "by_schools"
  payee = "the hub"
  schools = 2
  pounds = 70
  each_more = 30
  smallest = 1
  largest = 3
  printed = { 2 = 70 }
    [[project.money.line]]
    item = "Fixed"
    quantity = 1
    pounds = 10
    [[project.money.line]]
    item = "Each"
    each_school = 3
    pounds = 10
"""


def pounds_in(text: str) -> set[int]:
    return {int(figure.replace(",", "")) for figure in re.findall(r"£\s?([\d,]*\d)", text)}


def figures_kept() -> set[int]:
    """Every figure of money in the catalogue file: under a key of its own, or in a text."""
    text = paths.read_text("catalogue", FILE)
    keys = r"^\s*(?:pounds|partner_pounds|whole|each_more) = (\d+)$"
    kept = {int(figure) for figure in re.findall(keys, text, re.MULTILINE)}
    totals = [rule.get("printed", {}) for project in tomllib.loads(text)["project"] for rule in project["money"]]
    return kept | {pounds for total in totals for pounds in total.values()} | pounds_in(text)


def figures_worked_out() -> set[int]:
    """Those that the shipped rules make at the sizes that are printed, line by line."""
    seven = [each for project in catalogue().projects for each in cost(project, Asked())]
    return {int(item.pounds) for made in seven for item in made.items if item.pounds}


def test_a_project_for_leaders_and_specialists_is_found_by_both():
    for open_to in ("hub_leaders", "specialists"):
        assert "19-07" in {each.codes[0] for each in chosen(catalogue().projects, Wanted(open_to=open_to))}


def test_every_code_is_there():
    assert list(catalogue().codes) == [f"19-{number:02}" for number in range(1, 26)]
    assert len(catalogue().projects) == 24
    assert project_of("19-03") is project_of("NCP 19-04")


def test_no_figure_is_invented_and_none_is_missing():
    assert figures_kept() <= PRINTED
    assert figures_kept() | figures_worked_out() == PRINTED | {2 * 2_000}


def test_the_figures_are_those_of_the_document():
    if not SOURCE.exists():
        pytest.skip("the source document is not beside this checkout")
    stated = pounds_in(SOURCE.read_text(encoding="utf-8"))
    assert stated == PRINTED
    assert stated <= figures_kept() | figures_worked_out()
    assert figures_kept() <= stated


def test_every_title_is_one_of_the_document():
    if not SOURCE.exists():
        pytest.skip("the source document is not beside this checkout")
    index = " ".join(SOURCE.read_text(encoding="utf-8")[:2500].split())
    strange = [each.title for each in catalogue().projects if f"{each.title} " not in index]
    assert strange == [project_of("19-03").title]


@pytest.mark.parametrize("text", ["19-09", "NCP 19-09", "ncp1909", " 19 – 09 ", "9", "ncp 9"])
def test_a_code_is_read_as_it_is_written(text):
    assert read_code(text) == "19-09"


def test_a_code_that_is_none_names_the_nearest():
    with pytest.raises(Problem, match="did you mean '19-22'"):
        project_of("19-122")
    assert read_code("mastery") == ""


def test_each_filter_leaves_some_and_takes_some():
    every = catalogue().projects
    wanted = [
        *(Wanted(phase=phase) for phase in PHASES),
        *(Wanted(open_to=each) for each in OPEN_TO),
        *(Wanted(to_schools=each) for each in TO_SCHOOLS),
        *(Wanted(kind=each) for each in ("work_group", "programme", "community")),
        *(Wanted(required=each) for each in ("yes", "no", "recommended", "depends")),
    ]
    assert [each for each in wanted if not 0 < len(chosen(every, each)) < len(every)] == []
    assert [each.code for each in chosen(every, Wanted(words="readiness"))] == ["19-11"]
    assert [each.code for each in chosen(every, Wanted(words="ncp 19-24"))] == ["19-24"]
    paying = {each.code for each in chosen(every, Wanted(to_schools="pounds"))}
    assert paying == {"19-03 and 19-04", "19-05", "19-06", "19-09", "19-15"}
    assert [each.code for each in chosen(every, Wanted(to_schools="cover"))] == ["19-01"]
    assert chosen(every, Wanted(phase="early_years", open_to="colleges")) == ()


def test_the_traps_of_the_document_are_told():
    noted = {each.code for each in catalogue().projects if each.notes}
    assert {"19-01", "19-02", "19-03 and 19-04", "19-07", "19-08", "19-11", "19-16", "19-20", "19-23"} <= noted
    assert any("19-03 and 19-04 share one" in note for note in catalogue().notes)
    assert "depends" in {each.required for each in catalogue().projects}


def test_the_small_one_is_read():
    assert read_catalogue(SMALL, "small.toml").projects[0].money[0].total(3) == 100


@pytest.mark.parametrize(
    ("before", "after", "at", "column", "say"),
    [
        ("pounds = 70", "pounds = 71", "printed = { 2 = 70 }", "printed", "2 schools make £71, not £70"),
        ("quantity = 1", "quantity = 2", "pounds = 70", "pounds", "Its lines make £80"),
        ("each_more = 30", "each_more = 31", "each_more = 31", "each_more", "£30 for each school"),
        ("quantity = 1\n", "", "[[project.money.line]]", "", "needs “quantity” or “each_school”"),
        ('kind = "work_group"', 'kind = "workgroup"', 'kind = "workgroup"', "kind", "did you mean 'work_group'"),
        ('phases = ["primary"]', 'phases = ["primery"]', 'phases = ["primery"]', "phases", "did you mean 'primary'"),
        ('codes = ["30-01"]', 'codes = ["3001"]', 'codes = ["3001"]', "codes", "no code"),
        ('item = "Fixed"', 'item = "Fixed"\n    colour = "red"', 'colour = "red"', "colour", "There is no “colour”"),
        ("smallest = 1", "smallest = 0", "smallest = 0", "smallest", "must be a whole number from 1"),
        ('kind = "by_schools"', 'kind = "by_school"', 'kind = "by_school"', "kind", "did you mean 'by_schools'"),
        (
            'model = "Meetings."',
            'model = "Meetings."\nlinked = ["30-07"]',
            'linked = ["30-07"]',
            "linked",
            "no project 30-07",
        ),
        ('purpose = "To try."\n', "", "[[project]]", "", "has no “purpose”"),
    ],
)
def test_a_mistake_is_found_where_it_is(before, after, at, column, say):
    broken = SMALL.replace(before, after, 1)
    assert broken != SMALL
    with pytest.raises(Problem, match=re.escape(say)) as found:
        read_catalogue(broken, "small.toml")
    place = found.value.place
    assert broken.splitlines()[place.line - 1].strip() == at
    assert (place.file, place.column) == ("small.toml", column)


def test_a_code_that_is_there_twice_is_refused():
    again = SMALL[SMALL.index("[[project]]") :]
    with pytest.raises(Problem, match="30-01 is there twice"):
        read_catalogue(f"{SMALL}\n{again}", "small.toml")


def test_short_forms_are_told_where_they_stand():
    forms = dict(catalogue().short_forms(project_of("19-14")))
    assert set(forms) == {"NCP", "TfM", "WG", "WGL", "MHNF"}
    assert forms["MHNF"] == "Maths Hub Network Fund"
    used = {short for each in catalogue().projects for short, _long in catalogue().short_forms(each)}
    assert used == set(catalogue().words)
