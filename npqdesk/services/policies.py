"""Which editions there are, what each says in words, and whether each proves itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from npqdesk import paths
from npqdesk.problem import Place, Problem
from npqdesk.registers.lists import read_list_kinds
from npqdesk.rules.check import check
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Note, Policy, Rule
from npqdesk.rules.spelling import did_you_mean
from npqdesk.services.answer import SourceLink, source_link
from npqdesk.services.rulebook import Edition, Rulebook, read_edition, refuse_overlaps


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One edition as a list shows it."""

    id: str
    edition: int
    title: str
    status: str
    decided_from: date
    starts: tuple[str, ...]
    rules: int
    added: bool

    @property
    def name(self) -> str:
        """ "2026-autumn/1"."""
        return f"{self.id}/{self.edition}"

    @property
    def standing(self) -> str:
        """ "in force", or "in force, added locally" where it does not come with the program."""
        return f"{self.status}{', added locally' if self.added else ''}"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in words: what it decides, the sentence, a note where sources conflict, and where it is published."""

    id: str
    decides: str
    outcome: str
    say: str
    note: str
    guidance_only: bool
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class ListNeed:
    """A list that an edition reads, and the days between which releases of it count."""

    list_id: str
    published_from: date | None
    published_until: date | None


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """One edition, whole, in words.  `cases` are the groups of people whom it must answer as it claims."""

    row: PolicyRow
    courses: tuple[str, ...]
    scholarship: tuple[RuleRow, ...]
    grants: tuple[RuleRow, ...]
    cautions: tuple[RuleRow, ...]
    notes: tuple[RuleRow, ...]
    cases: tuple[str, ...]
    lists: tuple[ListNeed, ...]
    sources: tuple[SourceLink, ...]


def policy_rows(rulebook: Rulebook) -> tuple[PolicyRow, ...]:
    """Every edition, newest period first."""
    order = list(rulebook.vocabulary.cohorts)
    policies = sorted(
        (edition.policy for edition in rulebook.editions),
        key=lambda policy: (max(order.index(cohort) for cohort in policy.cohorts), policy.decided_from, policy.edition),
        reverse=True,
    )
    return tuple(policy_row(rulebook.vocabulary, policy) for policy in policies)


def policy_in_use(rulebook: Rulebook, on: date) -> Policy | None:
    """The edition that offices ask about on a day: of those in force by then, the one of the newest start."""
    order = list(rulebook.vocabulary.cohorts)
    found = (rulebook.policy_for(cohort, on) for cohort in reversed(order))
    return next((policy for policy in found if isinstance(policy, Policy)), None)


def find_policy(rulebook: Rulebook, policy_id: str, edition: int | None = None) -> Policy:
    """One edition of a period, the newest where none is named.  Raises Problem when there is none of that name."""
    policies = [each.policy for each in rulebook.editions if each.policy.id == policy_id]
    editions = [policy for policy in policies if edition in (None, policy.edition)]
    if not editions:
        names = ", ".join(f"{row.id}/{row.edition}" for row in policy_rows(rulebook))
        asked = policy_id if edition is None else f"{policy_id}/{edition}"
        raise Problem("There is no such policy", f"No edition is called {asked}.", f"Choose one of {names}.")
    return max(editions, key=lambda found: found.edition)


def policy_page(rulebook: Rulebook, policy_id: str, edition: int | None = None) -> PolicyPage:
    """One edition of a period, the newest where none is named.  Raises Problem when there is none of that name."""
    policy = find_policy(rulebook, policy_id, edition)
    words = rulebook.vocabulary
    return PolicyPage(
        row=policy_row(words, policy),
        courses=tuple(words.courses[course].full_name for course in policy.courses),
        scholarship=tuple(_rule_row(policy, words, rule) for rule in policy.scholarship),
        grants=tuple(
            RuleRow(
                rule.id,
                f"£{rule.pounds:,}",
                "",
                rule.say,
                rule.note,
                guidance_only=False,
                sources=_links(policy, rule.sources),
            )
            for rule in policy.grants
        ),
        cautions=tuple(
            RuleRow(rule.id, "Take care", "", rule.say, "", guidance_only=False, sources=_links(policy, rule.sources))
            for rule in policy.cautions
        ),
        notes=tuple(
            RuleRow(note.id, title, "", note.say, "", guidance_only=False, sources=_links(policy, note.sources))
            for title, note in _notes(policy)
        ),
        cases=tuple(case.say for case in policy.cases),
        lists=tuple(
            dict.fromkeys(ListNeed(use.list_id, use.published_from, use.published_until) for use in policy.lists)
        ),
        sources=tuple(source_link(source) for source in policy.sources.values()),
    )


def check_policies(rulebook: Rulebook, files: Iterable[Path] = ()) -> tuple[str, ...]:
    """What is wrong with some policy files, or with those shipped: one line each, "file, line n: what".

    Raises Problem for a file that cannot be read at all, and for a sound one that overlaps another or one shipped."""
    named = tuple(read_edition(file, rulebook.vocabulary) for file in files)
    found = tuple(
        f"{place}: {say}" for edition in named or rulebook.editions for place, say in findings(rulebook, edition)
    )
    if not found:
        texts = {edition.hash for edition in named}
        shipped = (edition for edition in rulebook.editions if edition.hash not in texts)
        refuse_overlaps((*named, *shipped), rulebook.vocabulary)
    return found


def findings(rulebook: Rulebook, edition: Edition) -> tuple[tuple[Place, str], ...]:
    """All that is wrong with one edition: where in its file, and what."""
    policy = edition.policy
    proof = [(finding.line, finding.say) for finding in check(policy, rulebook.vocabulary)]
    found = sorted({*proof, *_unknown_lists(policy)})
    return tuple((Place(policy.file_name, line), say) for line, say in found)


def _unknown_lists(policy: Policy) -> Iterable[tuple[int, str]]:
    """The lists that it reads and npqdesk cannot load."""
    kinds = read_list_kinds(paths.read_text("lists", "lists.toml"))
    for use in policy.lists:
        if use.list_id not in kinds:
            near = did_you_mean(use.list_id, kinds)
            yield use.line, f"There is no list called {use.list_id!r}{near}{'' if near.endswith('?') else '.'}"


def policy_row(vocabulary: Vocabulary, policy: Policy) -> PolicyRow:
    """One edition as a list shows it."""
    return PolicyRow(
        id=policy.id,
        edition=policy.edition,
        title=policy.title,
        status=policy.status.replace("_", " "),
        decided_from=policy.decided_from,
        starts=tuple(vocabulary.value_name("cohort", cohort) for cohort in policy.cohorts),
        rules=len(policy.scholarship) + len(policy.grants),
        added=policy.added,
    )


def _rule_row(policy: Policy, vocabulary: Vocabulary, rule: Rule) -> RuleRow:
    return RuleRow(
        id=rule.id,
        decides=vocabulary.reasons[rule.reason].title,
        outcome=rule.outcome,
        say=rule.say,
        note=rule.note,
        guidance_only=rule.basis == "guidance",
        sources=_links(policy, rule.sources),
    )


def _notes(policy: Policy) -> Iterator[tuple[str, Note]]:
    """What hangs on no one rule, each with a heading."""
    if policy.places:
        yield "How many places", policy.places
    yield from (("Note", note) for note in policy.notes)


def _links(policy: Policy, ids: tuple[str, ...]) -> tuple[SourceLink, ...]:
    return tuple(source_link(policy.sources[source]) for source in ids)
