"""Central staff: what the rules answer for somebody at each of the schools they serve, and where that differs.

DfE asks for one school of those that somebody works for, and lists go by school: so the answer may hang on which."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from npqdesk.letters.phrase import capital, say_list
from npqdesk.rules.facts import Course
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.matrix.answering import Answering
from npqdesk.services.matrix.cells import Cell
from npqdesk.services.matrix.colleagues import Colleague, at_school, colleagues
from npqdesk.services.own_schools import workplace_names
from npqdesk.services.serving import schools_served

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class AtSchool:
    """What is answered for somebody at one school; `cells` are for the courses of `Central`, in their order."""

    urn: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Differs:
    """One course whose answer hangs on the school: the answer at each."""

    course: Course
    at: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Central:
    """Somebody who serves several schools; the school of the staff record stands first."""

    person_id: int
    name: str = field(repr=False)
    role: str = field(repr=False)
    courses: tuple[Course, ...]
    schools: tuple[AtSchool, ...]

    @property
    def differing(self) -> tuple[Differs, ...]:
        """The courses whose answer is not the same at every school."""
        found = []
        for at, course in enumerate(self.courses):
            cells = tuple((school.name, school.cells[at]) for school in self.schools)
            if len({cell.says for _name, cell in cells}) > 1:
                found.append(Differs(course, cells))
        return tuple(found)


def central_staff(desk: "Desk", cohort: str, *, person_id: int | None = None) -> tuple[Central, ...]:
    """Everyone who serves two schools or more, by name, each asked at every school; nobody where there is no policy."""
    policy = desk.policy_for(cohort)
    with desk.store.reading() as session:
        everyone = schools_served(session, desk.today(), person_id=person_id)
        served = {number: urns for number, urns in everyone.items() if len(urns) > 1}
        urns = {urn for each in served.values() for urn in each}
        names = workplace_names(session, urns, town=False)
    if isinstance(policy, NoPolicy) or not served:
        return ()
    answering = Answering(desk, policy, cohort, urns)
    people = (one for one in colleagues(desk, cohort, person_id=person_id) if one.id in served)
    return tuple(_central(answering, one, served[one.id], names) for one in people)


def differing_words(one: Central) -> tuple[tuple[str, str], ...]:
    """The courses whose answer hangs on the school, those that hang alike together: ("Leading literacy and Leading
    teaching", "Eligible at Alder Brook; not eligible: workplace is not on the list at Cinder Hill")."""
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for each in one.differing:
        alike.setdefault(tuple((name, cell.says) for name, cell in each.at), []).append(each.course.name)
    return tuple((say_list(courses), capital(_answers(at))) for at, courses in alike.items())


def _answers(at: Iterable[tuple[str, str]]) -> str:
    by_answer: dict[str, list[str]] = {}
    for name, says in at:
        by_answer.setdefault(says, []).append(name)
    return "; ".join(f"{says} at {say_list(names)}" for says, names in by_answer.items())


def _central(answering: Answering, one: Colleague, urns: Iterable[str], names: Mapping[str, str]) -> Central:
    schools = tuple(_asked_at(answering, one, urns, names))
    return Central(one.id, one.name, one.role, answering.courses, schools)


def _asked_at(
    answering: Answering, one: Colleague, urns: Iterable[str], names: Mapping[str, str]
) -> Iterator[AtSchool]:
    for urn in urns:
        yield AtSchool(urn, names.get(urn, urn), answering.row(at_school(one, urn)))
