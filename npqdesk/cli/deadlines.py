"""`npqdesk deadlines`: what has to be done by when, or the same as a file for a calendar."""

import argparse
import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands
from npqdesk.cli.paragraphs import columns
from npqdesk.cli.records import records
from npqdesk.services.deadlines.deadline import KINDS, Deadline

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

HEADER = ("day", "when", "what", "about", "school", "kind", "key")


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("deadlines", "what has to be done by when, what is late first", _run)
    parser.add_argument("--to", metavar="FILE.ics", help="as a file to take into a calendar; - for standard output")
    parser.add_argument("--subscription", action="store_true", help="bring the calendar file in its folder up to date")
    parser.add_argument("--kind", choices=tuple(KINDS), metavar="KIND", default="", help=f"only: {', '.join(KINDS)}")
    parser.add_argument("--school", metavar="URN", default="", help="only the school of this URN")
    parser.add_argument("--person", metavar="NAME", default="", help="only people in whose name this stands")
    parser.add_argument("--all", action="store_true", help="also those that are done, not needed or put off")
    parser.add_argument("--csv", action="store_true", help=f"as CSV: {','.join(HEADER)}")


def _run(arguments: argparse.Namespace) -> int:
    from npqdesk.services.deadlines.deadline import day_or_words, when_words
    from npqdesk.services.deadlines.filtered import Filter, Show, filtered
    from npqdesk.services.deadlines.gather import deadlines

    show: Show = "all" if arguments.all else "open"
    words = tuple(arguments.person.casefold().split())
    with records(arguments) as desk:
        today = desk().today()
        found = filtered(deadlines(desk()), Filter(show, arguments.kind, arguments.school, words=words), today)
        if arguments.subscription:
            print(_subscribed(desk()), file=sys.stderr)
            return 0
        if arguments.to:
            return _as_calendar(desk(), found, arguments.to)
    if arguments.csv:
        return _as_csv(found, [(day_or_words(each), when_words(each, today)) for each in found])
    if not found:
        print("Nothing has to be done.")
        return 0
    rows = [(when_words(each, today), day_or_words(each), each.title, each.details) for each in found]
    print(columns(rows))
    return 0


def _subscribed(desk: "Desk") -> str:
    """Bring the file that others subscribe to up to date, and say what came of it."""
    from npqdesk.services.deadlines.subscription import refresh_subscription, subscription_file

    path = subscription_file(desk)
    if path is None:
        return "No folder is chosen: choose one in npqdesk, on the page Deadlines, by “Calendar file…”."
    return f"{path} was written." if refresh_subscription(desk) else f"{path} is up to date."


def _as_calendar(desk: "Desk", found: tuple[Deadline, ...], to: str) -> int:
    from npqdesk.services.deadlines.calendar_file import left_out
    from npqdesk.services.deadlines.subscription import as_calendar, save_calendar

    if to == "-":
        sys.stdout.buffer.write(as_calendar(desk, found))
    else:
        save_calendar(desk, found, Path(to))
    without = left_out(found)
    if without:
        print(f"{without:,} of {len(found):,} have no day yet and are not in it.", file=sys.stderr)
    return 0


def _as_csv(found: tuple[Deadline, ...], days: list[tuple[str, str]]) -> int:
    from npqdesk.services.spreadsheet_cells import harmless

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(HEADER)
    for each, (_words, when) in zip(found, days, strict=True):
        day = each.day.isoformat() if each.day else ""
        row = (day, when, each.title, each.details, each.workplace, KINDS[each.kind], each.key)
        out.writerow([harmless(cell) for cell in row])
    return 0
