"""`npqdesk demo`: the main job with no screen, on an invented trust: enquiry, answer, letters and pictures in a folder.

The pictures are drawn by the real window, which is not known here: `main.main` is given `draw_screens` for it."""

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands
from npqdesk.cli.letter import made_folder
from npqdesk.cli.streams import write_whole

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.services.determine import Result

DrawScreens = Callable[["Desk", Path], object]
"""Draws each screen of the main job, on an open desk, as PNG files in a folder."""

PERSON = "Joan Whitlock"
ANSWERS = {
    "cohort": "2024-spring",
    "course": "npq-executive-leadership",
    "work_setting": "a_school",
    "previously_funded": "no",
    "had_targeted_support_for_course": "no",
}
"""What the invented headteacher answers to each question she is asked."""


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("demo", "the main job with no screen, on an invented trust", _run)
    parser.add_argument("--out", metavar="DIR", default="npqdesk-demo", help="where the files go (npqdesk-demo)")


def _run(arguments: argparse.Namespace) -> int:
    from npqdesk.services.desk import open_desk
    from npqdesk.services.sample import load_sample

    folder = made_folder(arguments.out)
    draw: DrawScreens | None = getattr(arguments, "draw_screens", None)
    with TemporaryDirectory() as records:
        desk = open_desk(str(Path(records) / "npqdesk.sqlite3"))
        try:
            load_sample(desk)
            result = answer(desk)
            made = (*_write_letters(desk, result, folder), *_write_summaries(desk, folder))
            for name in (*made, _write_determination(result, folder)):
                print(folder / name)
            if draw is not None:
                draw(desk, folder)
        finally:
            desk.close()
    return 0


def answer(desk: "Desk") -> "Result":
    """The enquiry for one invented person, answered question by question, and its answer kept."""
    from npqdesk.services.determine import determine
    from npqdesk.services.enquiries import begin_enquiry, people, save_answer

    person = next(one for one in people(desk) if one.name == PERSON)
    state = begin_enquiry(desk, person_id=person.id)
    while not state.route.complete:
        state = save_answer(desk, state.id, state.route.current, ANSWERS[state.route.current])
    return determine(desk, state.id)


def _write_letters(desk: "Desk", result: "Result", folder: Path) -> list[str]:
    from npqdesk.services.letter_keeping import keep_letter
    from npqdesk.services.letters import make_letter

    assert result.determination_id is not None
    names = []
    for kind, name in (("staff", "letter.pdf"), ("grant", "grant-summary.pdf")):
        made = make_letter(desk, result.determination_id, kind)  # type: ignore[arg-type]  # the two kinds there are
        keep_letter(desk, made)
        write_whole(folder / name, made.pdf)
        names.append(name)
    return names


def _write_summaries(desk: "Desk", folder: Path) -> Iterator[str]:
    """The page for governors and the table of the trust, of the start that the most answers stand for."""
    from npqdesk.services.sample import TRUST
    from npqdesk.services.summaries import Wanted, issue_summary

    for kind, of, name in (("governors", "902116", "governors-summary.pdf"), ("trust", TRUST, "trust-table.pdf")):
        wanted = Wanted(kind, of, "2026-autumn", cover_days=3, cover_rate=195)  # type: ignore[arg-type]  # both kinds
        write_whole(folder / name, issue_summary(desk, wanted).pdf)
        yield name


def _write_determination(result: "Result", folder: Path) -> str:
    from npqdesk.services.evidence_text import determination_fields

    name = "determination.json"
    text = json.dumps(determination_fields(result), ensure_ascii=False, indent=2)
    write_whole(folder / name, f"{text}\n".encode())
    return name
