"""What an answer rests on: the policy and its edition, each list and the register with its date; and what is too old.

A list of an earlier start still says which workplaces were listed then, so it is read; but the reader is told, first of
all cautions, that the list of this start must be loaded before anyone relies on the answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from npqdesk.enquiry.check_answers import facts_that_count
from npqdesk.enquiry.known import Known, values
from npqdesk.rules.policy import ListUse, Policy
from npqdesk.services.desk import Desk
from npqdesk.services.providers import REGISTER
from npqdesk.services.schools import School, school
from npqdesk.services.unverified import Unverified, unverified
from npqdesk.services.workplaces import Lists, LoadedLists, day_words


@dataclass(frozen=True, slots=True)
class RestRow:
    """One thing that an answer rests on: what, its date in words, and whether it is too old for this start.

    `unverified`: it is no register but what the office entered by hand."""

    kind: str
    label: str
    say: str
    too_old: bool = False
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """A list release as evidence: which one (no id where it comes with the program), when published, in which file."""

    id: int | None
    list_id: str
    title: str
    published: date
    file_name: str
    sha256: str
    needed_from: date | None

    @property
    def too_old(self) -> bool:
        """Whether it was published for an earlier start."""
        return self.needed_from is not None and self.published < self.needed_from


@dataclass(frozen=True, slots=True)
class Evidence:
    """The releases and the register import that the facts of one answer were looked up in; `ofsted` is the day of the
    Ofsted register in words, empty where that was not needed; `unverified` a workplace that no register has."""

    releases: tuple[Release, ...]
    register_snapshot_id: int | None
    register_as_at: date | None
    ofsted: str = ""
    unverified: Unverified | None = None

    def rows(self, policy: Policy) -> tuple[RestRow, ...]:
        """Everything the answer rests on, in words."""
        return tuple(self._rows(policy))

    def warnings(self, policy: Policy) -> tuple[str, ...]:
        """What cannot be relied on yet: a workplace entered by hand, and lists that are too old; mostly nothing."""
        unverified = (self.unverified.say,) if self.unverified else ()
        old = [release for release in self.releases if release.too_old]
        if not old:
            return unverified
        titles = " and ".join(f"“{release.title}” of {day_words(release.published)}" for release in old)
        needed = max(release.needed_from or release.published for release in old)
        return (
            *unverified,
            f"This answer rests on {titles}. For {policy.title.lower()} the lists published on {day_words(needed)} or "
            "later count, and workplaces have come and gone since. Load them before you rely on this answer.",
        )

    def _rows(self, policy: Policy) -> Iterator[RestRow]:
        yield RestRow("policy", "Policy", policy.name)
        for release in self.releases:
            yield RestRow("list", release.title, f"Published {day_words(release.published)}", too_old=release.too_old)
        if self.register_as_at:
            yield RestRow("register", "School register", day_words(self.register_as_at))
        if self.ofsted:
            yield RestRow("register", REGISTER, self.ofsted)
        if self.unverified:
            yield RestRow("register", "Workplace", f"{self.unverified.place}, as entered by hand", unverified=True)


def evidence_for(desk: Desk, policy: Policy, known: Known) -> Evidence:
    """What the looked-up facts of one case rest on now: only the lists and the register file that it really used."""
    found = _looked_up_school(desk, known)
    return Evidence(
        releases=releases_that_count(policy, known, LoadedLists(desk)),
        register_snapshot_id=found.snapshot_id if found else None,
        register_as_at=found.as_at if found else None,
        ofsted=ofsted_day(known),
        unverified=unverified(desk.vocabulary, known),
    )


def _looked_up_school(desk: Desk, known: Known) -> School | None:
    """The workplace as the register has it, where a fact of the case comes from there."""
    if "workplace" not in known or "register" not in {fact.origin for fact in known.values()}:
        return None
    return school(desk, str(known["workplace"].value))


def ofsted_day(known: Known) -> str:
    """The day of the Ofsted register that facts were looked up in, in words; empty where none was."""
    said = [fact.say for fact in known.values() if fact.origin == "ofsted"]
    return said[0].removeprefix(f"{REGISTER}, ") if said else ""


def releases_that_count(policy: Policy, known: Known, lists: Lists) -> tuple[Release, ...]:
    """The list releases without which a case might be answered otherwise."""
    listed = {name for name in facts_that_count(policy, values(known)) if known[name].origin == "list"}
    uses = {use.list_id: use for use in policy.lists if use.fact in listed}
    return tuple(_releases(uses, lists))


def _releases(uses: Mapping[str, ListUse], lists: Lists) -> Iterator[Release]:
    for list_id, use in uses.items():
        if release := lists.release(use):
            yield Release(
                id=release.release_id,
                list_id=list_id,
                title=release.title,
                published=release.published,
                file_name=release.file_name,
                sha256=release.sha256,
                needed_from=use.published_from,
            )
