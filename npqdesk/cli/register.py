"""`npqdesk register import FILE | download | status`: bring an official register in, and say which ones are loaded."""

import argparse
import sys
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands, read_date
from npqdesk.cli.paragraphs import day
from npqdesk.cli.records import records
from npqdesk.cli.streams import on_disk, show_progress
from npqdesk.problem import Problem
from npqdesk.services.progress import Bytes, Progress, how_far

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.services.download import Downloaded
    from npqdesk.services.register_files import FilePreview


def add(commands: Commands) -> None:
    """The commands and their options."""
    group = commands.add_group("register", "the schools register and Ofsted’s: load a file, or say which is loaded")
    parser = group.add("import", "load a register file from Get Information about Schools, or from Ofsted", _import)
    parser.add_argument("file", metavar="FILE", help="the file; - for standard input")
    parser.add_argument(
        "--as-at",
        metavar="DATE",
        type=read_date,
        help="the day it describes; the date in its name when nothing is said",
    )
    parser = group.add("download", "get the latest register from Get Information about Schools and load it", _download)
    parser.add_argument("--date", metavar="DATE", type=read_date, help="the day to get; today when nothing is said")
    parser.add_argument("--to", metavar="FILE", help="only save it there, loading nothing; - for standard output")
    group.add("status", "which register is loaded", _status)


def _import(arguments: argparse.Namespace) -> int:
    from npqdesk.services.register_files import preview_register_file

    progress = show_progress()
    with on_disk(arguments.file) as file, records(arguments) as desk:
        _report_and_keep(
            desk(), preview_register_file(desk(), file, as_at=arguments.as_at, progress=progress), progress
        )
    return 0


def _download(arguments: argparse.Namespace) -> int:
    from npqdesk.services.download import latest_register
    from npqdesk.services.register import preview_register

    progress = show_progress()
    with records(arguments) as desk:
        try:
            with latest_register(desk(), day=arguments.date, progress=progress) as got:
                progress(1, 1, "")
                if got.day != got.asked:
                    said = f"There is no file of {day(got.asked)}; the newest before it is of {day(got.day)}."
                    print(said, file=sys.stderr)
                if arguments.to is None:
                    preview = preview_register(desk(), got.file, as_at=got.day, progress=progress)
                    _report_and_keep(desk(), preview, progress)
                else:
                    _save(got, arguments.to)
        finally:
            progress(1, 1, "")  # leaves no half line behind
    return 0


def _save(got: "Downloaded", to: str) -> None:
    from npqdesk.services.download import save_download

    if to == "-":
        with got.file.open("rb") as stream:
            copyfileobj(stream, sys.stdout.buffer)
        return
    saved = save_download(got, Path(to))
    print(f"{saved}: the schools register of {day(got.day)}, {how_far(Bytes(got.bytes), None)}. Nothing was loaded.")


def _report_and_keep(desk: "Desk", preview: "FilePreview", progress: Progress) -> None:
    from npqdesk.cli.register_report import kept, report
    from npqdesk.services.register_files import keep_register_file

    report(preview)
    if preview.already is None:
        print(kept(preview, keep_register_file(desk, preview, progress=progress)))


def _status(arguments: argparse.Namespace) -> int:
    from npqdesk.services.ofsted import ofsted_status
    from npqdesk.services.register import register_status

    with records(arguments) as desk:
        schools, ofsted = register_status(desk()), ofsted_status(desk())
    if schools is None and ofsted is None:
        raise no_register()
    if schools is None:
        print("No schools register is loaded.")
    else:
        print(f"Schools register of {day(schools.as_at)}: {schools.known:,} establishments.")
        print(f"Loaded from {schools.file_name} on {day(schools.imported_at)}; sha256 {schools.sha256}.")
    if ofsted is not None:
        print(f"Ofsted register of {day(ofsted.as_at)}: {ofsted.known:,} childcare providers.")
        print(f"Loaded from {ofsted.file_name} on {day(ofsted.imported_at)}; sha256 {ofsted.sha256}.")
    return 0


def no_register() -> Problem:
    """What to say where a register is needed and none is loaded."""
    return Problem(
        "No schools register is loaded",
        "Schools cannot be looked up without one.",
        "Get it with: npqdesk register download. Or load a file of it: npqdesk register import FILE.",
    )
