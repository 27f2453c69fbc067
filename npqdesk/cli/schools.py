"""`npqdesk schools TEXT`: find a school by name, town, postcode or number; or all of them as at a day."""

import argparse
import csv
import sys

from npqdesk.cli.arguments import Commands, WrongUsage, read_date, read_whole_number
from npqdesk.cli.paragraphs import columns
from npqdesk.cli.records import records
from npqdesk.cli.register import no_register

HEADER = ("urn", "name", "type", "phase", "town", "postcode", "local_authority", "status")


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("schools", "find a school by name, town, postcode or URN, best first", _run)
    parser.add_argument("text", metavar="TEXT", nargs="*")
    parser.add_argument(
        "--as-at", metavar="DATE", type=read_date, help="instead of a search: every school as it stood on a day, as CSV"
    )
    parser.add_argument("--limit", metavar="N", type=read_whole_number, default=20, help="at most so many (20)")
    parser.add_argument("--csv", action="store_true", help=f"as CSV: {','.join(HEADER)}")


def _run(arguments: argparse.Namespace) -> int:
    from npqdesk.services.finder import Finder, own_places
    from npqdesk.services.schools import load_schools
    from npqdesk.services.spreadsheet_cells import harmless

    if arguments.as_at is not None:
        return _as_at(arguments)
    if not arguments.text:
        raise WrongUsage("say what to search for")
    with records(arguments) as desk:
        schools = load_schools(desk())
        finder = Finder(schools, mine=own_places(desk()))
    if not len(schools):
        raise no_register()
    text = " ".join(arguments.text)
    found = [
        (one.urn, one.name, one.type_name, one.phase, one.town, one.postcode, one.local_authority, one.status)
        for one in finder.schools(text, limit=arguments.limit)
    ]
    if arguments.csv:
        rows = (map(harmless, row) for row in found)
        csv.writer(sys.stdout, lineterminator="\n").writerows([HEADER, *rows])
    elif found:
        print(columns(found))
    else:
        print(f"No school fits “{text}”. Try fewer letters, the postcode or the URN.")
    return 0


def _as_at(arguments: argparse.Namespace) -> int:
    from npqdesk.services.school_history import schools_as_at

    if arguments.text:
        raise WrongUsage("either a search or --as-at, not both")
    with records(arguments) as desk:
        found = schools_as_at(desk(), arguments.as_at)
    if not found:
        raise no_register()
    csv.writer(sys.stdout, lineterminator="\n").writerows([HEADER, *found])
    return 0
