"""What is typed into a form and not kept yet: it stands in the records until the form is kept or cancelled, so that
neither another page nor a power cut loses it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk.store.tables import Enquiry, Setting

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_KEY = "draft:"


def keep_draft(desk: "Desk", form: str, of: str, texts: Mapping[str, str]) -> None:
    """Keep what stands in the fields of a form, by their titles; nothing forgets it.

    `form` is its title, `of` what it is about, such as a person's number."""
    key = f"{_KEY}{form}:{of}"
    with desk.store.writing() as session:
        row = session.get(Setting, key)
        if texts:
            session.merge(Setting(key=key, value=json.dumps(dict(texts))))
        elif row is not None:
            session.delete(row)


def draft(desk: "Desk", form: str, of: str) -> Mapping[str, str]:
    """What was typed into a form before it was left; nothing when it was kept or cancelled."""
    with desk.store.reading() as session:
        row = session.get(Setting, f"{_KEY}{form}:{of}")
        return dict(json.loads(row.value)) if row is not None else {}


def unfinished(desk: "Desk") -> tuple[str, ...]:
    """Where something is typed and not kept: each form by its title, each enquiry with a question half answered."""
    with desk.store.reading() as session:
        forms = session.scalars(select(Setting.key).where(Setting.key.startswith(_KEY)).order_by(Setting.key)).all()
        asked = session.execute(select(Enquiry.name, Enquiry.answers).where(Enquiry.removed_at.is_(None))).all()
    halves = [name for name, answers in asked if any(key.startswith("?") for key in answers)]
    return (
        *(f"the question about {name}" if name else "a question about somebody without a name yet" for name in halves),
        *dict.fromkeys(f"the form “{key.removeprefix(_KEY).rpartition(':')[0]}”" for key in forms),
    )


def open_mark(desk: "Desk") -> tuple[str, bool] | None:
    """Where the mark stands that a window has these records open, and whether one stands there; None for a server's."""
    records = Path(desk.store.file_name)
    if not records.is_file():
        return None
    mark = Path(f"{records}.open")
    return str(mark), mark.exists()
