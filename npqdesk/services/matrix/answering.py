"""What the rules answer for a colleague and a course: the very enquiry, replayed with what is known of the person.

An enquiry about that course and start counts as it is; else what other enquiries said of the person and the workplace
is carried over.  Beside it two things are taken for granted until somebody says otherwise, and told with the cell: the
work setting that goes with the type of the workplace, and that the course was not funded before where no record says
so.  Questions that are left are passed as not known.  Cases that the rules cannot tell apart are answered once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from npqdesk.enquiry.answers import Answers
from npqdesk.enquiry.known import Known, values
from npqdesk.enquiry.route import Route
from npqdesk.rules.changes import offered
from npqdesk.rules.classes import Alike
from npqdesk.rules.decide import Decision, decide
from npqdesk.rules.facts import Course
from npqdesk.rules.policy import Policy
from npqdesk.services.desk import Desk
from npqdesk.services.funded_before import FACT as ONCE
from npqdesk.services.funded_before import funded_already
from npqdesk.services.look_up import ListsReadOnce
from npqdesk.services.matrix.cells import Cell, answered_cell
from npqdesk.services.matrix.colleagues import Asked, Colleague
from npqdesk.services.replay import Sources, looked_up, ofsted_register, on_record, policies_of, replay
from npqdesk.services.schools import School, schools_by_urn

NURSERY_SCHOOL, SIXTEEN_PLUS = "15", "16 plus"
"""The type of maintained nursery schools, and the phase of 16 to 19 settings, as the register has them."""
_OWN = frozenset({"name", "cohort", "course", "employer"})
_WORKPLACE = "workplace"


@dataclass(frozen=True, slots=True)
class CellCase:
    """What is answered in one cell: the answers as an enquiry keeps them, which of them (keys) are only taken for
    granted, and the enquiry about this course and start, if there is one."""

    answers: Mapping[str, str] = field(repr=False)
    granted: frozenset[str]
    enquiry: Asked | None


class Answering:
    """One start, asked about colleague after colleague; the lists, and the schools of `urns`, are read once."""

    def __init__(self, desk: Desk, policy: Policy, cohort: str, urns: Iterable[str]) -> None:
        self._desk, self._policy, self.cohort = desk, policy, cohort
        self.courses = tuple(matrix_courses(desk, policy, cohort))
        self._schools: Mapping[str, School] = schools_by_urn(desk, {urn for urn in urns if urn})
        ofsted = ofsted_register(desk)
        self._sources = Sources(ListsReadOnce(desk), self._schools.get, ofsted, policies_of(desk), {})
        self._alike = Alike((*policy.scholarship, *policy.grants, *policy.cautions))
        self._places: dict[str, object] = {}
        self._rows: dict[object, tuple[Cell, ...]] = {}
        self._answered: dict[object, Cell] = {}

    def row(self, one: Colleague) -> tuple[Cell, ...]:
        """The cells of a colleague, one for each of `courses`."""
        if one.asked or one.funded:
            cells = tuple(self._cell(one, course.id) for course in self.courses)
        else:
            place = self._place(one.urn)
            if place not in self._rows:
                self._rows[place] = tuple(self._cell(one, course.id) for course in self.courses)
            cells = self._rows[place]
        if one.studies:
            studies = (one.studies.get(course.id) for course in self.courses)
            cells = tuple(study.cell if study else cell for study, cell in zip(studies, cells, strict=True))
        return cells

    def school(self, urn: str) -> School | None:
        """The school of a URN, where the register has it."""
        return self._schools.get(urn)

    def case(self, one: Colleague, course: str) -> CellCase:
        """What is known for one cell."""
        own = next((asked for asked in one.asked if self._is_about(asked, course)), None)
        said = dict(own.answers) if own else self._carried(one)
        granted = {key: text for key, text in self._granted(one.urn, course).items() if key not in said}
        if "work_setting" in said:
            granted.pop("nursery_kind", None)
        answers = {**granted, **said, "cohort": self.cohort, "course": course}
        return CellCase(answers, frozenset(granted), own)

    def way(self, one: Colleague, course: str) -> Route:
        """The enquiry of one cell, walked to its end."""
        answers, record = Answers(self.case(one, course).answers), on_record(one.name, one.urn)
        return replay(self._desk, answers, record, self._sources, funded=one.funded, pass_over=True)

    def decision(self, way: Route) -> Decision:
        """What the rules answer at the end of a way."""
        return decide(self._policy, self._desk.vocabulary.settle(way.facts))

    def _cell(self, one: Colleague, course: str) -> Cell:
        key = self._key(one, course)
        found = self._answered.get(key)
        if found is None:
            decision = self.decision(self.way(one, course))
            found = self._answered[key] = answered_cell(self._desk.vocabulary, decision)
        return found

    def _key(self, one: Colleague, course: str) -> object:
        """All that rules can tell of a cell: what was said that may matter to it, the workplace, what was funded."""
        said = frozenset(
            (key, text)
            for key, text in self.case(one, course).answers.items()
            if not key.startswith(("?", "name", "employer")) and (not key.startswith(ONCE) or course in key)
        )
        about_place = any(one.urn and one.urn in key for key, _text in said)
        funded = bool(self._funded(one, course))
        return course, one.urn if about_place else self._place(one.urn), said, funded

    def _funded(self, one: Colleague, course: str) -> Known:
        return funded_already(self._desk.vocabulary, one.funded, course=course, cohort=self.cohort)

    def _place(self, urn: str) -> object:
        """What stands for all workplaces that the rules cannot tell apart."""
        if urn not in self._places:
            school = self._schools.get(urn)
            facts = values(looked_up(self._desk, self._sources, self._policy, {_WORKPLACE: urn})) if school else {}
            kind = facts.get("workplace_kind")
            self._places[urn] = (bool(urn), kind, *self._granted(urn, "").items(), self._alike.signature(facts))
        return self._places[urn]

    def _is_about(self, asked: Asked, course: str) -> bool:
        return asked.answers.get("course") == course and asked.answers.get("cohort") == self.cohort

    def _carried(self, one: Colleague) -> dict[str, str]:
        """What the last enquiry about somebody said that holds for another course; of the workplace only while it is
        the one of the record."""
        if not one.asked:
            return {}
        last = one.asked[0]
        said = {key: text for key, text in last.answers.items() if key not in _OWN and not key.startswith("?")}
        moved = one.since is not None and one.since > last.changed_on
        elsewhere = bool(one.urn) and said.get(_WORKPLACE, one.urn) != one.urn
        if moved or elsewhere:
            said = {key: text for key, text in said.items() if not self._is_of_workplace(key)}
        return said

    def _is_of_workplace(self, key: str) -> bool:
        """Whether an answer is about the workplace that somebody had."""
        name = key.partition("@")[0].partition("!")[0]
        questions = self._desk.rulebook.questions.questions
        return any(question.id == name and question.subject == "workplace" for question in questions)

    def _granted(self, urn: str, course: str) -> dict[str, str]:
        """What is taken for granted of anybody at a workplace."""
        granted = {f"{ONCE}@{course}": "no"} if course else {}
        return {**granted, **setting_of(self._schools.get(urn))}


def setting_of(school: School | None) -> dict[str, str]:
    """The work setting that goes with the type of a school, as an enquiry answers it; nothing without a school."""
    if school is None:
        return {}
    if school.type_code == NURSERY_SCHOOL:
        return {"work_setting": "early_years_or_childcare", "nursery_kind": "local_authority_maintained_nursery"}
    return {"work_setting": "a_16_to_19_educational_setting" if school.phase == SIXTEEN_PLUS else "a_school"}


def matrix_courses(desk: Desk, policy: Policy, cohort: str) -> Iterable[Course]:
    """The courses that somebody can start then, as they stand side by side: specialist, leadership, coaching."""
    every = desk.vocabulary.courses.values()
    known = [course for course in every if offered(policy, desk.vocabulary, course.id, cohort)]
    groups = list(dict.fromkeys(course.group for course in known))
    return sorted(known, key=lambda course: groups.index(course.group))
