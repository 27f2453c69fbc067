"""A table on paper: the columns and rows of the sheet, what is left out told, too much or nothing refused."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk.letters.letter import Paragraph, Table, spoken
from npqdesk.problem import Problem
from npqdesk.services.desk import Desk, open_desk
from npqdesk.services.list_paper import MOST, make_list
from npqdesk.services.sheets import Sheet
from tests.letters.pdf_reading import read_structure

STAFF = Sheet(
    "Staff",
    ("Name", "In this post since", "Applications"),
    [("Siân Llŷr", date(2020, 9, 1), 1), ("Ann <b>Bold</b>", None, None)],
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("list") / "records.sqlite3"
    opened = open_desk(str(path))
    yield opened
    opened.close()


def test_it_says_what_the_sheet_says_and_what_is_shown(desk: Desk) -> None:
    made = make_list(desk, STAFF, narrowed=("Here", "with “an”"))
    table = next(block for block in made.letter.blocks if isinstance(block, Table))
    assert table.rows == (("Siân Llŷr", "1 September 2020", "1"), ("Ann <b>Bold</b>", "–", "–"))
    assert [column.figures for column in table.columns] == [False, False, True]
    about = next(block for block in made.letter.blocks if isinstance(block, Paragraph))
    assert spoken(about.text) == "Shown: Here; with “an”."
    assert made.file_name == f"{desk.today().isoformat()} Staff.pdf"


def test_its_heads_stand_on_every_page_and_are_read_once(desk: Desk) -> None:
    many = Sheet(STAFF.title, STAFF.heads, [*STAFF.rows] * 40)
    found = read_structure(make_list(desk, many, upright=True).pdf)
    assert len(found.all("THead")) == len(found.all("Table")) == 1
    assert len(found.all("TR")) == 1 + 80


def test_in_large_print_each_row_stands_under_its_own_heading(desk: Desk) -> None:
    found = read_structure(make_list(desk, STAFF, large=True).pdf)
    assert [node.text for node in found.all("H3")] == ["Siân Llŷr", "Ann <b>Bold</b>"]


@pytest.mark.parametrize("rows", [[], [("Ann", None, None)] * (MOST + 1)])
def test_nothing_and_too_much_are_refused(desk: Desk, rows: list[tuple[str, None, None]]) -> None:
    with pytest.raises(Problem, match=r"(nothing|too long) to print"):
        make_list(desk, Sheet("Staff", STAFF.heads, rows))
