"""The lead providers to offer while one is typed: those that recruited for a start, and whom the office wrote down."""

import tomllib
from typing import TYPE_CHECKING

from sqlalchemy import select

from npqdesk import paths
from npqdesk.rules.cohorts import read_cohort
from npqdesk.store.applications import ApplicationEvent

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


def lead_providers(desk: "Desk", cohort: str) -> tuple[str, ...]:
    """Names in alphabetical order; for a start that is not known, all of them."""
    start = read_cohort(cohort)
    listed = tomllib.loads(paths.read_text("catalogue", "lead_providers.toml"))["provider"]
    names = {each["name"] for each in listed if start is None or not _ended(each.get("until", ""), start.order)}
    with desk.store.reading() as session:
        wanted = select(ApplicationEvent.details).where(ApplicationEvent.kind == "applied")
        names |= {details["provider"] for details in session.scalars(wanted) if details.get("provider")}
    return tuple(sorted(names, key=str.casefold))


def _ended(until: str, order: tuple[int, bool]) -> bool:
    last = read_cohort(until)
    return last is not None and last.order < order
