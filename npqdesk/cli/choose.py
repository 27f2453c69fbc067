"""`npqdesk choose [--given fact=value …] [--to PDF]`: which NPQ fits, or what must be known first.  Nothing is kept."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands, WrongUsage, unknown
from npqdesk.cli.paragraphs import Sources, paragraph, section
from npqdesk.cli.records import records

if TYPE_CHECKING:
    from npqdesk.services.choice_funding import FundingRow
    from npqdesk.services.desk import Desk
    from npqdesk.services.enquiries import EnquiryState
    from npqdesk.services.recommendation import Recommendation


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("choose", "which NPQ fits a colleague and why, or what has to be known first", _run)
    parser.add_argument(
        *("--given", "-g"),
        metavar="fact=value",
        action="extend",
        nargs="+",
        default=[],
        help="what is known: cohort=2026-autumn scope=team …; without it, the first question is told",
    )
    parser.add_argument("--name", metavar="NAME", default="this person", help="whom it is for")
    parser.add_argument("--to", metavar="PDF", help="print it to this file instead")
    parser.add_argument("--large", action="store_true", help="the file in large print")


def _run(arguments: argparse.Namespace) -> int:
    from npqdesk.services.choosings import unkept_choice
    from npqdesk.services.recommendation import recommendation

    given = _given(arguments.given)
    with records(arguments) as opened:
        desk = opened()
        state = unkept_choice(desk, arguments.name, given)
        told = recommendation(desk, state)
        if arguments.to:
            print(_print(arguments, desk, told))
        else:
            print("\n\n".join(part for part in _parts(desk, state, told) if part))
    return 0


def _given(pairs: list[str]) -> dict[str, str]:
    """The answers that `fact=value` arguments state.  Raises WrongUsage with the nearest spelling."""
    from npqdesk.services.guide import guide_questions

    asked = {question.fact for question in guide_questions().questions} - {"name"}
    given: dict[str, str] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise WrongUsage(f"{pair!r} is no fact: write fact=value, such as scope=team")
        if name not in asked:
            raise WrongUsage(unknown("fact", name, asked))
        if name in given:
            raise WrongUsage(f"{name} is given twice")
        given[name] = text
    return given


def _print(arguments: argparse.Namespace, desk: "Desk", told: "Recommendation") -> Path:
    from npqdesk.services.choice_papers import print_recommendation
    from npqdesk.services.letter_files import save_letter

    made = print_recommendation(desk, told, large=arguments.large)
    return save_letter(made.pdf, Path(arguments.to).parent, Path(arguments.to).name)


def _parts(desk: "Desk", state: "EnquiryState", told: "Recommendation") -> Iterator[str]:
    """The recommendation as paragraphs, then what is asked next, then the sources."""
    from npqdesk.services.choice_papers import MARKS, STANDINGS

    sources = Sources()
    if told.recommended is None:
        yield "Cannot tell yet"
    else:
        title = told.course.full_name if told.course else "No NPQ now"
        yield section(title, [paragraph(sources.cite(told.recommended.say, told.recommended.sources))])
    if told.runner_up is not None and told.runner_up.course is not None:
        then = paragraph(sources.cite(told.runner_up.say, told.runner_up.sources))
        yield section(f"Next to it: {told.runner_up.course.full_name}", [then])
    weigh = [(MARKS["care"], row) for row in (*told.counted, told.history) if row is not None]
    weigh += [(words, row) for mark, words in MARKS.items() for row in told.remarks.get(mark, ())]  # type: ignore[call-overload]
    said = [paragraph(sources.cite(row.say, row.sources), mark=f"{mark}: ") for mark, row in weigh]
    yield section("What to weigh", said)
    gates = [(STANDINGS[each.standing], sources.cite(each.of + each.say, each.sources)) for each in told.gates]
    yield section("Who may begin", [paragraph(say, mark=f"{standing}: ") for standing, say in gates])
    asks = [sources.cite(row.say, row.sources) for row in told.remarks.get("ask", ())]
    yield section("Ask the lead provider", [paragraph(say, mark="- ") for say in asks])
    yield section("Who would pay", [paragraph(f"{row.course.full_name}: {_paid(row)}") for row in told.funding.rows])
    yield section("What is missing", [paragraph(f"{row.label}: {row.who} can say.", mark="- ") for row in told.missing])
    yield _asked_next(desk, state)
    yield section("Sources", sources.listed())


def _asked_next(desk: "Desk", state: "EnquiryState") -> str:
    """The first question that is open, with what can be answered; empty when none is."""
    from npqdesk.services.choosings import choosing_page

    if not state.route.current:
        return ""
    asked = choosing_page(desk, state, state.route.current)
    fact = asked.question.fact
    said = [paragraph(f"{fact}={each.value}: {each.label}", mark="- ") for each in asked.options]
    if asked.question.kind == "month":
        said.insert(0, paragraph(f"{fact}=2025-09: A month", mark="- "))
    return section(f"Asked next: {asked.wording}", said)


def _paid(row: "FundingRow") -> str:
    """Who would pay for a course, in sentences."""
    cost = f"If nobody else pays: {row.cost}" if row.cost else ""
    return " ".join(f"{part.removesuffix('.')}." for part in (row.say, row.entry, cost) if part)
