"""`npqdesk staff import FILE | undo | list | template`: the staff record, from the spreadsheets that schools have."""

import argparse
import csv
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands, WrongUsage, read_whole_number, unknown
from npqdesk.cli.paragraphs import columns, counts, named, paragraph, refusal
from npqdesk.cli.records import records
from npqdesk.cli.streams import on_disk, show_progress, write_whole

if TYPE_CHECKING:
    from npqdesk.services.staff_import import Decision, StaffPreview

MANY = 100
"""How many people of each kind a report names."""


def add(commands: Commands) -> None:
    """The commands and their options."""
    group = commands.add_group("staff", "the staff record: bring in a spreadsheet, list everyone, get a template")
    parser = group.add("import", "bring in a staff spreadsheet (CSV, Excel or OpenDocument)", _import)
    parser.add_argument("file", metavar="FILE", help="the file; - for standard input")
    parser.add_argument(
        "--column",
        metavar="FIELD=HEADING",
        action="append",
        default=[],
        type=_column,
        help="which column is which, where the headings do not tell: surname, forename, preferred, full_name, title, "
        "trn, date_of_birth, email, role, urn or workplace; remembered for files with the same headings",
    )
    parser.add_argument("--preview", action="store_true", help="say what would change and keep nothing")
    for option, say in (("same", "the same person"), ("two", "two people")):
        parser.add_argument(
            f"--{option}",
            metavar="LINE",
            action="append",
            default=[],
            type=read_whole_number,
            help=f"the row of this line, which is in doubt, and whom it is like are {say}",
        )
    group.add("undo", "take the last import back, where nothing was changed since", _undo)
    parser = group.add("list", "everyone on the staff record", _list)
    parser.add_argument("--csv", action="store_true", help="as CSV, with date of birth, TRN and e-mail")
    parser = group.add("template", "an empty staff spreadsheet with the headings that are understood", _template)
    parser.add_argument("-o", "--out", metavar="FILE", help="a .csv or .xlsx file; without it CSV on standard output")


def _column(text: str) -> tuple[str, str]:
    field, equals, heading = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} says no column: write it as surname=HEADING")
    return field.strip(), heading.strip()


def _import(arguments: argparse.Namespace) -> int:
    from npqdesk.services.staff_import import keep_staff, preview_staff

    chosen = _chosen(arguments.column)
    decisions = _decisions(arguments.same, arguments.two)
    with on_disk(arguments.file) as file, records(arguments) as desk:
        preview = preview_staff(desk(), file, columns=chosen, progress=show_progress())
        in_doubt = {doubt.row.line for doubt in preview.plan.doubts}
        if strange := sorted(decisions.keys() - in_doubt):
            raise WrongUsage(f"there is nobody in doubt on line {strange[0]}")
        _tell(preview, decisions)
        if arguments.preview:
            print("Nothing was kept.")
            return 0
        kept = keep_staff(desk(), preview, decisions)
    left = f", {kept.undecided:,} left out in doubt" if kept.undecided else ""
    refused = f", {kept.refused:,} refused" if kept.refused else ""
    if kept.added or kept.changed:
        print(f"Kept: {kept.added:,} added, {kept.changed:,} changed, {kept.unchanged:,} as they were{left}{refused}.")
    else:
        print(f"Nothing to change: {kept.unchanged:,} as they were{left}{refused}.")
    return 0


def _chosen(given: list[tuple[str, str]]) -> Mapping[str, str] | None:
    from npqdesk.services.staff_columns import staff_fields

    for field, _heading in given:
        if field not in staff_fields():
            raise WrongUsage(unknown("field", field, staff_fields()))
    return dict(given) or None


def _decisions(same: list[int], two: list[int]) -> "dict[int, Decision]":
    if both := set(same) & set(two):
        raise WrongUsage(f"line {min(both)} cannot be both the same person and two people")
    return {**dict.fromkeys(same, "same"), **dict.fromkeys(two, "two")}


def _tell(preview: "StaffPreview", decisions: "Mapping[int, Decision]") -> None:
    from npqdesk.services.staff_columns import staff_fields

    plan = preview.plan
    print(f"{preview.file_name}: {preview.rows:,} {'row' if preview.rows == 1 else 'rows'}")
    for sentence in preview.told:
        print(paragraph(sentence, indent=2))
    taken = (f"{staff_fields()[field].title}: “{preview.headings[at]}”" for field, at in preview.places.items())
    print(paragraph(f"Columns: {', '.join(taken)}.", indent=2))
    if preview.unused:
        print(paragraph(f"Not used: {', '.join(preview.unused)}.", indent=2))
    told = (
        ("new", len(plan.new)),
        ("changed", len(plan.changed)),
        ("as they were", plan.unchanged),
        ("said more than once", plan.repeated),
        ("in doubt", len(plan.doubts)),
        ("refused", len(preview.refused)),
        ("on the record, not in this file", len(plan.absent)),
    )
    print(counts(told))
    refused = [refusal(one.line, one.column, one.say) for one in preview.refused]
    noted = [refusal(one.line, one.column, one.say) for one in preview.noted]
    for title, lines in (
        ("new", [row.name for row in plan.new]),
        ("changed", _changed(preview)),
        ("in doubt", _doubts(preview, decisions)),
        ("refused", refused),
        ("to check", noted),
        ("not in this file, left as they are", [person.name for person in plan.absent]),
    ):
        print(named(title, lines, most=MANY, of=len(lines)), end="")


def _changed(preview: "StaffPreview") -> list[str]:
    return [
        f"{each.person.name}: " + "; ".join(f"{one.what} {one.was or 'blank'} → {one.becomes}" for one in each.changes)
        for each in preview.plan.changed
    ]


def _doubts(preview: "StaffPreview", decisions: "Mapping[int, Decision]") -> list[str]:
    said = {"same": "the same person", "two": "two people"}
    lines = []
    for doubt in preview.plan.doubts:
        line = doubt.row.line
        like = f"{doubt.person.name} on the record" if doubt.person else f"the person of line {doubt.earlier_line:,}"
        decided = decisions.get(line)
        settled = said[decided] if decided else f"left out until --same {line} or --two {line} says which"
        lines.append(f"line {line:,}, {doubt.row.name}, may be {like}. {doubt.why}: {settled}.")
    return lines


def _undo(arguments: argparse.Namespace) -> int:
    from npqdesk.services.staff_import import IMPORT
    from npqdesk.services.undo import undo

    with records(arguments) as desk:
        undo(desk(), only=IMPORT)
    print("The last import was taken back: whom it added is gone, whom it changed is as before.")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    from npqdesk.services.staff import HEADER, staff_cells, staff_list

    with records(arguments) as desk:
        staff = staff_list(desk())
    if arguments.csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows([HEADER, *map(staff_cells, staff)])
    elif staff:
        rows = [(one.name, one.role or "–", one.urn or "–", one.trn or "–") for one in staff]
        print(columns([("NAME", "ROLE", "URN", "TRN"), *rows]))
    else:
        print("Nobody is on the staff record yet. Bring a spreadsheet in with: npqdesk staff import FILE")
    return 0


def _template(arguments: argparse.Namespace) -> int:
    from npqdesk.services.staff import template_csv, template_xlsx

    if arguments.out is None or arguments.out == "-":
        sys.stdout.write(template_csv().decode("utf-8-sig").replace("\r\n", "\n"))
        return 0
    file = Path(arguments.out)
    if file.suffix.lower() not in (".csv", ".xlsx"):
        raise WrongUsage(f"{file.name!r} is neither a .csv nor a .xlsx file")
    write_whole(file, template_xlsx() if file.suffix.lower() == ".xlsx" else template_csv())
    print(f"Written: {file}")
    return 0
