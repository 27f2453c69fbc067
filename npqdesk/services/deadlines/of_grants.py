"""The Targeted Support Fund that a school should have had and that no application records as received.

It was paid for starts from autumn 2022 to spring 2024 only, in arrears, so nothing of it is still to come: what is
missing has to be asked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from npqdesk.services.applying.standing import COACHING, GRANT_STARTS
from npqdesk.services.deadlines.deadline import Deadline, Who
from npqdesk.services.deadlines.published import Published

if TYPE_CHECKING:
    from npqdesk.services.applications import ApplicationRow


def grant_deadlines(
    rows: Iterable["ApplicationRow"],
    expected: Mapping[int, int],
    types: Mapping[str, str],
    published: Published,
) -> Iterator[Deadline]:
    """One deadline for each school and academic year whose grant is not all there.

    `expected` are pounds by kept check, `types` the register's type of each school."""
    found: defaultdict[tuple[str, int], list[tuple[ApplicationRow, int]]] = defaultdict(list)
    for row in rows:
        pounds = expected.get(row.determination_id or 0, 0)
        counts = row.cohort in GRANT_STARTS and row.course not in COACHING and row.standing.started is not None
        if counts and pounds > 0:
            found[row.urn, _autumn(row.cohort)].append((row, pounds))
    for (urn, autumn), earned in sorted(found.items()):
        due, received = sum(pounds for _row, pounds in earned), sum(row.standing.grant for row, _ in earned)
        paid = published.grant(earned[0][0].cohort, types.get(urn, ""))
        if received < due and paid is not None:
            without = [row for row, pounds in earned if row.standing.grant < pounds]
            yield Deadline(
                key=f"grant:{urn}:{autumn}",
                kind="grant",
                say=f"Grant for {autumn}/{(autumn + 1) % 100}: £{received:,} of £{due:,} received",
                month=paid.last,
                about="Ask the provider whether the start was declared: {who}",
                why=paid.said,
                source=paid.source,
                people=tuple({row.person_id: Who(row.person_id, row.name) for row in without}.values()),
                urns=(urn,) if urn else (),
                workplace=earned[0][0].workplace,
                cohort=earned[0][0].cohort,
            )


def _autumn(cohort: str) -> int:
    """The year in which the academic year of a start began."""
    year, season = cohort.split("-")
    return int(year) - (season == "spring")
