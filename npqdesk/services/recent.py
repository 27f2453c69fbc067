"""What was looked at last, by its name of now: people, schools and letters.  What is gone is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy.orm import Session

from npqdesk.services.schools import schools_by_urn
from npqdesk.store.papers import Letter
from npqdesk.store.tables import Determination, Person

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

Kind = Literal["person", "school", "letter", "answer"]


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that was looked at: the number of a person, of a kept letter or of the answer that a letter is about,
    or the URN of a school."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Recent:
    """What was looked at, and what it is called."""

    seen: Seen
    title: str


def recent(desk: "Desk", seen: Sequence[Seen], *, most: int) -> tuple[Recent, ...]:
    """Those that are still there, in their order."""
    schools = schools_by_urn(desk, [each.id for each in seen if each.kind == "school"])
    with desk.store.reading() as session:
        titles = {each: _title(session, each) for each in seen if each.kind != "school"}
    titles |= {each: schools[each.id].name for each in seen if each.kind == "school" and each.id in schools}
    return tuple(Recent(each, titles[each]) for each in seen if titles.get(each))[:most]


def _title(session: Session, seen: Seen) -> str:
    number = int(seen.id)
    if seen.kind == "person":
        person = session.get(Person, number)
        return person.name if person is not None and person.removed_at is None else ""
    letter = session.get(Letter, number) if seen.kind == "letter" else None
    answer = session.get(Determination, letter.determination_id if letter is not None else number)
    if answer is None or not answer.name or (seen.kind == "letter" and letter is None):
        return ""
    return f"Letter {'to' if letter is None or letter.kind == 'staff' else 'about'} {answer.name}"
