"""How long a whole answer takes, with all that would change it: a person waits for it whenever a result opens."""

import pytest

from npqdesk.services.answer import answer
from npqdesk.services.desk import RuleDesk, read_rulebook
from npqdesk.services.wording import ANYBODY

REFUSED = {
    "cohort": "2026-autumn",
    "course": "npq-leading-literacy",
    "in_england": "yes",
    "previously_funded": "yes",
    "work_setting": "a_school",
    "workplace_kind": "school",
    "establishment_type": "11",
    "on_pp50_schools_list": "no",
    "on_rise_list": "no",
}
CASES = {
    "refused, with pairs": REFUSED,
    "another start": {**REFUSED, "cohort": "2024-autumn", "work_setting": "another_setting", "workplace_kind": "none"},
    "hardly anything known": {"cohort": "2025-spring", "course": "npq-headship"},
}


@pytest.mark.benchmark(group="answer")
@pytest.mark.parametrize("case", CASES)
def test_an_answer_comes_within_a_twentieth_of_a_second(benchmark, case):
    desk = RuleDesk(read_rulebook())
    benchmark(lambda: answer(desk, CASES[case], names=ANYBODY))
    assert benchmark.stats["median"] <= 0.05
