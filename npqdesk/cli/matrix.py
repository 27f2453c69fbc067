"""`npqdesk matrix`: every colleague against every course of a start, as text, CSV, a workbook or a PDF to print."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands, WrongUsage
from npqdesk.cli.paragraphs import columns, paragraph
from npqdesk.cli.records import records
from npqdesk.cli.streams import show_progress, write_whole

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.services.matrix.whole import Matrix

FORMATS = ("text", "csv", "xlsx", "pdf")


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("matrix", "every colleague against every course of a start", _run)
    parser.add_argument("--cohort", metavar="START", help="the start, such as 2026-autumn; without it the next one")
    parser.add_argument("--school", metavar="URN", default="", help="only the staff of this school")
    parser.add_argument(
        "--format", choices=FORMATS, help="without it as the name of the file ends, or text where there is none"
    )
    parser.add_argument("-o", "--to", "--out", dest="to", metavar="FILE", help="where; without it standard output")


def _run(arguments: argparse.Namespace) -> int:
    from npqdesk.services.matrix.whole import matrix, usual_start

    form = _format(arguments)
    with records(arguments) as desk:
        cohort = arguments.cohort or usual_start(desk())
        found = matrix(desk(), cohort, urn=arguments.school, progress=show_progress())
        content = _content(desk(), found, form)
    for sentence in (found.none.say, found.none.next_step) if found.none else ():
        print(sentence, file=sys.stderr)
    if arguments.to and arguments.to != "-":
        write_whole(Path(arguments.to), content)
        print(f"Written: {arguments.to}", file=sys.stderr)
    elif form in ("text", "csv"):
        sys.stdout.write(content.decode("utf-8-sig").replace("\r\n", "\n"))
    else:
        sys.stdout.buffer.write(content)
    return 0


def _format(arguments: argparse.Namespace) -> str:
    """What was asked for, or what the name of the file says."""
    if arguments.format:
        return str(arguments.format)
    if not arguments.to or arguments.to == "-":
        return "text"
    end = Path(arguments.to).suffix.lower().removeprefix(".")
    form = {"txt": "text"}.get(end, end)
    if form not in FORMATS:
        raise WrongUsage(f"{arguments.to!r} does not end in .csv, .xlsx, .pdf or .txt: say what it is with --format")
    return form


def _content(desk: "Desk", found: "Matrix", form: str) -> bytes:
    from npqdesk.services.matrix.table import matrix_sheet
    from npqdesk.services.sheets import as_csv, as_xlsx
    from npqdesk.services.workplaces import day_words

    if form == "text":
        return _text(found).encode()
    if form == "pdf":
        from npqdesk.services.matrix.paper import matrix_pdf

        return matrix_pdf(desk, found)
    sheet = matrix_sheet(found, today=day_words(desk.today()))
    return as_csv(sheet) if form == "csv" else as_xlsx(sheet)


def _text(found: "Matrix") -> str:
    from npqdesk.services.matrix.table import counts_text, matrix_notes

    if not found.rows:
        return "" if found.none else "Nobody is on the staff record of these schools.\n"
    rows = [("NAME", "SCHOOL", *(course.short for course in found.courses))]
    rows += [(one.name, one.school, *(cell.word for cell in one.cells)) for one in found.rows]
    told = [f"{len(found.rows):,} people, {len(found.courses)} courses: {counts_text(found)}.", *matrix_notes(found)]
    return "\n".join([columns(rows), "", *map(paragraph, told)]) + "\n"
