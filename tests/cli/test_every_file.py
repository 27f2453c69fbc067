"""Every official file, and each invented one in every dress it may come in, by the command line: no row is lost."""

import csv
import gzip
import io
import lzma
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from npqdesk.services.lists import guess_list
from tests.registers.packed_files import excel, ods, ods_row, packed
from tests.services.records import DATA, SHARED

OFFICIAL = sorted(path for path in SHARED.rglob("*.csv*") if path.suffix in (".csv", ".xz")) if SHARED.exists() else []
INVENTED = sorted(path for path in DATA.glob("*_invented.csv"))
REGISTERS = {
    "childrens_centres_open_2026-02.csv",
    "edubaseallacademiesandfree20250717.csv",
    "edubasealldata_sample_2021.csv",
    "edubasealldata_update_one_row.csv",
    "edubaseallstatefunded20250717.csv",
    "childcare_providers_2021-08-31.csv.xz",
    "private_childcare_providers_sample_wrong_unicode.csv",
    "pupil_premium_2020-21.csv",
    "pupil_premium_2021-22.csv",
    "childrens_centres_links_2026-01.csv",
    "links_edubasealldata20250422.csv",
    "section41_institutions_2026-02.csv",
}
ACCOUNT = re.compile(r"read ([\d,]+) = kept ([\d,]+) \+ refused ([\d,]+) \+ repeated ([\d,]+)")
Rows = list[list[str]]


def account(said: str) -> tuple[int, ...]:
    """Read, kept, refused and repeated, as a report says them."""
    found = ACCOUNT.search(said)
    assert found, said
    return tuple(int(figure.replace(",", "")) for figure in found.groups())


def rows_of(path: Path) -> Rows:
    """What stands in a file, by the csv module alone."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    return [row for row in csv.reader(io.StringIO(text, newline="")) if any(row)]


def text(rows: Rows, *, delimiter: str = ",", end: str = "\r\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return stream.getvalue()


def headings(rows: Rows, change: Callable[[str], str]) -> bytes:
    return text([list(map(change, rows[0])), *rows[1:]]).encode()


def numbers(rows: Rows, change: Callable[[str], str]) -> bytes:
    """The file as a spreadsheet leaves it that took its numbers for something else."""
    return text(
        [[change(each) if re.fullmatch(r"[1-9][0-9]{5,7}", each) else each for each in row] for row in rows]
    ).encode()


def cell(value: str) -> object:
    return int(value) if re.fullmatch(r"[1-9][0-9]{0,14}", value) else value


DRESSES: dict[str, Callable[[Rows], bytes]] = {
    "utf-8.csv": lambda rows: text(rows).encode(),
    "mark.csv": lambda rows: text(rows).encode("utf-8-sig"),
    "windows.csv": lambda rows: text(rows).encode("cp1252"),
    "unix.csv": lambda rows: text(rows, end="\n").encode(),
    "old-mac.csv": lambda rows: text(rows, end="\r").encode(),
    "semicolons.csv": lambda rows: text(rows, delimiter=";").encode(),
    "tabs.txt": lambda rows: text(rows, delimiter="\t").encode(),
    "quoted.csv": lambda rows: text(rows, quoting=csv.QUOTE_ALL).encode(),
    "unicode.txt": lambda rows: text(rows, delimiter="\t").encode("utf-16"),
    "big-end.csv": lambda rows: "\ufeff".encode("utf-16-be") + text(rows).encode("utf-16-be"),
    "pipes.txt": lambda rows: text(rows, delimiter="|").encode(),
    "sign.csv": lambda rows: b"sep=;\r\n" + text(rows, delimiter=";").encode(),
    "decimals.csv": lambda rows: numbers(rows, lambda each: f"{each}.0"),
    "noughts.csv": lambda rows: numbers(rows, lambda each: f"00{each}"),
    "apostrophes.csv": lambda rows: numbers(rows, lambda each: f"'{each}"),
    "formulas.csv": lambda rows: numbers(rows, lambda each: f'="{each}"'),
    "outer.csv": lambda rows: numbers(rows, lambda each: f"  {each}\xa0"),
    "gaps.csv": lambda rows: text([rows[0], [" "] * len(rows[0]), [], *rows[1:], [""] * len(rows[0])]).encode(),
    "backwards.csv": lambda rows: text([row[::-1] for row in rows]).encode(),
    "capitals.csv": lambda rows: headings(rows, str.upper),
    "underscores.csv": lambda rows: headings(rows, lambda name: name.replace(" ", "_")),
    "joined.csv": lambda rows: headings(rows, lambda name: name.replace(" ", "")),
    "spaces.csv": lambda rows: headings(rows, lambda name: f"  {name}\xa0"),
    "title.csv": lambda rows: text([["Eligible settings"], [], ["Published", "today"], *rows]).encode(),
    "wide.csv": lambda rows: text([[*row, "", ""] for row in rows]).encode(),
    "list.zip": lambda rows: packed(("read me.txt", b"Read me\n"), ("folder/list.csv", text(rows).encode())),
    "wide.zip": lambda rows: packed(("list.csv", text(rows).encode("utf-16"))),
    "list.csv.gz": lambda rows: gzip.compress(text(rows).encode()),
    "list.csv.xz": lambda rows: lzma.compress(text(rows).encode()),
    "list.xlsx": lambda rows: excel(
        ("Read me", [["About"]]), ("List", [["Title"], *[[cell(value) for value in row] for row in rows]])
    ),
    "list.ods": lambda rows: ods(
        "".join(
            ods_row(*(each if isinstance(each := cell(value), int) else escape(value) for value in row)) for row in rows
        )
    ),
}


@pytest.mark.parametrize("path", INVENTED, ids=lambda path: path.stem)
def test_a_list_in_every_dress_is_the_same_list(npqdesk, tmp_path, path):
    list_id, rows = guess_list(path), rows_of(path)
    plain = npqdesk("lists", "import", list_id, path, "--published", "2025-01-01")
    counted, entries = account(plain.out), npqdesk("lists", "entries", list_id).out
    assert counted[0] == sum(counted[1:]) == len(rows) - 1
    assert entries
    for number, (name, dress) in enumerate(DRESSES.items(), 1):
        file, day = tmp_path / name, date(2025, 1, 1) + timedelta(days=number)
        file.write_bytes(dress(rows))
        ran = npqdesk("lists", "import", list_id, file, "--published", day)
        assert (ran.code, ran.err, account(ran.out)) == (0, "", counted), name
        assert re.search(r"new +0\n +gone +0\n", ran.out), name
        assert npqdesk("lists", "entries", list_id).out == entries, name


@pytest.mark.skipif(not OFFICIAL, reason="the official files are not beside the repository")
@pytest.mark.parametrize("official", OFFICIAL, ids=lambda path: path.name)
def test_every_official_file_is_taken_whole_or_refused_in_words(npqdesk, said, official):
    list_id = guess_list(official)
    if list_id is None:
        ran = npqdesk("register", "import", official, "--as-at", "2026-01-01")
        assert (ran.code == 0) == (official.name in REGISTERS), ran.err
    else:
        ran = npqdesk("lists", "import", list_id, official, "--published", "2026-01-01")
    if ran.code:
        assert official.name in said(ran)[0]
    elif list_id:
        counted = account(ran.out)
        assert counted[0] == sum(counted[1:]) == len(rows_of(official)) - 1
