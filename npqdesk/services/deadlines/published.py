"""The dates that somebody published, from `resources/catalogue/dates.toml`, each with its source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from npqdesk import paths
from npqdesk.services.workplaces import day_words


@dataclass(frozen=True, slots=True)
class Source:
    """Where a date stands: "DfE, 18 May 2026", the page, and its title."""

    label: str
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, and who published it."""

    day: date
    source: Source


@dataclass(frozen=True, slots=True)
class Window:
    """Registration with DfE for a start: its first and last day; None for what was not published or not found.

    `closed_by`: it had closed by then, the day itself is not known.  `begins` are the first days of the months in which
    courses begin, with the source of the months."""

    opens: Dated | None
    closes: Dated | None
    closed_by: Dated | None
    begins: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class SencoRule:
    """The mandatory qualification: years from the appointment; who was SENCO before `since` needs none, nor does anyone
    at a school of `special_types`; it is the NPQ from `npq_from` on and takes so many `months`."""

    years: int
    since: date
    npq_from: date
    special_types: frozenset[str]
    months: str
    source: Source


@dataclass(frozen=True, slots=True)
class AssessmentRule:
    """How many days the window has, and the engagement that is needed before it, in per cent."""

    days: int
    engagement: int
    source: Source


@dataclass(frozen=True, slots=True)
class GrantRound:
    """When the Targeted Support Fund of an academic year was paid: in words, and the first day of the last month.

    `types` are those of the register that it was so for; empty for all others."""

    starts: tuple[str, ...]
    types: frozenset[str]
    said: str
    last: date
    source: Source


@dataclass(frozen=True, slots=True)
class Published:
    """Everything in the file; `closings` by provider and start."""

    windows: Mapping[str, Window]
    closings: Mapping[tuple[str, str], Dated]
    senco: SencoRule
    assessment: AssessmentRule
    grants: tuple[GrantRound, ...]

    def grant(self, cohort: str, type_code: str) -> GrantRound | None:
        """When the grant of a start was paid to a school of that type; None for a start that has none."""
        rounds = [each for each in self.grants if cohort in each.starts]
        return next((each for each in rounds if type_code in each.types or not each.types), None)


@cache
def published() -> Published:
    """The dates of the file."""
    top = tomllib.loads(paths.read_text("catalogue", "dates.toml"))
    sources = {name: _source(each) for name, each in top["source"].items()}
    senco, assessment = top["senco"], top["assessment"]
    return Published(
        windows={name: _window(each, sources) for name, each in top["start"].items()},
        closings={(each["provider"], each["start"]): _dated(each, sources) for each in top["closing"]},
        senco=SencoRule(
            senco["years"],
            senco["since"],
            senco["npq_from"],
            frozenset(senco["special_types"]),
            senco["months"],
            sources[senco["source"]],
        ),
        assessment=AssessmentRule(assessment["days"], assessment["engagement"], sources[assessment["source"]]),
        grants=tuple(_grant(each, sources) for each in top["grant"]),
    )


def _source(each: Mapping[str, Any]) -> Source:
    dated = each.get("dated") or day_words(each["date"])
    return Source(
        f"{each['publisher']}, {dated}".replace("Department for Education", "DfE"), each["url"], each["title"]
    )


def _window(each: Mapping[str, Any], sources: Mapping[str, Source]) -> Window:
    days = {name: _dated(each[name], sources) for name in ("opens", "closes", "closed_by") if name in each}
    begins = each.get("begins", {"months": ()})
    months = (Dated(_month(month), sources[begins["source"]]) for month in begins["months"])
    return Window(days.get("opens"), days.get("closes"), days.get("closed_by"), tuple(months))


def _dated(each: Mapping[str, Any], sources: Mapping[str, Source]) -> Dated:
    return Dated(each["day"], sources[each["source"]])


def _grant(each: Mapping[str, Any], sources: Mapping[str, Source]) -> GrantRound:
    source = sources[each["source"]]
    return GrantRound(
        tuple(each["starts"]), frozenset(each.get("types", ())), each["said"], _month(each["last"]), source
    )


def _month(text: str) -> date:
    """The first day of a month written as 2026-11."""
    return date.fromisoformat(f"{text}-01")
