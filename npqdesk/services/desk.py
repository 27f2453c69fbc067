"""The office's desk: its open records, the policies in force, the words for everything, and what day it is.

Every service takes the desk first.  `open_desk` makes one; `Desk.close` lets the records go."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk import paths
from npqdesk.enquiry.questions import Questions, read_questions
from npqdesk.problem import Problem
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Policy
from npqdesk.rules.reader import policy_hash, read_policy
from npqdesk.rules.timeline import NoPolicy, edition_for, overlaps
from npqdesk.rules.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from npqdesk.store.engine import Store

DATABASE_VARIABLE = "NPQDESK_DATABASE"


@dataclass(frozen=True, slots=True)
class Edition:
    """A policy with the very text it was read from, kept under its hash wherever an answer rests on it."""

    policy: Policy
    text: str
    hash: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All that is shipped as data about the rules: words, editions, questions.  The same for every office."""

    vocabulary: Vocabulary
    editions: tuple[Edition, ...]
    questions: Questions

    def policy_for(self, cohort: str, on: date) -> Policy | NoPolicy:
        """The edition in force for a cohort on a day, or why there is none."""
        return edition_for((edition.policy for edition in self.editions), self.vocabulary, cohort, on)

    def edition(self, policy: Policy) -> Edition:
        """The text and hash of a policy."""
        return next(edition for edition in self.editions if edition.policy is policy)


class RuleDesk:
    """The rule book and the day, with no records: all that an answer needs."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.vocabulary = rulebook.vocabulary

    def today(self) -> date:
        """The day here, as on the wall calendar."""
        return datetime.now().astimezone().date()

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)

    def policy_for(self, cohort: str, *, on: date | None = None) -> Policy | NoPolicy:
        """The edition in force for a cohort on a day, today when none is named, or why there is none."""
        return self.rulebook.policy_for(cohort, on or self.today())


class Desk(RuleDesk):
    """One office at work: its records besides."""

    def __init__(self, store: "Store", rulebook: Rulebook) -> None:
        super().__init__(rulebook)
        self.store = store

    def close(self) -> None:
        """Let the records go."""
        self.store.close()


def open_desk(database: str | None = None) -> Desk:
    """The desk on the given records: a path, an address, or the office's own when nothing is said.

    Raises Problem when the records cannot be opened (newer, damaged, locked, read-only, no space)."""
    from npqdesk.store.engine import open_store  # a slow library, not wanted where the rules alone will do

    return Desk(open_store(_address(database)), read_rulebook())


def read_rulebook() -> Rulebook:
    """The shipped vocabulary, policies and questions.  Raises Problem where one of them is malformed."""
    vocabulary = read_vocabulary(paths.read_text("policy", "facts.toml"), "facts.toml")
    files = sorted(paths.resource("policy").glob("*.toml"))
    editions = tuple(read_edition(file, vocabulary) for file in files if file.name != "facts.toml")
    refuse_overlaps(editions, vocabulary)
    questions = read_questions(paths.read_text("questions", "questions.toml"), "questions.toml", vocabulary)
    return Rulebook(vocabulary, editions, questions)


def refuse_overlaps(editions: Iterable[Edition], vocabulary: Vocabulary) -> None:
    """Raises Problem for two policies that claim the same cohort from the same day."""
    for one, other, cohort in overlaps(edition.policy for edition in editions):
        raise Problem(
            "Two policies overlap",
            f"{one.file_name} and {other.file_name} both decide {vocabulary.cohorts[cohort].words} from the same day.",
            "Give one of them a later “decided_from” or a higher “edition”, or remove it.",
        )


def read_edition(file: Path, vocabulary: Vocabulary) -> Edition:
    """One policy file.  Raises Problem when it is missing, no text, or malformed."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(
            "This policy file cannot be read",
            f"{file.name}: {error}.",
            "Check that the file is there, that you may read it, and that it is plain text in UTF-8.",
        ) from error
    return Edition(read_policy(text, file.name, vocabulary), text, policy_hash(text))


def _address(database: str | None) -> str:
    """The SQLAlchemy address of the records to open, their folder made."""
    chosen = database or os.environ.get(DATABASE_VARIABLE) or str(paths.data_folder() / "npqdesk.sqlite3")
    if "://" in chosen:
        return chosen
    file = Path(chosen).expanduser().resolve()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            "The folder for your records cannot be made",
            f"{file.parent}: {error.strerror}.",
            "Choose another place with --database, or ask your IT support for the right to write there.",
        ) from error
    return f"sqlite:///{file}"
