"""`npqdesk licences [NAME]`: what npqdesk is made of and under which licences; one of them in full."""

import argparse

from npqdesk.cli.arguments import Commands, WrongUsage, unknown
from npqdesk.cli.paragraphs import columns, paragraph


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("licences", "what npqdesk is made of, and under which licences", _run)
    parser.add_argument("name", metavar="NAME", nargs="?", help="one part: its licence in full")
    parser.add_argument("--all", action="store_true", help="all of them in full")


def _run(arguments: argparse.Namespace) -> int:
    from npqdesk.services.licences import duties, parts

    every = parts()
    if arguments.name is None and not arguments.all:
        print(columns([("NAME", "VERSION", "LICENCE"), *((part.name, part.version, part.licence) for part in every)]))
        for words in duties().words:
            print(f"\n{paragraph(words)}")
        return 0
    chosen = [part for part in every if arguments.all or part.name.casefold() == arguments.name.casefold()]
    if not chosen:
        raise WrongUsage(unknown("part", arguments.name, [part.name for part in every]))
    for part in chosen:
        print(f"{part.name} {part.version}".rstrip(), part.licence, part.home, "", part.text.strip(), "\n", sep="\n")
    return 0
