"""What the loaded lists of another start say of a workplace: each list belongs to its start."""

from dataclasses import replace

from npqdesk.enquiry.known import Known
from npqdesk.rules.policy import ListUse, Policy
from npqdesk.services.desk import Desk
from npqdesk.services.other_starts import ListsOf
from npqdesk.services.schools import school
from npqdesk.services.workplaces import Lists, LoadedLists, list_facts


def lists_at(desk: Desk, known: Known) -> ListsOf:
    """The loaded lists, asked for the workplace of a case; one published for an earlier start is left out."""
    identifiers = {name: str(known[name].value) for name in ("urn", "ukprn", "ofsted_urn") if name in known}
    urn = known.get("workplace") or known.get("urn")
    if urn and (found := school(desk, str(urn.value))):
        identifiers |= {"urn": found.urn, "ukprn": found.ukprn}
    lists = LoadedLists(desk)

    def lists_of(policy: Policy) -> Known:
        return list_facts(replace(policy, lists=_in_time(policy, lists)), identifiers, lists)

    return lists_of


def _in_time(policy: Policy, lists: Lists) -> tuple[ListUse, ...]:
    """The lists of which a release is loaded that was published for these starts."""
    return tuple(
        use for use in policy.lists if (release := lists.release(use)) and not use.is_too_old(release.published)
    )
