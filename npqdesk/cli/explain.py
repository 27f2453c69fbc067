"""`npqdesk explain --given fact=value …`: the answer to one case, with all that it rests on, in sentences."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands, WrongUsage, unknown
from npqdesk.cli.paragraphs import Sources, day, paragraph, section, sentence
from npqdesk.cli.records import records, rules
from npqdesk.enquiry.known import Known, KnownFact, values
from npqdesk.problem import Problem
from npqdesk.rules.conditions import Value
from npqdesk.rules.facts import FactError, Vocabulary
from npqdesk.rules.policy import Policy
from npqdesk.services.answer import Answer, ReasonRow, answer, day_decided
from npqdesk.services.decide_file import IDENTIFIERS
from npqdesk.services.desk import RuleDesk
from npqdesk.services.other_starts import StartRow, other_starts
from npqdesk.services.wording import ANYBODY

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.services.rests_on import Evidence

_IN_THE_PAST = {
    "funded": "was eligible in",
    "review": "DfE reviewed it by hand in",
    "not_funded": "was not eligible in",
}
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
    if "cohort" not in given:
        raise WrongUsage("say which start is meant, such as cohort=2026-autumn: the rules differ from start to start")
    policy = desk.policy_for(str(given["cohort"]), on=day_decided(given))
    numbers = {name: str(given[name]) for name in IDENTIFIERS if name in given}
    known = {name: KnownFact(value, "answer", "") for name, value in given.items()}
    if numbers and isinstance(policy, Policy):
        with records(arguments) as opened:
            told = _at_workplace(opened(), policy, numbers, known)
    else:
        found = answer(desk, given, names=ANYBODY)
        told = explain_text(Explained(desk.vocabulary, found, known, other_starts(desk, found, known)))
    print(told)
    return 0


def _at_workplace(desk: "Desk", policy: Policy, numbers: Mapping[str, str], given: Known) -> str:
    """The answer with what the register and the lists say of the workplace of these numbers."""
    from npqdesk.services.look_up import Workplaces
    from npqdesk.services.start_lists import lists_at

    workplaces = Workplaces(desk)
    try:
        place = workplaces.find(policy, numbers)
    except FactError as error:
        raise Problem(
            "This workplace is not there",
            sentence(str(error)),
            "Check the number, or load a newer register: npqdesk register import FILE.",
        ) from error
    known = {**place.known, **given}
    names = {**ANYBODY, "workplace": place.name or ANYBODY["workplace"]}
    found = answer(desk, values(known), names=names)
    starts = other_starts(desk, found, known, lists_at(desk, known))
    return explain_text(
        Explained(desk.vocabulary, found, known, starts, workplaces.evidence(policy, place, values(given)))
    )


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


@dataclass(frozen=True, slots=True)
class Explained:
    """An answer with what is known and from where (nothing is said of what was given), other starts, and its evidence
    where the workplace was looked up."""

    vocabulary: Vocabulary
    found: Answer
    known: Known
    starts: tuple[StartRow, ...] = ()
    evidence: "Evidence | None" = None


def explain_text(told: Explained) -> str:
    """An answer as plain text: what it is, why, what would change it, and every rule that was tested."""
    found, sources = told.found, Sources()
    changes = "What would have changed it" if found.past else "What would change it"
    parts = [
        _head(told.vocabulary, found),
        section(
            "Still needed",
            [_dash(f"{row.label} ({row.fact}). {sentence(row.who + ' can say')}") for row in found.missing],
        ),
        section("What each answer leads to", [_dash(f"{row.say}: {row.headline}.") for row in found.leads]),
        section("What is known", _known(told)),
        section("Why", [_reason(row, told, sources) for row in found.reasons]),
        section(changes, [_dash(f"{sentence(row.title)} {row.say}") for row in found.changes]),
        section("What would end it", [_dash(f"{sentence(row.title)} {row.say}") for row in found.ends]),
        section(_courses_title(found), _other_courses(found)),
        section("Other starts", _other_starts(told)),
        section("Take care", _cautions(told, sources)),
        section("DfE’s own service", [paragraph(found.service_note)] if found.service_note else []),
        section("Rules tested, in order", _trace(found, sources)),
        section("Sources", sources.listed()),
        section("Rests on", _rests_on(told)),
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


def _known(told: Explained) -> Iterator[str]:
    for name, fact in told.vocabulary.facts.items():
        if name in told.known and name in told.found.facts:
            value = told.vocabulary.value_name(name, told.found.facts[name])
            yield _dash(f"{fact.label}: {value}{_from((name,), told)}")


def _from(facts: Iterable[str], told: Explained) -> str:
    """Where facts come from, in brackets, where they were not simply given."""
    says = [told.known[name].say for name in facts if name in told.known]
    origins = ", ".join(dict.fromkeys(filter(None, says)))
    return f" ({origins})" if origins else ""


def _reason(row: ReasonRow, told: Explained, sources: Sources) -> str:
    fact = sentence(f"{row.fact}{_from(row.facts, told)}")
    return _dash(f"{_MARKS[row.mark]}: {sources.cite(f'{fact} {row.rule}', row.sources)}")


def _courses_title(found: Answer) -> str:
    return "Other courses that could be funded then" if found.past else "Other courses that can be funded"


def _other_courses(found: Answer) -> Iterator[str]:
    """The rule once for all the courses that it opens."""
    for say, names in _grouped((row.say, row.name) for row in found.courses if row.outcome in ("funded", "review")):
        yield _dash(f"{', '.join(names)}. {say}")


def _other_starts(told: Explained) -> Iterator[str]:
    """Starts to come one by one, past ones by their outcome: nobody can join them."""
    if not told.found.decision.decided:
        return
    for row in told.starts:
        if not row.past:
            yield _dash(f"{sentence(row.title)} {row.say}")
    past = [row for row in told.starts if row.past]
    for outcome, names in _grouped((row.outcome, row.name) for row in past if row.outcome != "undecided"):
        yield _dash(f"In the past, {_IN_THE_PAST[outcome]} {', '.join(names)}.")
    for say, names in _grouped((row.say, row.name) for row in past if row.outcome == "undecided"):
        yield _dash(f"Cannot tell for {', '.join(names)}. {say}")


def _grouped(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, list[str]]]:
    """The names under each heading, in the order in which they come."""
    found: dict[str, list[str]] = {}
    for heading, name in pairs:
        found.setdefault(heading, []).append(name)
    return found.items()


def _cautions(told: Explained, sources: Sources) -> Iterator[str]:
    if told.evidence and told.found.policy:
        yield from map(_dash, told.evidence.warnings(told.found.policy))
    for row in told.found.cautions:
        yield _dash(sources.cite(sentence(row.say), row.sources))


def _trace(found: Answer, sources: Sources) -> Iterator[str]:
    for number, row in enumerate(found.trace, start=1):
        facts = "; ".join(row.facts)
        settled = f" ({facts})" if facts else ""
        said = sources.cite(f"{row.rule}: {row.verdict}{settled}. {row.say}", row.sources)
        yield paragraph(said, mark=f"{number:>3}. ")


def _rests_on(told: Explained) -> list[str]:
    policy = told.found.policy
    if policy is None:
        return []
    edition = f"{policy.name} ({policy.id}/{policy.edition}), for decisions from {day(policy.decided_from)}."
    rows = [row for row in told.evidence.rows(policy) if row.kind != "policy"] if told.evidence else []
    listed = [f"{row.label}: {row.say}{' (too old)' if row.too_old else ''}." for row in rows]
    return [_dash(text) for text in (edition, *listed)]


def _dash(text: str) -> str:
    return paragraph(text, mark="- ")
