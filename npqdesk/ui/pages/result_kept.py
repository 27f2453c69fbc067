"""What a result says of answers that were kept: that the one kept last was another, or that this is an earlier one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.services.determine import DeterminationRow, Result, determinations
from npqdesk.services.recheck import Differing
from npqdesk.ui.outcome_words import OUTCOMES
from npqdesk.ui.standing import said
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.chip import Chip
from npqdesk.ui.widgets.frames import Card, notice_frame, row
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


def differs_bar(each: Differing) -> QWidget:
    """Over an answer that is not kept yet: the one that was kept, and why this is another."""
    day = said(each.kept.astimezone().date())
    kept = "You can keep this one too: the old one stays as evidence." if each.can_keep else ""
    said_more = " ".join(filter(None, (each.why, each.letter, kept)))
    return notice_frame(f"The answer kept on {day} was another: {each.was.words}.", said_more)


def earlier_bar(shown: Result, on_now: Callable[[], object]) -> QWidget:
    """Over an answer that another one supersedes: since when, why, and the way to the one of now."""
    day = said(shown.kept.astimezone().date()) if shown.kept else ""
    now = secondary("The answer now", on_now, icon="arrow-right", bulk="small")
    return notice_frame(f"An earlier answer, kept on {day}. It was superseded.", shown.superseded_because, now)


def earlier_answers(desk: "Desk", shown: Result, on_open: Callable[[int], object]) -> Card | None:
    """The answers to this enquiry that others superseded, newest first; None where there are none."""
    rows = [
        each
        for each in determinations(desk, enquiry_id=shown.enquiry_id)
        if each.superseded and each.id != shown.determination_id
    ]
    if not rows:
        return None
    card = Card("Earlier answers", about="Kept as they were given, with what they rest on.")
    for each in rows:
        card.add_row(_line(desk, each, on_open))
    return card


def _line(desk: "Desk", each: DeterminationRow, on_open: Callable[[int], object]) -> QWidget:
    course, day = desk.vocabulary.courses.get(each.course), said(each.decided_at.astimezone().date())
    grant = f", grant £{each.grant_pounds:,}" if each.grant_pounds else ""
    about = f"{course.full_name if course else each.course}, kept {day}{grant}"
    across = row(Chip(OUTCOMES[each.outcome]), gap=12)
    across.addWidget(label(about), 1)
    name = f"Open the answer of {day}: {OUTCOMES[each.outcome].word}"
    across.addWidget(secondary("Open", lambda: on_open(each.id), bulk="small", name=name))
    line = QWidget()
    line.setLayout(across)
    return line
