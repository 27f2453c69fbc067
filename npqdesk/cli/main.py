"""npqdesk without a window: reads the arguments, runs the command, and tells how it ended.

Exit 0: done.  1: a Problem, two plain lines on stderr (what happened, what to do).  2: wrong usage."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands, Parser, WrongUsage, new_parser
from npqdesk.cli.streams import speak_utf8
from npqdesk.problem import Problem

if TYPE_CHECKING:
    from npqdesk.cli.demo import DrawScreens

FAMILIES = (
    "decide",
    "explain",
    "schools",
    "register",
    "lists",
    "staff",
    "matrix",
    "trust",
    "letter",
    "letters",
    "deadlines",
    "recheck",
    "audit",
    "database",
    "policy",
    "choose",
    "courses",
    "hubs",
    "demo",
    "sample",
    "manual",
    "licences",
)
"""The modules of the commands, each called as its command; `compare` is with the courses."""

DONE, PROBLEM, WRONG_USAGE = 0, 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141
"""As a shell says of a program that Ctrl-C or a closed pipe ended."""


def main(argv: Sequence[str] | None = None, *, draw_screens: "DrawScreens | None" = None) -> int:
    """Runs one command and returns the exit code.  Only a bug raises anything.

    `draw_screens` draws the pictures of `demo`; without it there are none."""
    speak_utf8()
    given = list(sys.argv[1:] if argv is None else argv)
    parser = build_parser(given[:1])
    try:
        arguments = parser.parse(given)
        arguments.draw_screens = draw_screens
        try:
            code: int = arguments.run(arguments)
        except WrongUsage as wrong:
            arguments.parser.error(str(wrong))
        sys.stdout.flush()
    except SystemExit as end:  # argparse ends so after --help, --version and wrong usage
        return end.code if isinstance(end.code, int) else DONE
    except Problem as problem:
        tell(problem)
        return PROBLEM
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return PIPE_CLOSED
    return code


def build_parser(asked: Sequence[str]) -> Parser:
    """The command line: of the command that is asked for, so that no other is loaded, or of all where it is none."""
    parser = new_parser()
    commands = Commands(parser)
    for name in [name for name in FAMILIES if name in asked] or FAMILIES:
        import_module(f"npqdesk.cli.{name}").add(commands)
    return parser


def tell(problem: Problem) -> None:
    """A Problem as two lines on stderr."""
    where = f"{problem.place}: " if problem.place else ""
    for line in (f"{where}{problem.title}. {problem.what_happened}", problem.what_to_do):
        print(" ".join(line.split()), file=sys.stderr)


def _forget_output() -> None:
    """Nobody reads any more: what is still buffered must not be tried again at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
