"""An invented trust to look round in: six schools, a dozen staff, a few enquiries.

It goes through the very readers and imports that real files go through, and only into records that hold nothing yet, so
that invented people never stand among an office's own.  Every file's name begins with "invented"."""

import tomllib
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.registers.table import find_columns, read_table
from npqdesk.services.desk import Desk
from npqdesk.services.determine import determine
from npqdesk.services.enquiries import begin_enquiry, people, put_answers
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.progress import Progress, nobody_asks
from npqdesk.services.reading import opened
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.settings import write_setting
from npqdesk.store.journal import Act, forget
from npqdesk.store.tables import Enquiry, ListRelease, Person, RegisterSnapshot

TRUST = "Westmere Learning Trust (invented)"
SCHOOLS = "invented-schools.csv"
AS_AT = date(2026, 11, 20)
PUBLISHED = date(2026, 5, 18)
LISTS = {
    "pp50-schools": "invented-pp50-schools.csv",
    "pp50-further-education": "invented-further-education-pp50.csv",
    "rise": "invented-rise.csv",
    "childminders": "invented-childminders.csv",
}
SETTINGS = {"signatory.name": "Ruth Ashdown", "signatory.role": "School business manager"}


def load_sample(desk: Desk, *, progress: Progress = nobody_asks) -> None:
    """Fill empty records with the invented trust.  Problem when they hold anything yet."""
    refuse_unless_empty(desk)
    steps = 3 + len(LISTS)
    progress(0, steps, "Loading the invented schools")
    file = paths.resource("sample", SCHOOLS)
    keep_register(desk, preview_register(desk, file, as_at=min(AS_AT, desk.today())))
    for number, (list_id, name) in enumerate(LISTS.items(), start=1):
        progress(number, steps, "Loading the invented lists")
        published = min(PUBLISHED, desk.today())
        keep_list(desk, preview_list(desk, list_id, paths.resource("sample", name), published=published))
    progress(steps - 2, steps, "Loading the invented staff")
    _load_staff(desk)
    progress(steps - 1, steps, "Loading the invented enquiries")
    _load_enquiries(desk)
    for key, value in SETTINGS.items():
        write_setting(desk, key, value)
    forget_how(desk)
    progress(steps, steps, "Ready")


def forget_how(desk: Desk) -> None:
    """Leave nothing to undo: a sample is where one begins, not what one did."""
    with desk.store.writing() as session:
        forget(session, select(Act.id))


def refuse_unless_empty(desk: Desk) -> None:
    """Problem when the records hold anything yet."""
    with desk.store.reading() as session:
        if _holds_anything(session):
            raise Problem(
                "These records are in use",
                "An invented trust goes into empty records only, so that its people never stand among yours.",
                "Start npqdesk with --demo to look round; your records stay as they are.",
            )


def is_sample(desk: Desk) -> bool:
    """Whether the open records are those of the invented trust, so that the window can say so."""
    with desk.store.reading() as session:
        return session.scalar(select(RegisterSnapshot.id).where(RegisterSnapshot.file_name == SCHOOLS)) is not None


def _holds_anything(session: Session) -> bool:
    return any(
        session.scalar(select(table.id).limit(1)) is not None
        for table in (RegisterSnapshot, ListRelease, Person, Enquiry)
    )


def _load_staff(desk: Desk) -> None:
    path = paths.resource("sample", "invented-staff.csv")
    wanted = {"title": ("Title",), "name": ("Name",), "role": ("Role",), "urn": ("URN",)}
    with opened(path) as stream:
        table = read_table(stream, path.name)
        places = find_columns(table, wanted, required=wanted)
        rows = [{key: cells[place or 0] for key, place in places.items()} for _, cells in table.rows]
    with desk.store.writing() as session:
        session.add_all(Person(**row, address="") for row in rows)


def _load_enquiries(desk: Desk) -> None:
    by_name = {person.name: person.id for person in people(desk)}
    given: list[dict[str, Any]] = tomllib.loads(paths.read_text("sample", "invented-enquiries.toml"))["enquiry"]
    for each in given:
        enquiry = begin_enquiry(desk, person_id=by_name[each["person"]])
        state = put_answers(desk, enquiry.id, each["answers"])
        if each.get("keep") and state.route.policy is not None:
            determine(desk, enquiry.id)
