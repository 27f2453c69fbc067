"""The lead providers to offer while one is typed: those that recruited for a start, and whom the office wrote down."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk.services.courses import offers
from npqdesk.store.applications import ApplicationEvent

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


def lead_providers(desk: "Desk", cohort: str) -> tuple[str, ...]:
    """Names in alphabetical order; for a start that is not known, all of them."""
    names = set(offers().names(cohort))
    with desk.store.reading() as session:
        wanted = select(ApplicationEvent.details).where(ApplicationEvent.kind == "applied")
        names |= {details["provider"] for details in session.scalars(wanted) if details.get("provider")}
    return tuple(sorted(names, key=str.casefold))
