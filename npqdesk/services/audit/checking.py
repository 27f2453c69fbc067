"""Checking an audit file: that nothing in it was changed, and that each answer follows from its facts and rules."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from npqdesk.problem import Place, Problem
from npqdesk.rules.decide import decide, decide_grant
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.reader import policy_hash, read_policy
from npqdesk.services.audit.files import FORMAT, JSON_FILE, SUMS
from npqdesk.services.audit.pieces import Fields

MOST_BYTES = 500_000_000
"""More than the files of any audit together: a larger one is not unpacked."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How many files and answers were checked, and each fault as a sentence; nothing is wrong where there is none."""

    files: int
    answers: int
    faults: tuple[str, ...]


def check_audit(vocabulary: Vocabulary, path: Path) -> Checked:
    """Check a file.  Problem when it is no audit file or cannot be read."""
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_BYTES:
                raise _no_audit(path, "It would take more room than any audit file does.")
            files = {each.filename: packed.read(each) for each in packed.infolist()}
    except (OSError, zipfile.BadZipFile, RuntimeError, zlib.error, EOFError) as error:
        raise _no_audit(path, f"{error}.") from error
    try:
        told: Fields = json.loads(files.get(JSON_FILE, b"{}"))
    except ValueError as error:
        raise _no_audit(path, f"{JSON_FILE} cannot be read: {error}.") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT or SUMS not in files:
        raise _no_audit(path, "It has not the parts of one, or is of another version.")
    faults = [*_changed(files), *_wrong_letters(told, files)]
    for each in told["answers"]:
        faults += _wrong_answer(vocabulary, each, files)
    return Checked(len(files) - 1, len(told["answers"]), tuple(faults))


def _changed(files: Mapping[str, bytes]) -> Iterator[str]:
    """Files that are not as their hash says, that are missing, or that were added."""
    told = dict(line.split("  ", 1)[::-1] for line in files[SUMS].decode().splitlines() if "  " in line)
    for path in sorted({*told, *files} - {SUMS}):
        if path not in files:
            yield f"{path} is missing."
        elif path not in told:
            yield f"{path} was added."
        elif hashlib.sha256(files[path]).hexdigest() != told[path]:
            yield f"{path} was changed."


def _wrong_letters(told: Fields, files: Mapping[str, bytes]) -> Iterator[str]:
    for letter in told.get("letters", ()):
        if hashlib.sha256(files.get(letter["file"], b"")).hexdigest() != letter["sha256"]:
            yield f"The letter {letter['reference']} is not the one that was kept."


def _wrong_answer(vocabulary: Vocabulary, told: Fields, files: Mapping[str, bytes]) -> Iterator[str]:
    """Whether the rules in the file give the answer in the file."""
    which, policy = f"The answer of number {told['determination']}", told["policy"]
    text = files.get(policy["file"], b"").decode()
    if policy_hash(text) != policy["sha256"]:
        yield f"{which} rests on rules whose text is not the one in the file."
        return
    try:
        rules = read_policy(text, policy["file"], vocabulary)
    except Problem as problem:
        yield f"{which}: this version cannot read its rules ({problem.what_happened})"
        return
    facts = vocabulary.settle(
        {each["fact"]: each["value"] for each in told["facts"] if each["fact"] in vocabulary.facts}
    )
    decision = decide(rules, facts)
    again = {
        "outcome": decision.outcome,
        "reason": decision.reason,
        "rule": decision.rule,
        "grant": decide_grant(rules, facts, decision).pounds,
    }
    for name, value in again.items():
        if told["as_kept"][name] != value:
            yield f"{which} says “{told['as_kept'][name]}” ({name}); its facts and rules give “{value}”."


def _no_audit(path: Path, why: str) -> Problem:
    return Problem(
        "This is no audit file that can be checked", why, "Choose a zip that npqdesk made.", place=Place(path.name)
    )
