"""The catalogue as a table that goes out: CSV or a workbook, a row a project."""

from collections.abc import Iterable

from npqdesk.services.hubs.catalogue import KINDS, OPEN_TO, REQUIRED, TO_SCHOOLS, Project
from npqdesk.services.hubs.costing import cost
from npqdesk.services.hubs.costs import Asked
from npqdesk.services.hubs.shipped import catalogue
from npqdesk.services.sheets import Sheet, Value

HEADS = (
    *("Code", "Title", "Phase", "Type", "Hubs", "Who may take part", "Group", "Grant", "Paid to", "Schools"),
    *("Purpose", "Needed first", "Notes"),
)


def catalogue_sheet(projects: Iterable[Project]) -> Sheet:
    """These projects, with what each grants by the catalogue itself."""
    known = catalogue()
    rows = [_row(project) for project in projects]
    return Sheet(known.title, HEADS, rows, notes=(known.banner, f"Source: {known.source}.", *known.notes))


def _row(project: Project) -> tuple[Value, ...]:
    made = cost(project, Asked())
    first = made[0]
    grant: Value = int(first.low) if first.low is not None and first.low == first.high else first.total
    return (
        project.code,
        project.title,
        project.phase_words,
        KINDS[project.kind],
        project.required_say or REQUIRED[project.required],
        ", ".join(OPEN_TO[each] for each in project.open_to),
        project.group.words,
        grant,
        first.payee,
        TO_SCHOOLS[project.to_schools],
        project.purpose,
        "; ".join((*project.needs, *project.one_of)),
        "; ".join(project.notes),
    )
