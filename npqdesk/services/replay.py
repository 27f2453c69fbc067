"""An enquiry's way through the questions, with what the register and the lists say of its answers.

What is looked up is never stored with the answers: `afresh` asks the records each time; who replays many enquiries at
once hands in sources that were read once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial

from npqdesk.enquiry.answers import Answers
from npqdesk.enquiry.known import Known, KnownFact
from npqdesk.enquiry.options import PolicyFor
from npqdesk.enquiry.route import Route, route
from npqdesk.rules.conditions import Facts, Value
from npqdesk.rules.policy import Policy
from npqdesk.services.desk import Desk, RuleDesk
from npqdesk.services.funded_before import FundedPlace, funded_already
from npqdesk.services.providers import ChildcareProvider, has_providers, provider, provider_facts
from npqdesk.services.schools import School, school
from npqdesk.services.workplaces import Lists, LoadedLists, list_facts, listed_facts, workplace_facts


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a workplace is looked up: the lists, the register by URN, and Ofsted's by Ofsted number (None where none is
    loaded); the policy of a start, and what was looked up, where those are remembered
    from one replay to the next."""

    lists: Lists
    school: Callable[[str], School | None]
    provider: Callable[[str], ChildcareProvider | None] | None = None
    policy_for: PolicyFor | None = None
    remembered: dict[tuple[str, str, str], Known] | None = None


def afresh(desk: Desk) -> Sources:
    """The records themselves, asked each time."""
    return Sources(LoadedLists(desk), partial(school, desk), provider=ofsted_register(desk))


def ofsted_register(desk: Desk) -> Callable[[str], ChildcareProvider | None] | None:
    """Who knows a provider by its Ofsted number; None where no file of Ofsted's is loaded."""
    return partial(provider, desk) if has_providers(desk) else None


def replay(
    desk: Desk,
    answers: Answers,
    record: Known,
    sources: Sources | None = None,
    *,
    funded: Iterable[FundedPlace] = (),
    pass_over: bool = False,
) -> Route:
    """Where an enquiry of these answers stands now; `record` is what the staff record says of the person, `funded` what
    DfE has paid for before.  `pass_over`: questions without an answer are passed, as if nobody knew it."""
    sources = sources or afresh(desk)
    policy_for = sources.policy_for or policies_of(desk)
    remembered = {} if sources.remembered is None else sources.remembered

    def look_up(question: str, answer: Value, facts: Facts) -> Known:
        cohort = str(facts.get("cohort", ""))
        if question == "course":
            return funded_already(desk.vocabulary, funded, course=str(answer), cohort=cohort)
        key = (question, str(answer), cohort)
        if key not in remembered:
            remembered[key] = looked_up(desk, sources, policy_for(cohort), {question: str(answer)})
        return remembered[key]

    policy = policy_for(answers.get("cohort") or "")
    loaded = listed_facts(policy, sources.lists) if policy else frozenset[str]()
    if sources.provider is not None:
        loaded |= {"on_ofsted_early_years_register"}
    return route(
        policy_for,
        desk.rulebook.questions,
        answers,
        record,
        look_up=look_up,
        loaded=loaded,
        needed=desk.needed,
        pass_over=pass_over,
    )


def looked_up(desk: RuleDesk, sources: Sources, policy: Policy | None, numbers: dict[str, str]) -> Known:
    """What register and lists say of a `workplace` (by its URN) and of an `ofsted_urn`, whichever is given."""
    known: dict[str, KnownFact] = {}
    if "workplace" in numbers and (found := sources.school(numbers["workplace"])):
        known |= workplace_facts(found, policy, desk.vocabulary, sources.lists)
    if "ofsted_urn" in numbers and sources.provider and (there := sources.provider(numbers["ofsted_urn"])):
        known |= provider_facts(there)
    if "ofsted_urn" in numbers:
        known |= list_facts(policy, {"ofsted_urn": numbers["ofsted_urn"]}, sources.lists)
    return known


def policies_of(desk: RuleDesk) -> PolicyFor:
    """The policy in force today for a start, or None, as the questions ask for it; each found once."""

    @cache
    def policy_for(cohort: str) -> Policy | None:
        found = desk.policy_for(cohort)
        return found if isinstance(found, Policy) else None

    return policy_for


def on_record(name: str, urn: str) -> dict[str, KnownFact]:
    """What the staff record says of someone: the name, and the school where one is noted."""
    said = {"name": name, "workplace": urn}
    return {fact: KnownFact(text, "record", "Staff record") for fact, text in said.items() if text}
