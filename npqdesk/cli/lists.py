"""`npqdesk lists import LIST FILE --published DATE | status | entries LIST | diff LIST | accredited NAME`."""

import argparse
import csv
import sys
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands, Parser, WrongUsage, read_date, unknown
from npqdesk.cli.paragraphs import columns, counts, day, named, one_line, refusal, told_of_file
from npqdesk.cli.records import records
from npqdesk.cli.streams import on_disk, show_progress

if TYPE_CHECKING:
    from npqdesk.services.lists import ListPreview

MANY = 100
"""How many refused rows a report names."""
DIFF_HEADER = ("change", "kind", "identifier", "name", "place", "own")


def add(commands: Commands) -> None:
    """The commands and their options."""
    group = commands.add_group("lists", "the eligibility lists: load a release, say which are loaded, who is on one")
    parser = group.add("import", "load a release of a list", _import)
    _add_list(parser)
    parser.add_argument("file", metavar="FILE", help="the file; - for standard input")
    parser.add_argument(
        "--published", metavar="DATE", type=read_date, required=True, help="the day on which DfE published it"
    )
    parser.add_argument(
        "--column",
        metavar="HEADING",
        action="append",
        default=[],
        help="the column that holds the identifier, where its heading is unknown; it is remembered. For a list of two "
        "kinds of identifier write ofsted_urn=HEADING, urn=HEADING; - for no such column",
    )
    group.add("status", "the newest release of each list", _status)
    _add_list(group.add("entries", "the identifiers on the newest release, sorted, one a line", _entries))
    parser = group.add("diff", "who came on (+) and who went off (-) from one release to another, one a line", _diff)
    _add_list(parser)
    parser.add_argument("--from", metavar="DATE", dest="since", type=read_date, help="the release of that day")
    parser.add_argument("--to", metavar="DATE", dest="until", type=read_date, help="the newest by that day")
    parser.add_argument("--csv", action="store_true", help=f"as CSV: {','.join(DIFF_HEADER)}")
    parser = group.add("accredited", "whether a training provider of this legal name is accredited", _accredited)
    parser.add_argument("name", metavar="NAME", nargs="+", help="the legal name of the provider")


def _add_list(parser: Parser) -> None:
    parser.add_argument("list", metavar="LIST", help="such as pp50-schools or rise; `npqdesk lists status` names them")


def _import(arguments: argparse.Namespace) -> int:
    from npqdesk.services.list_columns import columns_named
    from npqdesk.services.lists import keep_list, list_kind, preview_list

    _refuse_stranger(arguments.list)
    progress = show_progress()
    with on_disk(arguments.file) as file, records(arguments) as desk:
        columns = columns_named(list_kind(arguments.list), arguments.column)
        given = {"published": arguments.published, "columns": columns, "progress": progress}
        preview = preview_list(desk(), arguments.list, file, **given)
        print(f"{preview.file_name}: {preview.title}, published {day(preview.published)}")
        print(told_of_file(preview.told), end="")
        print(_every_row(preview))
        if preview.already is not None and preview.already.imported_at is not None:
            print(f"This file is already imported, on {day(preview.already.imported_at)}. Nothing was changed.")
            return 0
        told = (
            ("entries", preview.entries),
            ("new", preview.added),
            ("gone", preview.gone),
            ("said more than once", preview.repeated),
            ("refused", len(preview.refused)),
        )
        print(counts(told))
        if preview.previous is not None:
            print(f"  compared with the release of {day(preview.previous.published)}")
        if preview.looks_like is not None:
            print(f"  Its name looks like the list {preview.looks_like}: check that this is the right one.")
        refused = [refusal(one.line, one.column, one.say) for one in preview.refused]
        print(named("refused", refused, most=MANY, of=len(refused)), end="")
        status = keep_list(desk(), preview, progress=progress)
    print(f"Kept as the release of {day(status.published)}.")
    return 0


def _every_row(preview: "ListPreview") -> str:
    """Where each row of the file went: none is lost."""
    return (
        f"  read {preview.rows:,} = kept {preview.entries:,} + refused {len(preview.refused):,} "
        f"+ repeated {preview.repeated:,}"
    )


def _status(arguments: argparse.Namespace) -> int:
    from npqdesk.services.lists import list_kinds, lists_status

    with records(arguments) as desk:
        found = {status.list_id: status for status in lists_status(desk())}
    rows = [("LIST", "PUBLISHED", "ENTRIES", "FILE")]
    for list_id in list_kinds():
        status = found.get(list_id)
        told = (status.published.isoformat(), f"{status.entries:,}", status.file_name) if status else ("–", "–", "–")
        rows.append((list_id, *told))
    print(columns(rows))
    return 0


def _entries(arguments: argparse.Namespace) -> int:
    from npqdesk.services.lists import list_entries

    _refuse_stranger(arguments.list)
    with records(arguments) as desk:
        for identifier in list_entries(desk(), arguments.list):
            print(identifier)
    return 0


def _diff(arguments: argparse.Namespace) -> int:
    from npqdesk.services.list_diff import list_diff
    from npqdesk.services.spreadsheet_cells import harmless

    _refuse_stranger(arguments.list)
    with records(arguments) as desk:
        diff = list_diff(desk(), arguments.list, since=arguments.since, until=arguments.until)
    between = f"from {day(diff.older.published)} to {day(diff.newer.published)}"
    told = f"{len(diff.came):,} came on, {len(diff.went):,} went off, {diff.stayed:,} stayed"
    print(f"{diff.title}, {between}: {told}.", file=sys.stderr)
    if arguments.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(DIFF_HEADER)
        for what, entries in (("came on", diff.came), ("went off", diff.went)):
            for one in entries:
                texts = (what, one.kind, one.identifier, one.name, one.place, "yes" if one.mine else "no")
                writer.writerow(map(harmless, texts))
        return 0
    for sign, entries in (("+", diff.came), ("-", diff.went)):
        for identifier in sorted({one.identifier for one in entries}):
            print(f"{sign}{identifier}")
    return 0


def _accredited(arguments: argparse.Namespace) -> int:
    from npqdesk.services.accredited import accredited

    name = " ".join(arguments.name)
    with records(arguments) as desk:
        answer = accredited(desk(), name)
    published = f"the list published {day(answer.release.published)}"
    if answer.is_listed:
        print(f"Yes: “{answer.legal_name}” is on {published}.")
        return 0
    print(f"No: no provider of the legal name “{one_line(name)}” is on {published}.")
    for legal, operating in answer.nearest:
        print(f"  near: {legal}{f' (works as {operating})' if operating not in ('', legal) else ''}")
    return 0


def _refuse_stranger(list_id: str) -> None:
    from npqdesk.services.lists import list_kinds

    if list_id not in list_kinds():
        raise WrongUsage(unknown("list", list_id, list_kinds()))
