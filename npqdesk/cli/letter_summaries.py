"""`npqdesk letter --kind governors URN …` and `--kind trust NAME …`: summaries of what is kept, for one start."""

import argparse
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Parser
from npqdesk.problem import Problem

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.services.kept_letters import LetterFile
    from npqdesk.services.made_letter import MadeLetter, SummaryKind

SUMMARIES: "tuple[SummaryKind, ...]" = ("governors", "trust")


def add_summary_options(parser: Parser) -> None:
    """What a summary is asked for besides its school or trust."""
    parser.add_argument("--cohort", metavar="START", help="for a summary: the start, such as 2026-autumn")
    parser.add_argument("--names", action="store_true", help="for governors: names of staff, not roles")
    parser.add_argument("--cover", metavar="DAYS", type=int, default=0, help="for a summary: days of cover a person")
    parser.add_argument("--rate", metavar="POUNDS", type=int, default=0, help="for a summary: pounds a day of cover")


def summaries(desk: "Desk", kind: "SummaryKind", arguments: argparse.Namespace) -> "list[MadeLetter | LetterFile]":
    """A summary for each URN or trust named: the kept one while it is right, else a new one, which is kept now.

    Raises Problem without a start."""
    from npqdesk.services.summaries import Wanted, issue_summary, summary_starts

    if not arguments.cohort:
        known = ", ".join(cohort for cohort, _words in summary_starts(desk)) or "none yet"
        raise Problem("A summary is of one start", f"Starts with kept answers: {known}.", "Name one with --cohort.")
    if min(arguments.cover, arguments.rate) < 0:
        raise Problem("Cover cannot be less than nothing", "A number is below 0.", "Give days and pounds from 0 up.")
    return [
        issue_summary(
            desk,
            Wanted(
                kind, of, arguments.cohort, cover_days=arguments.cover, cover_rate=arguments.rate, names=arguments.names
            ),
        )
        for of in arguments.references
    ]
