"""Rows some at a time are the rows one by one, whatever stands in them."""

import io
import random

import pytest

from npqdesk.problem import Problem
from npqdesk.registers.parts import parts
from npqdesk.registers.table import read_table

CELLS = ("1", "", " ", "Elm", '"Elm, Oak"', '"said ""no"""', '"two\nlines"', "a<b", "é")


def one_by_one(content: bytes) -> list[tuple[int, list[str]]]:
    return list(read_table(io.BytesIO(content), "a.csv", blank_rows=True).rows)


def together(content: bytes, most: int) -> list[tuple[int, list[str]]]:
    found = []
    for part in parts(read_table(io.BytesIO(content), "a.csv", blank_rows=True), most):
        if part.lines is not None:
            assert [line.split(",") for line in part.lines] == part.rows
        assert len(part.rows) <= most
        found += zip(part.numbers, part.rows, strict=True)
    return found


@pytest.mark.parametrize("sign", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("seed", range(20))
def test_the_rows_are_the_same(seed, end, sign):
    chance = random.Random(seed)
    common = chance.choice([2, 4, len(CELLS)])
    rows = [[chance.choice(CELLS[:common]) for _ in range(3)] for _ in range(60)]
    rows[30:30] = [[chance.choice(CELLS)] * chance.randint(0, 5) for _ in range(3)]
    content = end.join(sign.join(row) for row in (["A", "B", "C"], *rows)).encode()
    for most in (1, 7, 500):
        assert together(content, most) == one_by_one(content)


def test_most_rows_come_as_their_lines_stand():
    content = b"A,B\n" + b"1,2\n" * 1000 + b'"x",2\n' + b"3,4\n" * 1000
    found = list(parts(read_table(io.BytesIO(content), "a.csv", blank_rows=True), 100))
    assert sum(len(part.rows) for part in found if part.lines is not None) > 1800


def test_what_stands_before_a_break_comes_first():
    table = read_table(io.BytesIO(b'A,B\n1,2\n3,4\n5,"6\n'), "a.csv", blank_rows=True)
    found = []
    with pytest.raises(Problem, match="quotation mark") as raised:
        found.extend(row for part in parts(table, 2) for row in part.rows)
    assert found == [["1", "2"], ["3", "4"]]
    assert raised.value.place.line == 4
