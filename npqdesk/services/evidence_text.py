"""A kept answer as plain values, for a file that another program or an auditor reads."""

from dataclasses import asdict
from typing import Any

from npqdesk.services.determine import Result


def determination_fields(result: Result) -> dict[str, Any]:
    """Everything a kept answer says and rests on: texts, numbers, lists and dictionaries only."""
    told = result.answer
    policy = told.policy
    unverified = result.evidence.unverified if result.evidence else None
    return {
        "determination": result.determination_id,
        "kept": result.kept.isoformat() if result.kept else None,
        "name": result.name,
        "workplace": result.names.get("workplace", ""),
        "unverified": unverified.say if unverified else None,
        "cohort": told.cohort,
        "course": told.course,
        "outcome": told.decision.outcome,
        "reason": told.decision.reason,
        "rule": told.decision.rule,
        "service_outcome": told.service.outcome,
        "service_reason": told.service.reason,
        "needed": sorted(told.decision.needed),
        "grant": told.grant.pounds,
        "grant_reason": told.grant.reason,
        "headline": told.headline,
        "sentence": told.sentence,
        "reasons": [asdict(row) for row in told.reasons],
        "cautions": [row.say for row in told.cautions],
        "facts": {name: asdict(fact) for name, fact in sorted(result.known.items())},
        "trace": [asdict(row) for row in told.trace],
        "policy": {"id": policy.id, "edition": policy.edition} if policy else None,
        "rests_on": [asdict(row) for row in result.rests_on],
    }
