"""A kept answer and the letters that rest on it, as plain values and files for an audit."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from npqdesk.services.applications import cohort_words, course_words
from npqdesk.services.determine import kept_result
from npqdesk.services.evidence_text import determination_fields
from npqdesk.store.papers import Letter
from npqdesk.store.tables import Determination, PolicyText, RegisterSnapshot

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """Plain values for the JSON, and the files that they name, by their path in the zip."""

    fields: Fields = field(repr=False)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def answer_piece(desk: "Desk", determination_id: int) -> Piece:
    """A kept answer with all it rests on, explained again from the very facts and rules that it was decided on.

    Problem when there is none of that number."""
    told = determination_fields(kept_result(desk, determination_id))
    with desk.store.reading() as session:
        row = session.get_one(Determination, determination_id)
        text = session.get_one(PolicyText, row.policy_hash).text
        snapshot = session.get(RegisterSnapshot, row.register_snapshot_id) if row.register_snapshot_id else None
    path = f"policies/{row.policy_id}.{row.policy_edition}-{row.policy_hash[:8]}.toml"
    policy = {"id": row.policy_id, "edition": row.policy_edition, "sha256": row.policy_hash, "file": path}
    reason = desk.vocabulary.reasons.get(row.reason)
    fields = {
        **told,
        "course_in_words": course_words(desk.vocabulary, row.course),
        "cohort_in_words": cohort_words(desk.vocabulary, row.cohort),
        "reason_in_words": reason.title if reason else "",
        "facts": [_fact(desk, name, fact) for name, fact in told["facts"].items()],
        "enquiry": row.enquiry_id,
        "decided_at": row.decided_at.isoformat(),
        "as_kept": {"outcome": row.outcome, "reason": row.reason, "rule": row.rule, "grant": row.grant_pounds},
        "policy": policy,
        "register": _register(snapshot) if snapshot else None,
        "lists": list(row.list_releases.values()),
        "superseded_by": row.superseded_by,
        "superseded_because": row.superseded_because,
    }
    return Piece(fields, {path: text.encode()})


def _fact(desk: "Desk", name: str, fact: Fields) -> Fields:
    """A fact with its label, its value in words, and where it came from."""
    known = desk.vocabulary.facts.get(name)
    return {
        "fact": name,
        "label": known.label if known else name.replace("_", " ").capitalize(),
        "value": fact["value"],
        "in_words": desk.vocabulary.value_name(name, fact["value"]) if known else str(fact["value"]),
        "origin": fact["origin"],
        "from": fact["say"],
        "against": fact.get("against"),
    }


def _register(snapshot: RegisterSnapshot) -> Fields:
    return {
        "file": snapshot.file_name,
        "sha256": snapshot.sha256,
        "as_at": snapshot.as_at.isoformat(),
        "imported_at": snapshot.imported_at.isoformat(),
    }


def letter_pieces(desk: "Desk", determination_ids: Iterable[int]) -> Piece:
    """Every letter made from some kept answers, with the very bytes."""
    wanted = select(Letter).where(Letter.determination_id.in_(tuple(determination_ids))).order_by(Letter.id)
    with desk.store.reading() as session:
        rows = session.scalars(wanted).all()
    letters, files = [], {}
    for row in rows:
        path = f"letters/{row.reference.replace('/', '-')}.pdf"
        files[path] = row.pdf
        letters.append(
            {
                "number": row.id,
                "determination": row.determination_id,
                "kind": row.kind,
                "reference": row.reference,
                "made_at": row.made_at.isoformat(),
                "file": path,
                "sha256": row.pdf_sha256,
                "as_it_was_kept": hashlib.sha256(row.pdf).hexdigest() == row.pdf_sha256,
                "words_sha256": row.wording,
                "typed": row.details,
                "superseded_by": row.superseded_by,
                "superseded_because": row.superseded_because,
            }
        )
    return Piece({"letters": letters}, files)
