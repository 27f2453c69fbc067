"""`npqdesk sample --into FILE`: records of their own with an invented school or trust, to try things in."""

import argparse

from npqdesk.cli.arguments import Commands
from npqdesk.cli.streams import show_progress


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("sample", "make records with an invented school of 40 or trust of 500 staff", _run)
    parser.add_argument("--into", metavar="FILE", required=True, help="where they go: a file that is not there yet")
    parser.add_argument(
        "--size", choices=("school", "trust"), default="trust", help="one school, or a trust of eight schools (trust)"
    )


def _run(arguments: argparse.Namespace) -> int:
    from npqdesk.services.desk import open_desk
    from npqdesk.services.sample_offices import load_sample_office

    desk = open_desk(arguments.into)
    try:
        load_sample_office(desk, arguments.size, progress=show_progress())
    finally:
        desk.close()
    print(f"Made: {arguments.into}. Open it with: npqdesk --database {arguments.into}")
    return 0
