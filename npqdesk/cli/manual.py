"""`npqdesk manual`: the manual as PDF and as a web page in a folder, with pictures of the real window.

The pictures are those of the sample; the window is not known here: `main.main` is given `draw_screens` for it."""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands
from npqdesk.cli.demo import DrawScreens, answer
from npqdesk.cli.letter import made_folder

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("manual", "the manual as PDF and web page, with pictures of the sample", _run)
    parser.add_argument("--out", metavar="DIR", default="npqdesk-manual", help="where the files go (npqdesk-manual)")


def _run(arguments: argparse.Namespace) -> int:
    from npqdesk.services.desk import open_desk
    from npqdesk.services.letter_files import save_letter
    from npqdesk.services.letter_forms import in_form
    from npqdesk.services.manual import make_manual
    from npqdesk.services.sample import load_sample

    folder = made_folder(arguments.out)
    with TemporaryDirectory() as records:
        desk = open_desk(str(Path(records) / "npqdesk.sqlite3"))
        try:
            load_sample(desk)
            answer(desk)
            made = make_manual(desk, _pictures(desk, getattr(arguments, "draw_screens", None)))
        finally:
            desk.close()
    for form in ("pdf", "html"):
        print(save_letter(in_form(made, form)[0], folder, f"manual.{form}"))
    return 0


def _pictures(desk: "Desk", draw: DrawScreens | None) -> dict[str, bytes]:
    """The first picture of each page that the manual shows, by its name; none where nothing can draw."""
    from npqdesk.services.manual import manual_pictures

    if draw is None:
        return {}
    with TemporaryDirectory() as drawn:
        draw(desk, Path(drawn))
        files = sorted(Path(drawn).glob("*.png"))
        found = {page: next((file for file in files if file.stem.split("-")[1] == page), None)
                 for page in manual_pictures()}  # fmt: skip
        return {page: file.read_bytes() for page, file in found.items() if file is not None}
