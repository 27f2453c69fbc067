"""`npqdesk explain --given fact=value …`: the answer to one case, with all that it rests on, in sentences."""

import argparse
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands, WrongUsage, unknown
from npqdesk.cli.paragraphs import Sources, day, paragraph, section, sentence
from npqdesk.cli.records import records, rules
from npqdesk.enquiry.known import values
from npqdesk.problem import Problem
from npqdesk.rules.conditions import Facts, Value
from npqdesk.rules.facts import FactError, Vocabulary
from npqdesk.rules.policy import Policy
from npqdesk.services.answer import Answer, ReasonRow, answer, day_decided
from npqdesk.services.decide_file import IDENTIFIERS
from npqdesk.services.desk import RuleDesk
from npqdesk.services.wording import ANYBODY

if TYPE_CHECKING:
    from npqdesk.services.look_up import Workplace
    from npqdesk.services.rests_on import Evidence

    Place = tuple[Workplace, Evidence]

_MARKS = {"pass": "Met", "bar": "Refuses", "review": "For DfE to review", "money": "Grant"}


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("explain", "the answer to one case and why, in sentences", _run)
    parser.add_argument(
        *("--given", "-g"),
        metavar="fact=value",
        action="extend",
        nargs="+",
        required=True,
        help="what is known: course=npq-headship cohort=2026-autumn …; urn=… looks the workplace up",
    )


def _run(arguments: argparse.Namespace) -> int:
    desk = RuleDesk(rules(arguments))
    given = _given(desk.vocabulary, arguments.given)
    names = dict(ANYBODY)
    place: Place | None = None
    if "cohort" not in given:
        raise WrongUsage("say which start is meant, such as cohort=2026-autumn: the rules differ from start to start")
    policy = desk.policy_for(str(given["cohort"]), on=day_decided(given))
    numbers = {name: str(given[name]) for name in IDENTIFIERS if name in given}
    if numbers and isinstance(policy, Policy):
        place = _look_up(arguments, policy, numbers, given)
        given = {**values(place[0].known), **given}
        names["workplace"] = place[0].name or names["workplace"]
    print(explain_text(desk.vocabulary, answer(desk, given, names=names), place))
    return 0


def _look_up(arguments: argparse.Namespace, policy: Policy, numbers: Mapping[str, str], given: Facts) -> "Place":
    from npqdesk.services.look_up import Workplaces

    with records(arguments) as desk:
        try:
            workplaces = Workplaces(desk())
            place = workplaces.find(policy, numbers)
            return place, workplaces.evidence(policy, place, given)
        except FactError as error:
            raise Problem(
                "This workplace is not there",
                sentence(str(error)),
                "Check the number, or load a newer register: npqdesk register import FILE.",
            ) from error


def _given(vocabulary: Vocabulary, pairs: list[str]) -> dict[str, Value]:
    """The facts that `fact=value` arguments state.  Raises WrongUsage with the nearest spelling."""
    facts: dict[str, Value] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise WrongUsage(f"{pair!r} is no fact: write fact=value, such as in_england=yes")
        if name not in vocabulary.facts:
            raise WrongUsage(unknown("fact", name, vocabulary.facts))
        if name in facts:
            raise WrongUsage(f"{name} is given twice")
        try:
            facts[name] = vocabulary.read(name, text)
        except FactError as error:
            raise WrongUsage(str(error)) from error
    return facts


def explain_text(vocabulary: Vocabulary, found: Answer, place: "Place | None") -> str:
    """An answer as plain text: what it is, why, what would change it, and every rule that was tested.

    `place` is the workplace where it was looked up; other facts were given, or follow from those."""
    sources = Sources()
    parts = [
        _head(vocabulary, found),
        section("Still needed", [_dash(f"{row.label} ({row.fact}): ask {row.who}") for row in found.missing]),
        section("What is known", _known(vocabulary, found, place)),
        section("Why", [_reason(row, sources) for row in found.reasons]),
        section(
            "What would change it",
            [_dash(f"{sentence(row.title)} {row.say}") for row in found.changes],
        ),
        section("Other courses that are funded", _other_courses(found)),
        section("Take care", _cautions(found, place, sources)),
        section("DfE’s own service", [paragraph(found.service_note)] if found.service_note else []),
        section("Rules tested, in order", _trace(found, sources)),
        section("Sources", sources.listed()),
        section("Rests on", _rests_on(found, place)),
    ]
    return "\n\n".join(part for part in parts if part)


def _head(vocabulary: Vocabulary, found: Answer) -> str:
    course = vocabulary.courses.get(found.course)
    cohort = vocabulary.cohort(found.cohort)
    about = f"{course.full_name if course else 'Course not known yet'}, {cohort.words if cohort else 'start not known'}"
    lines = [about, "", found.headline, paragraph(sentence(found.sentence))]
    if found.no_policy is None:
        lines.append(paragraph(f"Grant to the school: {found.grant_figure} ({found.grant_note})."))
    return "\n".join(lines)


def _known(vocabulary: Vocabulary, found: Answer, place: "Place | None") -> list[str]:
    origins = {name: f" ({fact.say})" for name, fact in place[0].known.items()} if place else {}
    return [
        _dash(f"{fact.label}: {vocabulary.value_name(name, found.facts[name])}{origins.get(name, '')}")
        for name, fact in vocabulary.facts.items()
        if name in found.facts
    ]


def _reason(row: ReasonRow, sources: Sources) -> str:
    told = f"{sentence(row.fact)} {row.rule}" if row.fact else row.rule
    return _dash(f"{_MARKS[row.mark]}: {sources.cite(told, row.sources)}")


def _other_courses(found: Answer) -> list[str]:
    funded = [row for row in found.courses if row.outcome == "funded"]
    return [_dash(f"{', '.join(filter(None, (row.name, row.months)))}. {row.say}") for row in funded]


def _cautions(found: Answer, place: "Place | None", sources: Sources) -> Iterator[str]:
    if place and found.policy:
        yield from map(_dash, place[1].warnings(found.policy))
    for row in found.cautions:
        yield _dash(sources.cite(sentence(row.say), row.sources))


def _trace(found: Answer, sources: Sources) -> Iterator[str]:
    for number, row in enumerate(found.trace, start=1):
        facts = "; ".join(row.facts)
        settled = f" ({facts})" if facts else ""
        said = sources.cite(f"{row.rule}: {row.verdict}{settled}. {row.say}", row.sources)
        yield paragraph(said, mark=f"{number:>3}. ")


def _rests_on(found: Answer, place: "Place | None") -> list[str]:
    policy = found.policy
    if policy is None:
        return []
    edition = f"{policy.name} ({policy.id}/{policy.edition}), for decisions from {day(policy.decided_from)}."
    rows = [row for row in place[1].rows(policy) if row.kind != "policy"] if place else []
    told = [f"{row.label}: {row.say}{' (too old)' if row.too_old else ''}." for row in rows]
    return [_dash(text) for text in (edition, *told)]


def _dash(text: str) -> str:
    return paragraph(text, mark="- ")
