"""The command line as it is written: commands, the options common to all, dates, and the nearest spelling of a slip."""

import argparse
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NoReturn

from npqdesk import __version__
from npqdesk.rules.spelling import did_you_mean

Run = Callable[[argparse.Namespace], int]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


class WrongUsage(Exception):
    """An argument that is wrong in a way that only the command itself can see.  Ends as argparse's own: exit 2."""


class Parser(argparse.ArgumentParser):
    """argparse that names the nearest spelling, never takes a shortened option, and calls commands commands."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **settings})

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            named = action.option_strings[-1] if action.option_strings else action.metavar or action.dest
            kind = "command" if isinstance(action, argparse._SubParsersAction) else named
            raise argparse.ArgumentError(None, unknown(str(kind), str(value), action.choices))

    def parse(self, argv: list[str]) -> argparse.Namespace:
        """The arguments read.  An option that nobody knows is named with its nearest."""
        arguments, strange = self.parse_known_args(argv)
        if strange:
            chosen: Parser = arguments.parser
            options = [option for action in chosen._actions for option in action.option_strings]
            first = strange[0].partition("=")[0]
            chosen.error(
                unknown("option", first, options)
                if first.startswith("-")
                else f"there is one argument too many: {first!r}"
            )
        return arguments

    def error(self, message: str) -> NoReturn:
        """Two lines on stderr, how it is used and what is wrong; exit 2."""
        usage = " ".join(self.format_usage().split())
        self.exit(2, f"{usage}\n{self.prog}: {message}\n")


def unknown(kind: str, word: str, choices: Iterable[str]) -> str:
    """ "there is no command 'decid', did you mean 'decide'?"."""
    return f"there is no {kind} {word!r}{did_you_mean(word, choices)}"


class Commands:
    """A group of commands, and where more are added."""

    def __init__(self, parser: Parser) -> None:
        self._group = parser.add_subparsers(metavar="COMMAND", required=True, dest="command", title="commands")

    def add(self, name: str, say: str, run: Run) -> Parser:
        """A new command with the options common to all; `run` does it and returns the exit code."""
        parser: Parser = self._group.add_parser(name, help=say, description=say, parents=[_common()])
        parser.set_defaults(run=run, parser=parser)
        return parser

    def add_group(self, name: str, say: str) -> "Commands":
        """A new command that has commands of its own."""
        parser: Parser = self._group.add_parser(name, help=say, description=say, parents=[_common()])
        parser.set_defaults(parser=parser)
        return Commands(parser)


def new_parser() -> Parser:
    """npqdesk's own parser, with the options common to all, and no command yet."""
    return Parser(
        prog="npqdesk",
        description="NPQ funding for a whole school office: the answer, the reasons, the grant and the letter.",
        epilog="Without a command npqdesk opens its window; with --demo, on an invented trust; with --safe, for "
        "reading only and as it looks first.",
        parents=[_common()],
    )


def read_date(text: str) -> date:
    """The day that `2026-11-21`, `21/11/2026`, `21 Nov 2026` or `21 November 2026` writes, for an option."""
    words = text.strip().lower().split()
    if len(words) == 3 and (month := _month(words[1])):
        text = f"{words[0]}/{month}/{words[2]}"
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007  a day on the calendar has no time zone
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"{text!r} is no date: write it as 2026-11-21, 21/11/2026 or 21 Nov 2026")


def read_whole_number(text: str) -> int:
    """A whole number from 1, for an option."""
    if text.isascii() and text.isdecimal() and 0 < int(text) < 1_000_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1")


def _month(word: str) -> int:
    for names in (_MONTHS, _LONG_MONTHS):
        if word in names:
            return names.index(word) + 1
    return 0


def _common() -> Parser:
    """Options that stand before or after a command.  Left out, they are absent, so neither place hides the other."""
    common = Parser(add_help=False)
    common.add_argument(
        "--database",
        metavar="PATH-or-URL",
        default=argparse.SUPPRESS,
        help="the records to work on; also NPQDESK_DATABASE (the office's own when nothing is said)",
    )
    common.add_argument("--version", action="version", version=f"npqdesk {__version__}")
    return common
