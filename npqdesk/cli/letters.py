"""`npqdesk letters --all`: the letters of everyone, or of one school, as files, as a zip, or as one file."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands, WrongUsage
from npqdesk.cli.letter import add_form, made_folder
from npqdesk.cli.paragraphs import one_line
from npqdesk.cli.records import records
from npqdesk.cli.streams import show_progress

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.services.letter_bulk import BulkLetters
    from npqdesk.services.letter_delivery import Delivery


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("letters", "the letters of everyone with a kept answer, or of one school", _run)
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--all", action="store_true", help="everyone; letters that were kept come as they were kept")
    who.add_argument("--new", action="store_true", help="only those whose answer no letter was kept about yet")
    parser.add_argument("--school", metavar="URN", default="", help="only people who work at the school of this URN")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("-o", "--to", metavar="FOLDER", help="one file each in this folder, made if absent")
    where.add_argument("--zip", metavar="OUT.zip", help="all in one zip")
    where.add_argument("--merged", metavar="OUT.pdf", help="all in one PDF with a bookmark for each")
    add_form(parser)
    parser.add_argument("--large", action="store_true", help="in large print")


def _run(arguments: argparse.Namespace) -> int:
    from npqdesk.services.letter_bulk import letters_wanted, make_letters

    if arguments.merged and arguments.format != "pdf":
        raise WrongUsage("only PDF can be merged: leave --format out, or use --to or --zip")
    with records(arguments) as desk:
        wanted = letters_wanted(desk(), school=arguments.school.strip(), only_new=arguments.new)
        if not wanted:
            print("Nobody has an answer to write a letter about.", file=sys.stderr)
            return 0
        done = make_letters(
            desk(), wanted, _delivery(desk(), arguments), form=arguments.format, large=arguments.large,
            progress=show_progress(),
        )  # fmt: skip
    _tell(done)
    return 1 if done.failures else 0


def _delivery(desk: "Desk", arguments: argparse.Namespace) -> "Delivery":
    from npqdesk.services.letter_delivery import ToFolder, ToOneFile, ToZip, merged_title

    if arguments.to:
        return ToFolder(made_folder(arguments.to))
    path = Path(arguments.zip or arguments.merged)
    made_folder(str(path.parent))
    return ToZip(path, desk.today()) if arguments.zip else ToOneFile(path, merged_title(desk.today()))


def _tell(done: "BulkLetters") -> None:
    for file in done.files:
        print(file)
    count = done.new + done.kept_before
    before = f", {done.kept_before:,} of them kept before" if done.kept_before else ""
    failed = f"; {len(done.failures):,} could not be made" if done.failures else ""
    print(f"{count:,} letter{'' if count == 1 else 's'}{before}{failed}.", file=sys.stderr)
    for failure in done.failures:
        problem = failure.problem
        said = f"{failure.wanted.name}: {problem.title}. {problem.what_happened} {problem.what_to_do}"
        print(one_line(said), file=sys.stderr)
    for each in done.unseen:
        print(one_line(f"{each.wanted.name}: {each.said}"), file=sys.stderr)
