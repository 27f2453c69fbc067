"""What the kept answers for one start say of each colleague: the lines that summaries for governors and trusts count.

Everything is read in a few passes from what was kept; nothing is answered again."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from npqdesk import __version__
from npqdesk.letters.basis import Basis
from npqdesk.letters.phrase import say_date
from npqdesk.letters.plan import Place
from npqdesk.letters.pounds import Pounds, exactly
from npqdesk.letters.wording import Wording
from npqdesk.rules.policy import Policy
from npqdesk.services.answer import source_link
from npqdesk.services.desk import Desk
from npqdesk.services.letter_case import autumn_of
from npqdesk.services.letter_prices import money_in, published_prices, who_asked
from npqdesk.services.places import Course, Progress, recorded_progress, typed_for_letter, typed_place
from npqdesk.services.workplaces import day_of_list
from npqdesk.store.tables import Determination, Enquiry, Person, PolicyText, RegisterSnapshot

LISTED = ("on_pp50_schools_list", "on_pp50_further_education_list")
"""The facts that say whether a list of eligible schools or 16 to 19 settings has the workplace."""


@dataclass(frozen=True, slots=True)
class Line:
    """One kept answer that stands, with whose it is and how far it has got.  `person` tells people apart, also those
    who are not on the staff record; `release` is the day of each list that it rests on, by list.  `grant_known`
    is False, and `grant` 0, where facts that decide the grant are missing."""

    determination_id: int
    person: int
    name: str
    role: str
    urn: str
    cohort: str
    course: str
    outcome: str
    place: Place
    provider: str
    price: Pounds | None
    grant: int
    grant_known: bool
    received: int
    typed: Mapping[str, Any]
    facts: Mapping[str, Any]
    policy: Policy
    rule: str
    releases: Mapping[str, date]
    register: date | None
    before: "Before | None" = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """The answer that this one took the place of, where another list did it: its outcome, the days of the new lists."""

    outcome: str
    lists: tuple[date, ...]


def standing_lines(
    desk: Desk, wording: Wording, *, urns: Collection[str] | None, cohorts: Collection[str]
) -> list[Line]:
    """The kept answers that stand for people at these schools (None: wherever they work), of these starts, by name."""
    progress = recorded_progress(desk)
    wanted = (
        select(Determination, Enquiry, Person, PolicyText.text, RegisterSnapshot.as_at)
        .join(Enquiry, Enquiry.id == Determination.enquiry_id)
        .join(PolicyText, PolicyText.hash == Determination.policy_hash)
        .outerjoin(Person, Person.id == Enquiry.person_id)
        .outerjoin(RegisterSnapshot, RegisterSnapshot.id == Determination.register_snapshot_id)
        .where(
            Determination.superseded_by.is_(None),
            Enquiry.removed_at.is_(None),
            Determination.cohort.in_(cohorts),
            Determination.course != "",
        )
        .order_by(Determination.name, Determination.id)
    )
    with desk.store.reading() as session:
        rows: list[tuple[Any, ...]] = [tuple(row) for row in session.execute(wanted)]
        earlier = {
            row.superseded_by: row
            for row in session.scalars(
                select(Determination).where(Determination.superseded_by.is_not(None), Determination.cohort.in_(cohorts))
            )
        }
        found = [_line(desk, wording, progress, row, earlier.get(row[0].id)) for row in rows]
    return [line for line in _once(found) if urns is None or line.urn in urns]


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    """Of several enquiries about one course of one person at one school the newest; of several schools, the place and
    the money only with the school that the application was made from, else with the newest answer."""
    asked: dict[tuple[int, str, str], dict[str, Line]] = {}
    for line in lines:
        here = asked.setdefault((line.person, line.course, line.cohort), {})
        if line.urn not in here or here[line.urn].determination_id < line.determination_id:
            here[line.urn] = line
    for here in asked.values():
        newest = max(here.values(), key=lambda line: line.determination_id)
        applies = here.get(newest.progress.urn, newest) if newest.progress else newest
        for line in here.values():
            told = line is applies
            yield line if told else replace(
                line, place="not_asked", grant=0, grant_known=True, received=0, price=None, progress=None
            )  # fmt: skip


def basis_together(lines: Iterable[Line]) -> tuple[Basis | None, int]:
    """What all these answers rest on, by the newest edition among them; and how many rest on an earlier one."""
    rows = list(lines)
    if not rows:
        return None, 0
    newest = max(rows, key=lambda line: (line.policy.edition, line.determination_id)).policy
    older = sum((line.policy.id, line.policy.edition) != (newest.id, newest.edition) for line in rows)
    return _basis(newest, rows), older


def sources_of(lines: Iterable[Line], most: int = 6) -> tuple[str, ...]:
    """Where the rules that decided are published: "DfE, 18 May 2026: Funding for …"."""
    found: dict[str, None] = {}
    for line in lines:
        rule = next((rule for rule in line.policy.scholarship if rule.id == line.rule), None)
        for each in rule.sources if rule else ():
            link = source_link(line.policy.sources[each])
            found[f"{link.label}: {link.title}"] = None
    return tuple(found)[:most]


def _basis(policy: Policy, rows: list[Line]) -> Basis:
    lists = {(name, day) for line in rows for name, day in line.releases.items()}
    days = [line.register for line in rows if line.register]
    labels = [source.partition(": ")[0] for source in sources_of(rows)]
    labels += [source_link(source).label for source in policy.sources.values()]
    return Basis(
        __version__,
        policy.title[:1].lower() + policy.title[1:],
        policy.edition,
        next((label for label in labels if label.startswith("DfE, ")), labels[0] if labels else policy.name),
        tuple(sorted(lists, key=lambda each: (each[1], each[0]))),
        max(days) if days else None,
        added=policy.added,
    )


def _line(
    desk: Desk, wording: Wording, progress: Mapping[Course, Progress], row: tuple[Any, ...],
    earlier: Determination | None,
) -> Line:  # fmt: skip
    kept, enquiry, person, text, as_at = row
    typed = typed_for_letter(enquiry.answers)
    known = progress.get((enquiry.person_id or 0, kept.course, kept.cohort))
    return Line(
        determination_id=kept.id,
        person=person.id if person else -enquiry.id,
        name=kept.name,
        role=(typed.get("role") or (person.role if person else "")).strip(),
        urn=_urn(kept.facts),
        cohort=kept.cohort,
        course=kept.course,
        outcome=kept.outcome,
        place=known.place if known else typed_place(typed),
        provider=known.provider if known else str(typed.get("provider", "")),
        price=price_of(desk, wording, kept.course, str(typed.get("fee", ""))),
        grant=kept.grant_pounds or 0,
        grant_known=kept.grant_pounds is not None,
        received=known.grant if known else 0,
        typed=typed,
        facts=kept.facts,
        policy=desk.kept_policy(kept.policy_hash, text, f"{kept.policy_id}.toml"),
        rule=kept.rule,
        releases={
            wording.sentences.get(f"lists.{list_id}", list_id): date.fromisoformat(release["published"])
            for list_id, release in kept.list_releases.items()
        },
        register=as_at,
        before=_before(earlier, kept),
        progress=known,
    )


def _before(old: Determination | None, new: Determination) -> Before | None:
    if old is None or old.outcome == new.outcome or old.list_releases == new.list_releases:
        return None
    changed = [
        date.fromisoformat(release["published"])
        for list_id, release in new.list_releases.items()
        if old.list_releases.get(list_id) != release
    ]
    return Before(old.outcome, tuple(sorted(set(changed))))


def price_of(desk: Desk, wording: Wording, course: str, typed: str = "") -> Pounds | None:
    """What a course costs whoever pays: as the office typed it, where it is one sum; else as it was published."""
    sums = money_in(typed)
    if len(sums) == 1:
        return exactly(sums[0])
    found = published_prices(desk, course, wording)
    return Pounds(found.lowest, found.highest) if found else None


def _urn(facts: Mapping[str, Any]) -> str:
    return str(facts.get("workplace", {}).get("value", ""))


def list_days(lines: Iterable[Line]) -> tuple[date, ...]:
    """The days of the lists of eligible schools and 16 to 19 settings that these answers looked into."""
    looked = [line.facts[name] for line in lines for name in LISTED if name in line.facts]
    days = [day_of_list(str(fact.get("say", ""))) for fact in looked]
    return tuple(sorted({day for day in days if day is not None}))


def prices_from(desk: Desk, wording: Wording, lines: Iterable[Line]) -> str:
    """Who published the prices of these courses, and for which years: "Teach First, 2024 to 2025"."""
    return who_asked(desk, {line.course for line in lines if not money_in(str(line.typed.get("fee", "")))}, wording)


def academic_year(cohort: str) -> tuple[int, tuple[str, str]]:
    """The year in which the academic year of a start began, and both starts of that year."""
    autumn = autumn_of(cohort)
    return autumn, (f"{autumn}-autumn", f"{autumn + 1}-spring")


def assessed_in(desk: Desk, line: Line) -> str:
    """The term in which a course is assessed when it runs as usual: "Spring 2028"; empty where it is not."""
    course = desk.vocabulary.courses[line.course]
    if not course.npq or not course.months_taught:
        return ""
    year, season = line.cohort.split("-")
    month = int(year) * 12 + (10 if season == "autumn" else 2) + course.months_taught + 3
    terms = ("Spring", "Summer", "Autumn")
    return f"{terms[month % 12 // 4]} {month // 12}"


def senco_deadline(line: Line) -> str:
    """When a SENCO has to have finished, in words; empty for anybody else."""
    since = str(line.facts.get("senco_since", {}).get("value", ""))
    if line.course != "npq-senco" or line.outcome == "not_funded" or len(since) != len("2025-09"):
        return ""
    year, month = map(int, since.split("-"))
    return say_date(date(year + 3, month, 1)).removeprefix("1 ")


def each_by(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    """The lines of each school, by its URN."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.urn, []).append(line)
    yield from found.items()
