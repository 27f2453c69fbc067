"""Qt draws into memory in every test; nothing needs a screen."""

import os
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, settings

from npqdesk.rules.policy import Policy
from npqdesk.rules.timeline import NoPolicy, edition_for
from npqdesk.services.rulebook import Rulebook

os.environ["QT_QPA_PLATFORM"] = "offscreen"

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")  # on a busy machine nothing is wrong with an example that took long


@pytest.fixture
def without_policy(monkeypatch) -> Callable[[str], None]:
    """Makes a start one for which there is no edition, as a start to come has none."""

    def leave_out(cohort: str) -> None:
        def policy_for(book: Rulebook, asked: str, on: date) -> Policy | NoPolicy:
            left = (edition.policy for edition in book.editions if cohort not in edition.policy.cohorts)
            return edition_for(left, book.vocabulary, asked, on)

        monkeypatch.setattr(Rulebook, "policy_for", policy_for)

    return leave_out
