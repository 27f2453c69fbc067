"""Childcare providers, and what the Ofsted register says of each.

An Ofsted number is never looked for among the URNs of schools, nor a URN here: hundreds have the same digits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.enquiry.known import KnownFact
from npqdesk.registers.identifiers import plain_ofsted_number
from npqdesk.registers.ofsted import EARLY_YEARS, Provider
from npqdesk.services.ofsted import ofsted_words
from npqdesk.services.searching.entries import Entry
from npqdesk.services.workplaces import day_words
from npqdesk.store.other_registers import OfstedProvider, OfstedSnapshot
from npqdesk.store.plain_sql import rows_of

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

KEY = "ofsted:"
"""What stands before an Ofsted number where keys of schools may stand too."""
NAMELESS = "Name withheld by Ofsted"
REGISTER = "Ofsted register"
_KEPT = ("seen_snapshot_id", *Provider._fields)


@dataclass(frozen=True, slots=True)
class ChildcareProvider:
    """A provider or agency as Ofsted has it.  `as_at` is the day of the last file that had it; `newest` of the last
    file of its kind: where that is later, Ofsted has struck it off or counts it elsewhere."""

    said: Provider
    as_at: date
    newest: date

    @property
    def number(self) -> str:
        """Its Ofsted number."""
        return self.said.number

    @property
    def title(self) -> str:
        """Its name, or that Ofsted withholds it."""
        return self.said.name or NAMELESS

    @property
    def counts(self) -> bool:
        """Whether its registration stood on the newest day known."""
        status = self.said.status or ofsted_words().active
        return self.as_at >= self.newest and status.casefold() == ofsted_words().active.casefold()

    @property
    def on_early_years_register(self) -> bool:
        """Whether the Early Years Register is among its registers."""
        return EARLY_YEARS in self.said.registers.split("-")

    @property
    def registers(self) -> tuple[str, ...]:
        """Ofsted's registers that it is on, in words."""
        return tuple(ofsted_words().registers[code] for code in self.said.registers.split("-"))


def all_providers(desk: "Desk") -> list[ChildcareProvider]:
    """Every provider known now.  Takes some tenths of a second: ask for it beside the window."""
    with desk.store.reading() as session:
        return list(_providers(session))


def provider(desk: "Desk", number: str) -> ChildcareProvider | None:
    """The provider of an Ofsted number as Ofsted has it now, or None."""
    with desk.store.reading() as session:
        return next(_providers(session, plain_ofsted_number(number)), None)


def has_providers(desk: "Desk") -> bool:
    """Whether a file of Ofsted's has been loaded."""
    with desk.store.reading() as session:
        return session.scalar(select(OfstedSnapshot.id).limit(1)) is not None


def provider_facts(found: ChildcareProvider) -> dict[str, KnownFact]:
    """What the Ofsted register says of a provider: its name, where it has one, and, while its registration counts,
    whether it is on the Early Years Register."""
    say = f"{REGISTER}, {day_words(found.as_at)}"
    known = {}
    if found.said.name:
        place = found.said.town or found.said.local_authority
        name = ", ".join(part for part in (found.said.name, place) if part)
        known["workplace_name"] = KnownFact(name, "ofsted", say)
    if found.counts:
        value = "yes" if found.on_early_years_register else "no"
        known["on_ofsted_early_years_register"] = KnownFact(value, "ofsted", say)
    return known


def _providers(session: Session, number: str = "") -> Iterator[ChildcareProvider]:
    """All that are known now, or the one of a number."""
    days, newest = dict[int, date](), dict[str, date]()
    for snapshot_id, as_at, types in session.execute(
        select(OfstedSnapshot.id, OfstedSnapshot.as_at, OfstedSnapshot.types)
    ):
        days[snapshot_id] = as_at
        newest |= {each: max(as_at, newest.get(each, as_at)) for each in types}
    wanted = f"SELECT {', '.join(_KEPT)} FROM {OfstedProvider.__tablename__} WHERE until_snapshot_id IS NULL"
    condition, values = (" AND number = ?", (number,)) if number else ("", ())
    for row in rows_of(session, wanted + condition, values):
        seen, *given = row
        said = Provider._make(given)
        yield ChildcareProvider(said, days[seen], newest.get(said.type_name, days[seen]))


def provider_entry(each: ChildcareProvider) -> Entry:
    """A provider as the search takes it."""
    said = each.said
    return Entry(
        key=KEY + said.number,
        kind="early_years",
        name=said.name,
        about=said.type_name,
        street=said.street,
        locality=f"{said.locality} {said.address3}".strip(),
        town=said.town,
        postcode=said.postcode,
        local_authority=said.local_authority,
        numbers=(said.number,),
        status=said.status,
        is_open=said.status in ("", ofsted_words().active),
    )
