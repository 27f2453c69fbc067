"""The invented school of 40 and the invented trust of 500 put into empty records, through the readers of real files.

The rules are the real ones; schools, lists and people are invented, and every file is named so.  Of last year's lists
some answers are kept, so that this year's turn them over."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.progress import Progress, nobody_asks
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.sample import AS_AT, SCHOOLS, SETTINGS, forget_how, refuse_unless_empty
from npqdesk.services.sample_histories import keep_applications, keep_checks, keep_histories, keep_past
from npqdesk.services.sample_people import InventedOffice, InventedPerson, invented_people, office
from npqdesk.services.settings import write_setting
from npqdesk.services.staff_import import keep_staff, preview_staff
from npqdesk.store.tables import Person

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

RELEASES = {2025: date(2025, 8, 15), 2026: date(2026, 5, 18)}
"""The days from which the rules of autumn 2025 and autumn 2026 read their lists."""
_STEPS = 6


def load_sample_office(desk: "Desk", size: str, *, progress: Progress = nobody_asks) -> None:
    """Fill empty records with the invented office of this size.  Problem when they hold anything yet."""
    refuse_unless_empty(desk)
    place, people = office(size), invented_people(size)
    with TemporaryDirectory(prefix="npqdesk-") as folder:
        progress(0, _STEPS, "Loading the invented schools")
        file = _write(Path(folder) / SCHOOLS, _REGISTER, _register_rows(place))
        keep_register(desk, preview_register(desk, file, as_at=min(AS_AT, desk.today())))
        progress(1, _STEPS, "Loading the invented staff")
        file = _write(Path(folder) / "invented-staff.csv", _STAFF, map(_staff_row, people))
        keep_staff(desk, preview_staff(desk, file))
        numbers = _numbers(desk, people)
        keep_histories(desk, zip(numbers, people, strict=True))
        keep_past(desk, numbers, people)
        progress(2, _STEPS, "Loading last year’s invented lists")
        _load_lists(desk, Path(folder), place, 2025)
        progress(3, _STEPS, "Answering for some of the invented staff")
        asked = keep_checks(desk, numbers, people, sixteen_to_nineteen=_sixteen_to_nineteen(place))
        progress(4, _STEPS, "Loading this year’s invented lists")
        _load_lists(desk, Path(folder), place, 2026)
    progress(5, _STEPS, "Writing down invented applications")
    keep_applications(desk, asked)
    for key, value in SETTINGS.items():
        write_setting(desk, key, value)
    forget_how(desk)
    progress(_STEPS, _STEPS, "Ready")


_REGISTER = (
    *("URN", "UKPRN", "EstablishmentName", "TypeOfEstablishment (code)", "TypeOfEstablishment (name)"),
    *("PhaseOfEducation (code)", "PhaseOfEducation (name)", "EstablishmentStatus (code)"),
    *("EstablishmentStatus (name)", "LA (code)", "LA (name)", "EstablishmentNumber", "OpenDate", "CensusDate"),
    *("NumberOfPupils", "Trusts (name)", "LastChangedDate", "Street", "Town", "Postcode", "TelephoneNum"),
)
_STAFF = ("Title", "Forename", "Surname", "TRN", "Date of birth", "Work email", "Role", "URN")
_NOBODY = "No such place (invented)"
"""What stands on a list that would be empty, for an empty one is no list."""


def _register_rows(place: InventedOffice) -> Iterable[Sequence[str]]:
    for number, school in enumerate(place.schools, start=1):
        yield (
            *(school.urn, school.ukprn, school.name, *school.type, *school.phase, "1", "Open"),
            *("899", "Lindenvale (invented)", f"{2000 + number}", "01-09-2012", "15-01-2026"),
            *("" if school.pupils is None else str(school.pupils), place.trust, "02-11-2026"),
            *("School Lane", school.town, f"ZZ99 {number}LV", f"01632960{200 + number}"),
        )


def _staff_row(one: InventedPerson) -> Sequence[str]:
    born = f"{one.born:%d/%m/%Y}" if one.born else ""
    return one.title, one.forename, one.surname, one.trn, born, one.email, one.role, one.urn


def _load_lists(desk: "Desk", folder: Path, place: InventedOffice, year: int) -> None:
    listed = [school for school in place.schools if year in school.listed]
    colleges = [school for school in listed if school.sixteen_to_nineteen]
    turned_round = [school for school in place.schools if school.rise]
    schools = [(each.urn, each.name) for each in listed if each not in colleges]
    for list_id, heads, rows, nobody in (
        ("pp50-schools", ("URN", "School name"), schools, "909999"),
        ("pp50-further-education", ("UKPRN", "Name"), [(each.ukprn, each.name) for each in colleges], "10999999"),
        ("rise", ("School URN", "School Name"), [(each.urn, each.name) for each in turned_round], "909999"),
    ):
        file = _write(folder / f"invented-{list_id}-{year}.csv", heads, rows or [(nobody, _NOBODY)])
        keep_list(desk, preview_list(desk, list_id, file, published=min(RELEASES[year], desk.today())))


def _sixteen_to_nineteen(place: InventedOffice) -> frozenset[str]:
    return frozenset(school.urn for school in place.schools if school.sixteen_to_nineteen)


def _numbers(desk: "Desk", people: Sequence[InventedPerson]) -> list[int]:
    """The numbers under which these people were kept, in their order."""
    with desk.store.reading() as session:
        kept = {
            (name, urn): number for number, name, urn in session.execute(select(Person.id, Person.name, Person.urn))
        }
    return [kept[f"{one.forename} {one.surname}", one.urn] for one in people]


def _write(file: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([heads, *rows])
    return file
