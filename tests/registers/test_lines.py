"""Lines are known again by their marks, and passed over only where a row begins."""

import csv

from npqdesk.registers.lines import Lines, marker


def test_a_mark_is_of_the_line_and_of_what_it_stands_under() -> None:
    mark = marker("URN", "Name")
    assert mark("1,Elm\r\n") == mark("1,Elm")
    assert len({mark("1,Elm"), mark("1,Elm "), marker("URNName")("1,Elm"), marker("Name", "URN")("1,Elm")}) == 4


def test_a_known_line_inside_a_quoted_cell_is_part_of_it() -> None:
    lines = Lines(['1,"Elm\n', "2,Oak\n", '"\n', "2,Oak\n", "3,Ash\n"])
    passed = []
    lines.passes = lambda line, number: line == "2,Oak\n" and not passed.append(number)
    rows = []
    for cells in csv.reader(lines, strict=True):
        rows.append((lines.begins, cells, lines.row))
        lines.row = ""
    assert rows == [(1, ["1", "Elm\n2,Oak\n"], '1,"Elm\n2,Oak\n"\n'), (5, ["3", "Ash"], "3,Ash\n")]
    assert passed == [4]
