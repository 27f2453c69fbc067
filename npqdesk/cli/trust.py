"""`npqdesk trust`: where each of our schools stands with one start, and whose answer hangs on the school."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands, WrongUsage
from npqdesk.cli.paragraphs import columns, paragraph
from npqdesk.cli.records import records
from npqdesk.cli.streams import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from npqdesk.services.central import Central
    from npqdesk.services.rollup import Rollup, RollupRow


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("trust", "where each of our schools stands with one start, with totals", _run)
    parser.add_argument("--cohort", metavar="START", help="the start, such as 2026-autumn; without it the latest used")
    parser.add_argument("-o", "--out", metavar="FILE", help="a .csv or .xlsx file; without it as text")


def _run(arguments: argparse.Namespace) -> int:
    from npqdesk.services.central import central_staff
    from npqdesk.services.rollup import rollup, usual_start
    from npqdesk.services.rollup_sheet import rollup_sheet
    from npqdesk.services.sheets import KINDS, as_csv, as_xlsx
    from npqdesk.services.workplaces import day_words

    file = Path(arguments.out) if arguments.out and arguments.out != "-" else None
    if file is not None and file.suffix.lower() not in KINDS:
        raise WrongUsage(f"{file.name!r} is neither a .csv nor a .xlsx file")
    with records(arguments) as desk:
        found = rollup(desk(), arguments.cohort or usual_start(desk()))
        if file is not None:
            sheet = rollup_sheet(found, today=day_words(desk().today()))
            write_whole(file, as_csv(sheet) if file.suffix.lower() == ".csv" else as_xlsx(sheet))
            print(f"Written: {file}")
            return 0
        central = central_staff(desk(), found.cohort)
    sys.stdout.write("".join(f"{line}\n" for line in _lines(found, central)))
    return 0


def _lines(found: "Rollup", central: "tuple[Central, ...]") -> "Iterator[str]":
    from npqdesk.services.central import differing_words

    if not found.rows:
        yield "Nobody is on the staff record yet. Bring a spreadsheet in with: npqdesk staff import FILE"
        return
    heads = ("SCHOOL", "STAFF", "CONSIDERED", "ELIGIBLE", "REVIEW", "PLACED", "FEES", "GRANT", "RECEIVED", "NEXT")
    yield f"{found.words[:1].upper()}{found.words[1:]}; grant of {found.grant_year}"
    yield columns([heads, *map(_cells, (*found.rows, found.total))])
    for one in central:
        if one.differing:
            yield ""
            yield f"{one.name}, {len(one.schools)} schools: the answer hangs on the school"
            for courses, answers in differing_words(one):
                yield paragraph(f"{courses}: {answers}.", indent=2)


def _cells(row: "RollupRow") -> tuple[str, ...]:
    received = "–" if row.received is None else f"£{row.received:,}"
    late = f"{row.next.late} overdue" if row.next.late else ""
    coming = f"{row.next.day:%d/%m/%Y}" if row.next.day else ""
    counts = (row.staff, row.considered, row.eligible, row.review, row.placed)
    return (
        row.name, *(f"{count:,}" for count in counts), row.fees.said, row.grant_words, received,
        ", ".join(filter(None, (coming, late))) or "–",
    )  # fmt: skip
