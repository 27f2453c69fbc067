"""`npqdesk audit person | answer | check`: everything that is kept of a person or of one answer, and proving it."""

import argparse
import sys
from pathlib import Path

from npqdesk.cli.arguments import Commands, read_whole_number
from npqdesk.cli.records import records, rules
from npqdesk.cli.streams import write_whole


def add(commands: Commands) -> None:
    """The commands and their options."""
    group = commands.add_group("audit", "everything kept of a person or of an answer, as a file that proves itself")
    parser = group.add("person", "everything that is kept of a person", _person)
    parser.add_argument("who", metavar="WHO", nargs="+", help="the number of the person, the TRN or the whole name")
    parser.add_argument("-o", "--to", metavar="FILE.zip", help="where; without it a file named after the person")
    parser = group.add("answer", "one kept answer with all it rests on", _answer)
    parser.add_argument("number", metavar="NUMBER", type=read_whole_number)
    parser.add_argument("-o", "--to", metavar="FILE.zip", help="where; without it a file named after the person")
    parser = group.add("check", "whether an audit file is as it was made and its answers follow from its rules", _check)
    parser.add_argument("file", metavar="FILE.zip")


def _person(arguments: argparse.Namespace) -> int:
    from npqdesk.services.audit.files import audit_of_person, person_of

    with records(arguments) as desk:
        made = audit_of_person(desk(), person_of(desk(), " ".join(arguments.who)))
    return _write(made.content, Path(arguments.to or made.file_name))


def _answer(arguments: argparse.Namespace) -> int:
    from npqdesk.services.audit.files import audit_of_answer

    with records(arguments) as desk:
        made = audit_of_answer(desk(), arguments.number)
    return _write(made.content, Path(arguments.to or made.file_name))


def _write(content: bytes, path: Path) -> int:
    write_whole(path, content)
    print(f"Written: {path}. It holds personal data: keep it safe.")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from npqdesk.services.audit.checking import check_audit

    found = check_audit(rules(arguments).vocabulary, Path(arguments.file))
    if found.faults:
        print("\n".join(found.faults), file=sys.stderr)
        return 1
    print(f"As it was made: {found.files} files. Answers that follow from their facts and rules: {found.answers}.")
    return 0
