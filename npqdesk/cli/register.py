"""`npqdesk register import FILE | status`: bring the schools register in, and say which one is loaded."""

import argparse

from npqdesk.cli.arguments import Commands, read_date
from npqdesk.cli.paragraphs import counts, day, named, refusal
from npqdesk.cli.records import records
from npqdesk.cli.streams import on_disk, show_progress
from npqdesk.problem import Problem

FEW, MANY = 10, 100
"""How many changed or gone establishments, and how many refused rows, a report names."""


def add(commands: Commands) -> None:
    """The commands and their options."""
    group = commands.add_group("register", "the schools register: load a file of it, or say which is loaded")
    parser = group.add("import", "load a register file from Get Information about Schools", _import)
    parser.add_argument("file", metavar="FILE", help="the file; - for standard input")
    parser.add_argument(
        "--as-at",
        metavar="DATE",
        type=read_date,
        help="the day it describes; the date in its name when nothing is said",
    )
    group.add("status", "which register is loaded", _status)


def _import(arguments: argparse.Namespace) -> int:
    from npqdesk.services.register import keep_register, preview_register

    progress = show_progress()
    with on_disk(arguments.file) as file, records(arguments) as desk:
        preview = preview_register(desk(), file, as_at=arguments.as_at, progress=progress)
        print(f"{preview.file_name}: the schools register of {day(preview.as_at)}, {preview.rows:,} rows")
        if preview.already is not None:
            print(f"This file is already imported, on {day(preview.already.imported_at)}. Nothing was changed.")
            return 0
        told = (
            ("new", preview.new),
            ("changed", preview.changed),
            ("unchanged", preview.unchanged),
            ("gone from the file (kept)", preview.gone),
            ("older than what is known (left)", preview.left),
            ("refused", len(preview.refused)),
        )
        print(counts(told))
        changes = [f"{one.urn} {one.name}: {one.what}" for one in preview.changes]
        print(named("changed", changes, most=FEW, of=preview.changed), end="")
        losses = [f"{one.urn} {one.name}" for one in preview.losses]
        print(named("gone", losses, most=FEW, of=preview.gone), end="")
        refused = [refusal(one.line, one.column, one.say) for one in preview.refused]
        print(named("refused", refused, most=MANY, of=len(refused)), end="")
        status = keep_register(desk(), preview, progress=progress)
    print(f"Kept. {status.establishments:,} establishments are known now.")
    return 0


def _status(arguments: argparse.Namespace) -> int:
    from npqdesk.services.register import register_status

    with records(arguments) as desk:
        status = register_status(desk())
    if status is None:
        raise no_register()
    print(f"Schools register of {day(status.as_at)}: {status.establishments:,} establishments.")
    print(f"Loaded from {status.file_name} on {day(status.imported_at)}; sha256 {status.sha256}.")
    return 0


def no_register() -> Problem:
    """What to say where a register is needed and none is loaded."""
    return Problem(
        "No schools register is loaded",
        "Schools cannot be looked up without one.",
        "Download the register from Get Information about Schools, then: npqdesk register import FILE.",
    )
