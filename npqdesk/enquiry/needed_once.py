"""What a policy still needs, worked out once for all cases that its rules cannot tell apart."""

from npqdesk.enquiry.route import needed_facts
from npqdesk.rules.classes import Alike
from npqdesk.rules.conditions import Facts, Value
from npqdesk.rules.policy import Policy

MOST = 20_000
"""Kinds of cases that are remembered at a time."""


class NeededOnce:
    """`needed_facts`, which it remembers: that hangs on the policy and the facts alone."""

    def __init__(self) -> None:
        self._alike: dict[int, tuple[Policy, Alike]] = {}
        self._found: dict[tuple[int, tuple[Value | None, ...]], frozenset[str]] = {}

    def __call__(self, policy: Policy | None, facts: Facts) -> frozenset[str]:
        """The facts that a policy still needs of a case."""
        if policy is None:
            return needed_facts(policy, facts)
        if id(policy) not in self._alike:
            self._alike[id(policy)] = policy, Alike((*policy.scholarship, *policy.grants, *policy.cautions))
        key = id(policy), self._alike[id(policy)][1].signature(facts)
        found = self._found.get(key)
        if found is None:
            found = needed_facts(policy, facts)
            if len(self._found) < MOST:
                self._found[key] = found
        return found
