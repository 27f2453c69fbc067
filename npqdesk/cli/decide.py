"""`npqdesk decide FILE.csv`: a row of facts in, the same row with its answer out, while the next are still unread."""

import argparse
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands
from npqdesk.cli.records import records, rules
from npqdesk.cli.streams import reading, writing
from npqdesk.services.decide_file import decide_file
from npqdesk.services.decided_cells import ADDED
from npqdesk.services.desk import RuleDesk

if TYPE_CHECKING:
    from npqdesk.services.look_up import Workplaces


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("decide", "decide a row at a time from named facts", _run)
    parser.epilog = f"Columns are fact names; a blank cell is a fact not known. Added: {', '.join(ADDED)}."
    parser.add_argument("file", metavar="FILE.csv", help="facts to decide on; - for standard input")
    parser.add_argument("-o", "--output", metavar="OUT.csv", default="-", help="where the answers go")


def _run(arguments: argparse.Namespace) -> int:
    with records(arguments) as desk:

        def workplaces() -> "Workplaces":
            from npqdesk.services.look_up import Workplaces

            return Workplaces(desk())

        with writing(arguments.output) as out, reading(arguments.file) as (stream, name), _no_search_for_circles():
            out.writelines(decide_file(RuleDesk(rules(arguments)), stream, name, workplaces=workplaces))
    return 0


@contextmanager
def _no_search_for_circles() -> Iterator[None]:
    """Rows let go are free at once: nothing of them refers back to itself.  Looking for that takes a tenth longer."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
