"""`npqdesk database status | backup | restore | upgrade`: the records themselves, without a window."""

import argparse
import shutil
import sys
from pathlib import Path

from npqdesk.cli.arguments import Commands
from npqdesk.cli.records import records
from npqdesk.cli.streams import on_disk, show_progress
from npqdesk.services.desk import chosen_records

_KEEP_SAFE = "It holds personal data: keep it as safe as the records."


def add(commands: Commands) -> None:
    """The commands and their options."""
    group = commands.add_group("database", "the records: what they hold, a backup, bringing one back")
    group.add("status", "where the records are, what they hold and whether they are whole", _status)
    parser = group.add("backup", "all records in one file, also while npqdesk is open", _backup)
    parser.add_argument("file", metavar="FILE", help="where; a folder takes a file named after the day")
    parser = group.add("restore", "put a backup in the place of the records, which are kept beside them", _restore)
    parser.add_argument("file", metavar="FILE")
    group.add("upgrade", "bring records of an earlier npqdesk forward, as opening them does", _upgrade)


def _status(arguments: argparse.Namespace) -> int:
    from npqdesk.services.backup.status import status

    found = status(chosen_records(getattr(arguments, "database", None)))
    print("\n".join(found.lines))
    return 0 if found.is_whole else 1


def _backup(arguments: argparse.Namespace) -> int:
    from npqdesk.paths import scratch_folder
    from npqdesk.services.backup.making import back_up, backup_name

    with records(arguments) as desk:
        name = backup_name(desk())
        to = scratch_folder() / name if arguments.file == "-" else Path(arguments.file)
        made = back_up(desk(), to / name if to.is_dir() else to, progress=show_progress())
    if arguments.file == "-":
        with made.file.open("rb") as packed:
            shutil.copyfileobj(packed, sys.stdout.buffer)
        return 0
    print(f"Made and read back: {made.file}, with {made.contents.words()}. {_KEEP_SAFE}")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from npqdesk.services.backup.contents import day_words
    from npqdesk.services.backup.restoring import restore
    from npqdesk.services.backup.server import refuse_server

    place = refuse_server(chosen_records(getattr(arguments, "database", None)))
    with on_disk(arguments.file) as file:
        done = restore(file, place, progress=show_progress())
    held = done.backup.contents
    print(f"Restored: the records of {day_words(held.made_at)}, with {held.words()}.")
    if done.before is not None:
        print(f"What was there before is kept as {done.before}.")
    return 0


def _upgrade(arguments: argparse.Namespace) -> int:
    from npqdesk.services.backup.status import form_of

    before = form_of(chosen_records(getattr(arguments, "database", None)))
    with records(arguments) as desk:
        desk()
    after = form_of(chosen_records(getattr(arguments, "database", None)))
    if before == after:
        print(f"The records have the form of this npqdesk already: {after}.")
    elif before:
        print(f"Brought forward from form {before} to {after}.")
    else:
        print(f"New records were made, of form {after}.")
    return 0
