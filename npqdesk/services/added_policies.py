"""A policy edition that the office adds itself, from a file, ahead of a release that carries it.

It is looked through first: its form, its proof, and that it fits beside the editions that are here.  Then it is shown:
what it is and what would change.  Only then is it kept, under its hash; and it can be removed and restored."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from npqdesk.problem import Place, Problem
from npqdesk.rules.policy import Policy
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.compare_policies import compare_editions
from npqdesk.services.comparison import Comparison
from npqdesk.services.desk import Desk
from npqdesk.services.enquiries import enquiries
from npqdesk.services.policies import PolicyRow, findings, policy_row
from npqdesk.services.progress import Progress, never, nobody_asks
from npqdesk.services.recheck import Differing, differing
from npqdesk.services.rulebook import Edition, Rulebook, is_shipped, read_edition, with_edition
from npqdesk.services.workplaces import day_words
from npqdesk.store.tables import AddedPolicy, PolicyText

_CORRECT = "Correct it in a text editor, then add it again. Nothing was kept."


class NotProven(Problem):
    """A policy file with mistakes that its proof found; `findings` has all of them, "file, line n: what"."""

    def __init__(self, found: tuple[tuple[Place, str], ...]) -> None:
        self.findings = tuple(f"{place}: {say}" for place, say in found)
        place, first = found[0]
        more = f" There {_more(len(found) - 1)} besides." if len(found) > 1 else ""
        super().__init__("This policy does not prove itself yet", f"{first}{more}", _CORRECT, place=place)


@dataclass(frozen=True, slots=True)
class PolicyPreview:
    """What adding a policy file would do.

    `already`: this very text comes with the program, or was added before, so there is nothing to keep.  `notes`: what
    to know before keeping it, in sentences.  `comparisons`: what differs from each edition that decided its starts, or
    the start before them, until then.  `flips`: the kept answers that it would make others."""

    file_name: str
    row: PolicyRow
    courses: tuple[str, ...]
    edition: Edition
    already: Literal["", "shipped", "added"]
    notes: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    flips: tuple[Differing, ...]


def preview_policy(
    desk: Desk, path: Path, *, progress: Progress = nobody_asks, cancelled: Callable[[], bool] = never
) -> PolicyPreview:
    """Look a policy file through and tell what adding it would do.  Keeps nothing.

    Problem, with the line, where its form, its proof (`NotProven`) or its place among the editions is wrong; Cancelled
    when asked to stop."""
    book = desk.rulebook
    read = read_edition(path, book.vocabulary)
    edition = replace(read, policy=replace(read.policy, added=True))
    if found := findings(book, edition):
        raise NotProven(found)
    same = next((each for each in book.editions if each.hash == edition.hash), None)
    trial = book if same else _with_edition(book, edition)
    return PolicyPreview(
        file_name=path.name,
        row=policy_row(trial.vocabulary, edition.policy),
        courses=tuple(trial.vocabulary.courses[course].full_name for course in edition.policy.courses),
        edition=edition,
        already="" if same is None else "added" if same.added else "shipped",
        notes=() if same else tuple(_notes(desk, trial, edition.policy)),
        comparisons=() if same else _comparisons(book, trial, read.policy),
        flips=() if same else tuple(_flips(desk, trial, progress, cancelled)),
    )


def keep_policy(desk: Desk, preview: PolicyPreview) -> None:
    """Keep a previewed policy; it answers from now on.  Keeping one that is here already changes nothing.

    Problem where another was added in the meantime that it does not fit beside."""
    desk.read_rules_again()
    edition = preview.edition
    if edition.hash in {each.hash for each in desk.rulebook.editions}:
        return
    _with_edition(desk.rulebook, edition)
    with desk.store.writing() as session:
        if session.get(PolicyText, edition.hash) is None:
            session.add(PolicyText(hash=edition.hash, text=edition.text))
            session.flush()
        row = session.get(AddedPolicy, edition.hash) or AddedPolicy(hash=edition.hash)
        row.file_name, row.added_at, row.removed_at = preview.file_name, desk.now(), None
        session.add(row)
    desk.read_rules_again()


def remove_policy(desk: Desk, text_hash: str) -> None:
    """Take an added policy out of the rule book.  Answers that rest on it keep its text; `restore_policy` undoes it."""
    _set_removed(desk, text_hash, removed=True)


def restore_policy(desk: Desk, text_hash: str) -> None:
    """Put a removed policy back."""
    _set_removed(desk, text_hash, removed=False)


def added_policy(rulebook: Rulebook, name: str) -> tuple[str, str]:
    """The hash and the name in words of an added policy: by its id, "id/edition", or its file's name where it was left
    out.  Problem when none is called so, or it comes with the program."""
    added = [each for each in rulebook.editions if each.added]
    for each in added:
        if name in (each.policy.id, f"{each.policy.id}/{each.policy.edition}"):
            return each.hash, each.policy.name
    for left in rulebook.left_out:
        if name == left.file_name:
            return left.hash, left.file_name
    names = [f"{each.policy.id}/{each.policy.edition}" for each in added]
    names += [left.file_name for left in rulebook.left_out]
    raise Problem(
        "No such policy was added here",
        f"{name} is none of those that this office added.",
        f"Name one of {', '.join(names)}." if names else "None was added; those that come with npqdesk always stay.",
    )


def _set_removed(desk: Desk, text_hash: str, *, removed: bool) -> None:
    with desk.store.writing() as session:
        row = session.get(AddedPolicy, text_hash)
        if row is not None:
            row.removed_at = desk.now() if removed else None
    desk.read_rules_again()


def _with_edition(book: Rulebook, edition: Edition) -> Rulebook:
    """The rule book with it.  Problem, in the office's words, where it cannot stand beside the others."""
    policy = edition.policy
    place = Place(policy.file_name)
    if policy.status == "draft":
        raise Problem(
            "This policy is a draft",
            "It says so itself: status = “draft”. A draft answers nothing.",
            'When the rules are published, write status = "in_force" and add it again. Nothing was kept.',
            place=place,
        )
    same = [each for each in book.editions if (each.policy.id, each.policy.edition) == (policy.id, policy.edition)]
    if same:
        number = max(each.policy.edition for each in book.editions if each.policy.id == policy.id) + 1
        here = "comes with npqdesk" if is_shipped(policy, book) else f"was added from {same[0].policy.file_name}"
        raise Problem(
            "This edition is here already, with another text",
            f"Edition {policy.edition} of {policy.id} {here}, and an edition is never changed.",
            f"A correction is a new edition: write edition = {number}, then add it. Nothing was kept.",
            place=place,
        )
    return with_edition(book, edition)


def _comparisons(book: Rulebook, trial: Rulebook, policy: Policy) -> tuple[Comparison, ...]:
    """What differs from the editions that it takes the place of, or follows."""
    before = {old.name: old for cohort in policy.cohorts if (old := _before(book, trial, policy, cohort))}
    return tuple(compare_editions(trial.vocabulary, old, policy) for old in before.values())


def _before(book: Rulebook, trial: Rulebook, policy: Policy, cohort: str) -> Policy | None:
    """The edition that decided a start until this one, or that of the newest start before it."""
    found = book.policy_for(cohort, policy.decided_from)
    if isinstance(found, Policy):
        return found
    starts = list(trial.vocabulary.cohorts)
    earlier = [
        (starts.index(start), each.policy.decided_from, each.policy.edition, each.policy)
        for each in book.editions
        for start in each.policy.cohorts
        if starts.index(start) < starts.index(cohort) and each.policy.status == "in_force"
    ]
    return max(earlier, key=lambda entry: entry[:3])[3] if earlier else None


def _flips(desk: Desk, trial: Rulebook, progress: Progress, cancelled: Callable[[], bool]) -> Iterator[Differing]:
    """The kept answers that the trial makes others than they would be now."""
    now = {each.determination_id: each.now for each in differing(desk, progress=progress, cancelled=cancelled)}
    for each in differing(Desk(desk.store, trial), progress=progress, cancelled=cancelled):
        if now.get(each.determination_id) != each.now:
            yield each


def _notes(desk: Desk, trial: Rulebook, policy: Policy) -> Iterator[str]:
    """What to know before it is kept: that it withdraws, or does not decide yet, and who waits for it."""
    today = desk.today()
    if policy.status == "withdrawn":
        yield "It withdraws these rules: no answer will be given for its starts."
    elif policy.decided_from > today:
        yield f"It decides from {day_words(policy.decided_from)}. Until then answers stay as they are."
    else:
        for cohort in policy.cohorts:
            found = trial.policy_for(cohort, today)
            if isinstance(found, Policy) and found is not policy:
                start = trial.vocabulary.value_name("cohort", cohort)
                since = day_words(found.decided_from)
                yield f"For {start} the newer rules stay: {found.name}, which hold from {since}."
    waiting = [row for row in enquiries(desk) if row.cohort in _new_starts(desk, trial, policy)]
    if waiting:
        many = "1 enquiry waits" if len(waiting) == 1 else f"{len(waiting):,} enquiries wait"
        yield f"{many} for rules on {' and '.join(sorted({row.cohort for row in waiting}))}."


def _new_starts(desk: Desk, trial: Rulebook, policy: Policy) -> frozenset[str]:
    """The starts in words that have no rules yet."""
    without = (cohort for cohort in policy.cohorts if isinstance(desk.policy_for(cohort), NoPolicy))
    return frozenset(trial.vocabulary.value_name("cohort", cohort) for cohort in without)


def _more(count: int) -> str:
    return "is 1 mistake" if count == 1 else f"are {count:,} mistakes"
