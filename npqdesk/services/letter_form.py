"""The office's own words for a letter, as typed: read into details, and kept beside the enquiry until they are used."""

import json
import re
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import get_args

from npqdesk.letters.basis import Addressee, Signatory
from npqdesk.letters.phrase import say_money
from npqdesk.letters.plan import Payer, Place, Plan
from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.services.determine import Result
from npqdesk.services.enquiries import enquiry_state
from npqdesk.services.half_typed import half_typed, keep_half_typed
from npqdesk.services.letter_case import LetterDetails
from npqdesk.services.places import LETTER, recorded_progress
from npqdesk.services.settings import read_settings
from npqdesk.store import tables

_WRITTEN = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d.%m.%Y")
LONGEST = 400


@dataclass(frozen=True, slots=True)
class LetterForm:
    """Each field as it stands on the page; `address` has its own lines, `apply_by` and `reference_by` are days in any
    usual form,
    `changed` is what changed since the kept letter that this one replaces.

    `payer` is who pays where DfE does not, `registered` that DfE's registration is done.  `received` is pounds, as
    typed; the fields of `to_…` are for a request to someone else."""

    kind: str = "staff"
    title: str = ""
    greeting: str = ""
    role: str = ""
    address: str = ""
    provider: str = ""
    dates: str = ""
    apply_by: str = ""
    fee: str = ""
    study: str = ""
    assessment: str = ""
    reference_from: str = ""
    reference_by: str = ""
    place: str = "not_asked"
    payer: str = ""
    registered: bool = False
    support: str = ""
    manager: str = ""
    received: str = ""
    full_names: bool = False
    to_name: str = ""
    to_role: str = ""
    to_address: str = ""
    signed_by: str = ""
    signed_role: str = ""
    reply_slip: bool = True
    large: bool = False
    changed: str = ""


class FormError(Problem):
    """One field cannot be read; `field` is its name in `LetterForm`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__("There is a problem", f"{message}.", "Correct it; the rest of the letter stays as it is.")
        self.field = field


def form_for(desk: Desk, result: Result) -> LetterForm:
    """What was typed for this person's letter before, else what the staff record and the settings say.

    Where an application is recorded, it says how the place stands, who pays, and whether DfE's registration is done."""
    state = enquiry_state(desk, result.enquiry_id)
    with desk.store.reading() as session:
        enquiry = session.get(tables.Enquiry, result.enquiry_id)
        person = session.get(tables.Person, enquiry.person_id) if enquiry and enquiry.person_id is not None else None
    form = _typed_before(half_typed(state, LETTER)) or _first_form(desk, result, person)
    if person is None:
        return form
    wanted = (person.id, result.answer.course, result.answer.cohort)
    progress = recorded_progress(desk, person_id=person.id).get(wanted)
    if progress is None:
        return form
    return replace(
        form,
        place=progress.place,
        provider=form.provider or progress.provider,
        payer=_payer(progress.payer),
        fee=say_money(progress.fee) if progress.fee and _payer(progress.payer) not in ("", "mixed") else form.fee,
        registered=progress.registered,
    )


def _payer(said: str) -> Payer:
    """Who pays where DfE does not."""
    return next((each for each in get_args(Payer) if each == said), "")


def _typed_before(kept: str) -> LetterForm | None:
    known = {field.name for field in fields(LetterForm)}
    return LetterForm(**{name: value for name, value in json.loads(kept).items() if name in known}) if kept else None


def _first_form(desk: Desk, result: Result, person: tables.Person | None) -> LetterForm:
    place = result.known.get("workplace")
    settings = read_settings(desk, of=str(place.value) if place else "")
    form = LetterForm(signed_by=settings["signatory.name"], signed_role=settings["signatory.role"])
    return replace(form, title=person.title, role=person.role, address=person.address) if person else form


def keep_form(desk: Desk, result: Result, form: LetterForm) -> None:
    """Keep what was typed, so that it is there when the letter is opened again."""
    keep_half_typed(desk, result.enquiry_id, LETTER, json.dumps(asdict(form), ensure_ascii=False))


def read_form(form: LetterForm) -> LetterDetails:
    """The details of a letter.  Raises FormError for a day that is none, or a text without end."""
    for name, value in asdict(form).items():
        if isinstance(value, str) and len(value) > LONGEST:
            raise FormError(name, f"Use at most {LONGEST} letters")
    signed = Signatory(_one_line(form.signed_by), _one_line(form.signed_role)) if form.signed_by.strip() else None
    place: Place = next((each for each in get_args(Place) if each == form.place), "not_asked")
    to = Addressee(_one_line(form.to_name), role=_one_line(form.to_role), lines=_lines(form.to_address))
    return LetterDetails(
        title=_one_line(form.title),
        greeting=_one_line(form.greeting),
        role=_one_line(form.role),
        address=_lines(form.address),
        plan=Plan(
            provider=_one_line(form.provider),
            dates=_one_line(form.dates),
            fee=_one_line(form.fee),
            study=_one_line(form.study),
            assessment=_one_line(form.assessment),
            apply_by=_day(form.apply_by, "apply_by"),
            reference_from=_one_line(form.reference_from),
            reference_by=_day(form.reference_by, "reference_by"),
            manager=_one_line(form.manager),
            support=_sentence(form.support),
            place=place,
            registered=form.registered,
            payer=_payer(form.payer),
        ),
        reply_slip=form.reply_slip,
        signatory=signed,
        to=to if to.name or to.role else None,
        received_in_all=read_pounds(form.received, "received"),
        full_names=form.full_names,
    )


def read_pounds(text: str, field: str) -> int | None:
    """Whole pounds as offices write them: "£1,600", "1600.00"; None where nothing stands.

    Raises FormError for anything else."""
    tidy = re.sub(r"[£,\s]", "", text)
    if not tidy:
        return None
    found = re.fullmatch(r"(\d{1,7})(\.00?)?", tidy)
    if not found:
        raise FormError(field, "Enter pounds, such as 1,600")
    return int(found[1])


def _day(text: str, field: str) -> date | None:
    return read_day(text, field) if text.strip() else None


def read_day(text: str, field: str = "apply_by") -> date:
    """A day in any form that offices write: "30 Nov 2026", "30/11/26".  Raises FormError for anything else."""
    tidy = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", " ".join(text.split()))
    tidy = re.sub(r"\bSept\b", "Sep", tidy, flags=re.IGNORECASE)  # as letters write it in a narrow column
    for form in _WRITTEN:
        try:
            return datetime.strptime(tidy, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise FormError(field, "Enter a date, such as 30 November 2026")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in map(_one_line, text.splitlines()) if line)


def _sentence(text: str) -> str:
    said = _one_line(text)
    return said if not said or said[-1] in ".!?" else f"{said}."
