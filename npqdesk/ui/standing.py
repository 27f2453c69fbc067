"""What answers rest on now: the register, the lists, the edition in use, in words for the status bar and Home."""

from dataclasses import dataclass
from datetime import date

from npqdesk.rules.policy import Policy
from npqdesk.services.desk import Desk
from npqdesk.services.keeping import Imported
from npqdesk.services.lists import ListStatus, lists_status
from npqdesk.services.ofsted import ofsted_status
from npqdesk.services.policies import policy_in_use
from npqdesk.services.register import register_status
from npqdesk.services.workplaces import day_words

STALE_DAYS = 183
"""Registers change daily; after half a year enough schools and nurseries have opened or closed to say so."""
said = day_words
"""A day as everything on screen writes it: 18 May 2026."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The registers loaded last, the newest release of each list loaded from a file, and the edition in use."""

    register: Imported | None
    ofsted: Imported | None
    lists: tuple[ListStatus, ...]
    policy: Policy | None

    def is_too_old(self, release: ListStatus) -> bool:
        """Whether the edition in use reads this list and wants a later release of it."""
        needs = self.policy.lists if self.policy else ()
        return any(need.list_id == release.list_id and need.is_too_old(release.published) for need in needs)

    def status_bar(self) -> dict[str, str]:
        """The words of the three buttons of the status bar, by part."""
        newest = max((each.published for each in self.lists), default=None)
        title = self.policy.title if self.policy else ""
        register = f"School register {day_words(self.register.as_at)}" if self.register else "No school register yet"
        return {
            "register": register,
            "lists": f"Funding lists {day_words(newest)}" if newest else "No funding lists yet",
            "policy": f"Policy {title[:1].lower()}{title[1:]}" if title else "",
        }


def is_stale(as_at: date, today: date) -> bool:
    """Whether a register of that day is too old to be relied on without a word."""
    return (today - as_at).days > STALE_DAYS


def standing(desk: Desk) -> Standing:
    """Look up what answers rest on today.  Raises Problem when the records cannot be read."""
    lists = tuple(each for each in lists_status(desk) if each.release_id is not None)
    return Standing(register_status(desk), ofsted_status(desk), lists, policy_in_use(desk.rulebook, desk.today()))
