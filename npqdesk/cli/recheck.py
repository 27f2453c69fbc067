"""`npqdesk recheck [--csv] [--keep]`: kept answers that would differ now, and keeping the new ones beside them.

Names of people go to standard output only: it is the office's own list."""

import argparse
import csv
import sys
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands
from npqdesk.cli.paragraphs import day, paragraph
from npqdesk.cli.records import records
from npqdesk.cli.streams import show_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from npqdesk.services.recheck import Differing

HEADER = (
    *("determination", "name", "course", "cohort", "kept"),
    *("was_outcome", "was_reason", "was_grant", "now_outcome", "now_reason", "now_grant", "why", "letter"),
)


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("recheck", "kept answers that would differ now, and why; --keep keeps the new ones", _run)
    parser.add_argument("--csv", action="store_true", help=f"as CSV: {','.join(HEADER)}")
    parser.add_argument(
        "--keep",
        action="store_true",
        help="keep the new answers; each old one stays, superseded, with the reason why",
    )


def _run(arguments: argparse.Namespace) -> int:
    from npqdesk.services.recheck import differing, supersede

    progress = show_progress()
    with records(arguments) as desk:
        rows = differing(desk(), progress=progress)
        made = supersede(desk(), [row.determination_id for row in rows], progress=progress) if arguments.keep else ()
    if arguments.csv:
        _write_csv(rows)
    else:
        print("\n".join(_told(rows)))
    if arguments.keep:
        left = len(rows) - len(made)
        said = (
            [f"Kept: {answers(len(made), 'new')}. The old ones stay as evidence, with the reason why."] if made else []
        )
        said += [f"Left as they were: {answers(left, 'kept')}, for which there are no rules now."] if left else []
        print("\n".join(said), end="\n" if said else "", file=sys.stderr if arguments.csv else sys.stdout)
    return 0


def _told(rows: "Sequence[Differing]") -> list[str]:
    if not rows:
        return ["Every kept answer would be the same now."]
    return [f"{answers(len(rows), 'kept')} would differ now.", *differing_text(rows)]


def differing_text(rows: "Sequence[Differing]") -> list[str]:
    """Each kept answer as it was and as it would be, with what makes the difference."""
    lines = []
    for row in rows:
        lines += [
            "",
            f"{row.name or 'No name'}: {row.course}, starting {row.cohort}",
            paragraph(f"{row.was.words}, kept {day(row.kept)}", mark="was  ", indent=2),
            paragraph(row.now.words, mark="now  ", indent=2),
            paragraph(" ".join(filter(None, (row.why, row.letter))), mark="why  ", indent=2),
        ]
    return lines


def answers(number: int, kind: str) -> str:
    """ "1 kept answer"."""
    return f"{number:,} {kind} answer{'' if number == 1 else 's'}"


def _write_csv(rows: "Sequence[Differing]") -> None:
    """Grants in whole pounds, blank where they cannot be told."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(HEADER)
    for row in rows:
        was, now = ((told.outcome, told.reason, told.grant_pounds) for told in (row.was, row.now))
        kept = row.kept.astimezone().date().isoformat()
        writer.writerow((row.determination_id, row.name, row.course, row.cohort, kept, *was, *now, row.why, row.letter))
