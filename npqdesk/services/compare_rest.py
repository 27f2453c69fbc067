"""What else differs between two editions: courses, the grant to the school, lists, cautions and sources."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from npqdesk.rules.compare import Difference
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Caution, GrantRule, GrantTerms, Policy
from npqdesk.services.answer import SourceLink, source_link
from npqdesk.services.comparison import NAMES, ComparedPart, ComparedRow, in_one
from npqdesk.services.lists import list_kind

_NEW, _GONE = 6, 4
"""So many cautions that are new, and that are gone, are told."""


def courses_part(vocabulary: Vocabulary, old: Policy, new: Policy) -> ComparedPart:
    """Courses that only one of the two offers."""
    lines = [f"New: {vocabulary.courses[course].full_name}" for course in _only(new.courses, old.courses)]
    lines += [f"Gone: {vocabulary.courses[course].full_name}" for course in _only(old.courses, new.courses)]
    return ComparedPart("courses", "Courses", tuple(ComparedRow((line,)) for line in lines))


def grant_part(
    vocabulary: Vocabulary, old: Policy, new: Policy, differences: Iterable[Difference[GrantRule]]
) -> ComparedPart:
    """What the school is paid: begun, ended, or each amount that differs; then the terms."""
    changed = [each for each in differences if each.old.pounds != each.new.pounds]
    pays_before, pays_now = (any(rule.pounds for rule in policy.grants) for policy in (old, new))
    if pays_before and pays_now:
        rows = [
            _amounts(vocabulary, new, each) for each in {(each.old.id, each.new.id): each for each in changed}.values()
        ]
    elif changed:
        rows = [_begun_or_ended(new, changed, ended=pays_before)]
    else:
        rows = []
    if old.grant_terms and new.grant_terms and old.grant_terms != new.grant_terms:
        rows.append(_terms(old.grant_terms, new.grant_terms, new))
    return ComparedPart("grant", "Grant to the school", tuple(rows))


def places_part(old: Policy, new: Policy) -> ComparedPart:
    """How many places were funded, where the two give other figures."""
    before, now = old.places, new.places
    if now is None or (before and _figures(before.say) == _figures(now.say)):
        return ComparedPart("places", "Funded places", ())
    row = ComparedRow((now.say,), before=before.say if before else "", sources=_links(new, now.sources))
    return ComparedPart("places", "Funded places", (row,))


def lists_part(old: Policy, new: Policy) -> ComparedPart:
    """Lists read by only one of the two, and those of which other releases count."""
    before, now = _lists(old), _lists(new)
    lines = [f"No longer read: {_title(list_id)}" for list_id in _only(before, now)]
    lines += [f"New: {_title(list_id)}, {_days(now[list_id])}" for list_id in _only(now, before)]
    lines += [
        f"{_title(list_id)}: {_days(days)}; before, {_days(before[list_id])}"
        for list_id, days in now.items()
        if before.get(list_id, days) != days
    ]
    return ComparedPart("lists", "Lists, and which releases count", tuple(ComparedRow((line,)) for line in lines))


def cautions_part(old: Policy, new: Policy) -> ComparedPart:
    """Cautions that are new or gone, and those with another figure or day in them.

    One on the same matter in other words is no change: its matter is what its id says after the period's prefix."""
    before, now = _matters(old), _matters(new)
    fresh, gone = _only(now, before), _only(before, now)
    rows = [_caution("New", new, now[matter]) for matter in fresh[:_NEW]]
    rows += [ComparedRow((f"New: {len(fresh) - _NEW} more, which stand in the edition itself",))] * (len(fresh) > _NEW)
    rows += [
        _caution("Changed", new, caution)
        for matter, caution in now.items()
        if matter in before and _figures(before[matter].say) != _figures(caution.say)
    ]
    rows += [ComparedRow((f"Gone: {_first_sentence(before[matter].say)}",)) for matter in gone[:_GONE]]
    rows += [ComparedRow((f"Gone: {len(gone) - _GONE} more",))] * (len(gone) > _GONE)
    return ComparedPart("cautions", "Take care", tuple(rows))


def sources_part(old: Policy, new: Policy) -> ComparedPart:
    """Pages on which only the new edition rests."""
    known = {source.url for source in old.sources.values()}
    links = [source_link(source) for source in new.sources.values() if source.url not in known]
    return ComparedPart("sources", "New sources", tuple(ComparedRow((link.title,), sources=(link,)) for link in links))


def _amounts(vocabulary: Vocabulary, new: Policy, each: Difference[GrantRule]) -> ComparedRow:
    read = {*each.old.when.facts(), *each.new.when.facts()}
    case = [
        vocabulary.say(name, each.case[name], NAMES) for name in each.told if name in read & vocabulary.facts.keys()
    ]
    return ComparedRow(
        (f"£{each.old.pounds:,} before, £{each.new.pounds:,} now, for example where {in_one(case)}",),
        before=each.old.say,
        now=each.new.say,
        sources=_links(new, each.new.sources),
    )


def _begun_or_ended(new: Policy, changed: Sequence[Difference[GrantRule]], *, ended: bool) -> ComparedRow:
    paying = {rule.say: rule for rule in (each.old if ended else each.new for each in changed)}
    return ComparedRow(
        (
            "The grant has ended. Before:" if ended else "The grant has begun:",
            *(f"£{rule.pounds:,}: {say}" for say, rule in paying.items()),
        ),
        before="" if ended else changed[0].old.say,
        now=changed[0].new.say if ended else "",
        sources=_links(new, changed[0].new.sources),
    )


def _terms(old: GrantTerms, new: GrantTerms, policy: Policy) -> ComparedRow:
    return ComparedRow(
        (f"{new.scheme}, {new.academic_year}: paid {new.paid}",),
        before=f"{old.scheme}, {old.academic_year}: paid {old.paid}.",
        sources=_links(policy, (new.source,)),
    )


def _lists(policy: Policy) -> dict[str, tuple[date | None, date | None]]:
    return {use.list_id: (use.published_from, use.published_until) for use in policy.lists}


def _title(list_id: str) -> str:
    return list_kind(list_id).title


def _days(days: tuple[date | None, date | None]) -> str:
    since, until = (f"{day.day} {day:%B %Y}" if day else "" for day in days)
    if since and until:
        return f"releases from {since} to {until}"
    return f"releases from {since} on" if since else f"releases up to {until}" if until else "any release"


def _matters(policy: Policy) -> dict[str, Caution]:
    return {caution.id.partition("-")[2] or caution.id: caution for caution in policy.cautions}


def _figures(say: str) -> list[str]:
    return re.findall(r"[0-9][0-9,]*", say)


def _caution(mark: str, policy: Policy, caution: Caution) -> ComparedRow:
    return ComparedRow((f"{mark}: {caution.say}",), sources=_links(policy, caution.sources))


def _first_sentence(say: str) -> str:
    return f"{say.split('. ', maxsplit=1)[0].rstrip('.')}."


def _only(these: Iterable[str], others: Iterable[str]) -> list[str]:
    known = set(others)
    return [each for each in these if each not in known]


def _links(policy: Policy, ids: Iterable[str]) -> tuple[SourceLink, ...]:
    return tuple(source_link(policy.sources[source]) for source in ids)
