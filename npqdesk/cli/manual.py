"""`npqdesk manual`: the manual as PDF and as a web page in a folder, with pictures of the real window.

The pictures are those of an invented school, and of the first start; the window is not known here: `main.main` is given
`draw_screens` for it."""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands
from npqdesk.cli.demo import DrawScreens
from npqdesk.cli.letter import made_folder

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("manual", "the manual as PDF and web page, with pictures of an invented school", _run)
    parser.add_argument("--out", metavar="DIR", default="npqdesk-manual", help="where the files go (npqdesk-manual)")


def _run(arguments: argparse.Namespace) -> int:
    from npqdesk.services.desk import open_desk
    from npqdesk.services.letter_files import save_letter
    from npqdesk.services.letter_forms import in_form
    from npqdesk.services.manual import FIRST_START, make_manual
    from npqdesk.services.sample_offices import load_sample_office

    folder = made_folder(arguments.out)
    draw = getattr(arguments, "draw_screens", None)
    with TemporaryDirectory() as records:
        desk = open_desk(str(Path(records) / "npqdesk.sqlite3"))
        try:
            empty = _pictures(desk, draw)
            load_sample_office(desk, "school")
            pictures = _pictures(desk, draw)
            if "home" in empty:
                pictures[FIRST_START] = empty["home"]
            made = make_manual(desk, pictures)
        finally:
            desk.close()
    for form in ("pdf", "html"):
        print(save_letter(in_form(made, form)[0], folder, f"manual.{form}"))
    return 0


def _pictures(desk: "Desk", draw: DrawScreens | None) -> dict[str, bytes]:
    """The first picture of each page, by its name; none where nothing can draw."""
    if draw is None:
        return {}
    with TemporaryDirectory() as drawn:
        draw(desk, Path(drawn))
        files = sorted(Path(drawn).glob("*.png"), reverse=True)
        return {file.stem.split("-")[1]: file.read_bytes() for file in files}
