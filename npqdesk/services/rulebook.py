"""The rule book: the words, editions and questions that are shipped, and the editions that the office added itself.

`read_rulebook` reads what is shipped; `with_added` puts the office's own beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from npqdesk import paths
from npqdesk.enquiry.questions import Questions, read_questions
from npqdesk.problem import Place, Problem
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Policy
from npqdesk.rules.reader import policy_hash, read_policy
from npqdesk.rules.timeline import NoPolicy, edition_for, overlaps
from npqdesk.rules.vocabulary import read_vocabulary
from npqdesk.store.added_texts import AddedText

MOST_BYTES = 1_000_000
"""Twenty times the longest policy that is shipped."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A policy with the very text it was read from, kept under its hash wherever an answer rests on it."""

    policy: Policy
    text: str
    hash: str

    @property
    def added(self) -> bool:
        """Whether the office added it; else it comes with the program."""
        return self.policy.added


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An added file that cannot be used any more, and why."""

    hash: str
    file_name: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All data about the rules: words, editions, questions.  The same for every office but for what it added itself.

    `ever_added` are the hashes of all texts that the office added and that no release carries, also those removed."""

    vocabulary: Vocabulary
    editions: tuple[Edition, ...]
    questions: Questions
    left_out: tuple[LeftOut, ...] = ()
    ever_added: frozenset[str] = frozenset()

    def policy_for(self, cohort: str, on: date) -> Policy | NoPolicy:
        """The edition in force for a cohort on a day, or why there is none."""
        return edition_for((edition.policy for edition in self.editions), self.vocabulary, cohort, on)

    def edition(self, policy: Policy) -> Edition:
        """The text and hash of a policy."""
        name = (policy.id, policy.edition)
        return next(each for each in self.editions if (each.policy.id, each.policy.edition) == name)


@cache
def read_rulebook() -> Rulebook:
    """The shipped vocabulary, policies and questions.  Raises Problem where one of them is malformed."""
    vocabulary = read_vocabulary(paths.read_text("policy", "facts.toml"), "facts.toml")
    files = sorted(paths.resource("policy").glob("*.toml"))
    editions = tuple(read_edition(file, vocabulary) for file in files if file.name != "facts.toml")
    refuse_overlaps(editions, vocabulary)
    words = vocabulary.with_cohorts(edition.policy for edition in editions)
    questions = read_questions(paths.read_text("questions", "questions.toml"), "questions.toml", words)
    return Rulebook(words, editions, questions)


def with_added(shipped: Rulebook, texts: Iterable[AddedText]) -> Rulebook:
    """A rule book with the texts that the office added and did not remove.

    A text or an edition that is shipped too stands as shipped.  One that cannot be read by this version, or that
    overlaps, is left out and told: it keeps nothing else from answering."""
    carried = {edition.hash for edition in shipped.editions}
    texts = [text for text in texts if text.hash not in carried]
    book, left_out = shipped, []
    for text in texts:
        if text.removed:
            continue
        try:
            edition = _added_edition(text, shipped.vocabulary)
            if not is_shipped(edition.policy, shipped):
                book = with_edition(book, edition)
        except Problem as problem:
            left_out.append(LeftOut(text.hash, text.file_name, problem))
    return replace(book, left_out=tuple(left_out), ever_added=frozenset(text.hash for text in texts))


def with_edition(book: Rulebook, edition: Edition) -> Rulebook:
    """A rule book with one edition more, and its starts known.  Raises Problem where it overlaps another."""
    editions = (*book.editions, edition)
    refuse_overlaps(editions, book.vocabulary)
    words = book.vocabulary.with_cohorts([edition.policy])
    return replace(book, vocabulary=words, editions=editions, questions=replace(book.questions, vocabulary=words))


def _added_edition(text: AddedText, vocabulary: Vocabulary) -> Edition:
    """An added text as an edition.  Raises Problem where this version cannot read it, or it is not as it was added."""
    if policy_hash(text.text) != text.hash:
        raise Problem(
            "An added policy is damaged",
            "Its text is not the one that was added.",
            "Add the file again. Nothing is decided by it in the meantime.",
            place=Place(text.file_name),
        )
    policy = read_policy(text.text, text.file_name, vocabulary)
    return Edition(replace(policy, added=True), text.text, text.hash)


def is_shipped(policy: Policy, rulebook: Rulebook) -> bool:
    """Whether an edition of this id and number comes with the program."""
    return (policy.id, policy.edition) in {
        (each.policy.id, each.policy.edition) for each in rulebook.editions if not each.added
    }


def refuse_overlaps(editions: Iterable[Edition], vocabulary: Vocabulary) -> None:
    """Raises Problem for two policies that claim the same cohort from the same day."""
    for one, other, cohort in overlaps(edition.policy for edition in editions):
        start = vocabulary.value_name("cohort", cohort)
        raise Problem(
            "Two policies overlap",
            f"{one.file_name} and {other.file_name} both decide {start} from the same day.",
            "Give one of them a later “decided_from” or a higher “edition”, or remove it.",
        )


def read_edition(file: Path, vocabulary: Vocabulary) -> Edition:
    """One policy file.  Raises Problem when it is missing, no text, too long for a policy, or malformed."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(
            "This policy file cannot be read",
            f"{file.name}: {error}.",
            "Check that the file is there, that you may read it, and that it is plain text in UTF-8.",
        ) from error
    if len(content) > MOST_BYTES:
        raise Problem(
            "This is no policy file",
            f"It is longer than {MOST_BYTES // 1_000_000} MB, and the longest policy has a twentieth of that.",
            "Choose the policy itself: a text file whose name ends in .toml.",
            place=Place(file.name),
        )
    return Edition(read_policy(text, file.name, vocabulary), text, policy_hash(text))
