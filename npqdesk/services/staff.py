"""Everyone on the staff record, and the sheets that go out: the staff as a table, and a template to fill in."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from npqdesk.services.own_schools import workplace_names
from npqdesk.services.serving import schools_served
from npqdesk.services.sheets import KINDS, write_file
from npqdesk.services.spreadsheet_cells import harmless
from npqdesk.services.staff_columns import staff_fields
from npqdesk.store.applications import Application
from npqdesk.store.tables import Person
from npqdesk.store.work_and_study import EarlierNpq

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_ROWS_READY = 500
_GUIDE = (
    ("Forename, Surname", "As the person is called. Needed."),
    ("TRN", "Seven digits. Tells two people of one name apart; leave it blank for anyone who has none."),
    ("Date of birth", "Such as 01/09/1985. Used only to tell whether two rows are one person."),
    ("URN", "The school’s number in Get Information about Schools; the workplace that funding is checked for."),
    ("", "Save it and choose it in npqdesk. You see what would change before anything is kept."),
)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person on the record; "" and None for what is not known.  `workplace` is the name of the school, the URN where
    the register has none; `serves` are the URNs of every school where they work now, this one first; `npqs` are those
    from before, `applications` those of this office.  Never shown by `repr`."""

    id: int
    title: str = field(repr=False)
    name: str = field(repr=False)
    trn: str = field(repr=False)
    date_of_birth: date | None = field(repr=False)
    email: str = field(repr=False)
    role: str = field(repr=False)
    urn: str = field(repr=False)
    workplace: str = field(repr=False)
    since: date | None = field(repr=False)
    left_on: date | None = field(repr=False)
    npqs: int = 0
    applications: int = 0
    serves: tuple[str, ...] = ()


_COLUMNS = (
    Person.id,
    Person.title,
    Person.name,
    Person.trn,
    Person.date_of_birth,
    Person.email,
    Person.role,
    Person.urn,
    Person.since,
    Person.left_on,
)
HEADER = ("Title", "Full name", "TRN", "Date of birth", "Work email", "Role", "URN")
"""Headings of the staff as a table; a file of it can be brought in again."""


def staff_list(desk: "Desk") -> tuple[StaffMember, ...]:
    """Everyone on the staff record, by name, whoever has left included."""
    with desk.store.reading() as session:
        found = session.execute(select(*_COLUMNS).where(Person.removed_at.is_(None)).order_by(Person.name, Person.id))
        people = found.all()
        places = workplace_names(session, {one.urn for one in people} - {""})
        npqs = _counted(session, select(EarlierNpq.person_id))
        served = schools_served(session, desk.today())
        applied = _counted(session, select(Application.person_id).where(Application.removed_at.is_(None)))
    return tuple(
        StaffMember(
            **one._mapping,
            workplace=places.get(one.urn, one.urn),
            npqs=npqs.get(one.id, 0),
            applications=applied.get(one.id, 0),
            serves=served.get(one.id, (one.urn,) if one.urn else ()),
        )
        for one in people
    )


def _counted(session: Session, whose: Select[int]) -> Mapping[int, int]:
    """How many of these rows each person has."""
    counted = whose.add_columns(func.count()).group_by(whose.selected_columns[0])
    return {person_id: count for person_id, count in session.execute(counted)}  # noqa: C416 (rows are no pairs to mypy)


def staff_cells(one: StaffMember) -> tuple[str, ...]:
    """One person under `HEADER`; the date as dd/mm/yyyy, and nothing that a spreadsheet would work out."""
    born = f"{one.date_of_birth:%d/%m/%Y}" if one.date_of_birth else ""
    return tuple(map(harmless, (one.title, one.name, one.trn, born, one.email, one.role, one.urn)))


def template_csv() -> bytes:
    """A CSV file with the headings that are sure to be understood, for Excel (UTF-8 with its mark)."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow(_template())
    return text.getvalue().encode("utf-8-sig")


def template_xlsx() -> bytes:
    """The same as an Excel workbook, TRNs as text so that noughts in front stay, with a sheet that explains."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.title = "Staff"
    sheet.append(_template())
    for number, heading in enumerate(_template(), start=1):
        cell = sheet.cell(1, number)
        cell.font = Font(bold=True)
        column = sheet.column_dimensions[cell.column_letter]
        column.width = 30 if heading in ("Work email", "Role") else 16
        column.number_format = "dd/mm/yyyy" if heading == "Date of birth" else "@"
        for line in range(2, _ROWS_READY + 2):
            sheet.cell(line, number).number_format = column.number_format
    sheet.freeze_panes = "A2"
    guide = book.create_sheet("How to fill it in")
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 22, 90
    for row in _GUIDE:
        guide.append(row)
        guide.cell(guide.max_row, 2).alignment = Alignment(wrap_text=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def save_template(path: Path | str) -> Path:
    """Write the template, as a workbook unless the name ends in .csv.  Problem when it cannot be written."""
    path = Path(path)
    if path.suffix.lower() not in KINDS:
        path = path.with_name(f"{path.name}.xlsx")
    write_file(path, template_csv() if path.suffix.lower() == ".csv" else template_xlsx())
    return path


def _template() -> list[str]:
    return [each.template for each in staff_fields().values() if each.template]
