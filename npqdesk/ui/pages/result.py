"""The result: the answer first, then the money, then why, then what next.  Its cards are in `result_cards.py`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from npqdesk.services.answer import CourseRow
from npqdesk.services.determine import Result, determine, kept_result, result
from npqdesk.services.enquiries import enquiry_state, save_answer
from npqdesk.services.other_days import DayRow, with_day
from npqdesk.services.other_starts import StartRow
from npqdesk.services.otherwise import ChangeRow, LeadRow
from npqdesk.services.recheck import Differing, differs_now
from npqdesk.services.trying import with_case, with_course, with_facts, with_start
from npqdesk.services.unverified import UNVERIFIED
from npqdesk.ui.announce import announce
from npqdesk.ui.audit_out import save_audit_of_answer
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.pages.check_funding import carry_on
from npqdesk.ui.pages.result_cards import ResultBody, outcome_panel
from npqdesk.ui.pages.result_kept import differs_bar, earlier_answers, earlier_bar
from npqdesk.ui.pages.result_side import ResultSide
from npqdesk.ui.standing import said
from npqdesk.ui.theme import restyle, set_icon, set_type
from npqdesk.ui.widgets.buttons import link, primary, secondary
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.frames import column, frame, holder, row
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.text import Icon, label, shortened

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_PAST = Status("none", "Past start", "history")


class ResultPage(Page):
    """Shows the answer to an enquiry as it stands, or one that was kept; and what would be if a fact were otherwise."""

    title = "Result"
    help_text = (
        "The panel says whether the scholarship pays, what the school is owed, and what that does not mean. "
        "Keep this answer saves it with everything it rests on. Try it and Check show what would be otherwise, "
        "without keeping anything."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.result: Result | None = None
        self.shown: Result | None = None
        self.panel: QWidget | None = None
        self._differs: Differing | None = None
        self._opened_kept = False
        self._header = PageHeader("")
        self.set_header(self._header)
        self._content: QWidget | None = None
        self._side_home = column()
        self._side_now: QWidget | None = None
        self.set_side(holder(self._side_home), width=332)
        self.keep = primary("&Keep this answer", self._keep, icon="save", bulk="large")
        self.first_question = primary("Answer the first &question", self._answer_first, bulk="large")
        self.another_start = primary("Choose another &start", self._another_start, bulk="large")
        self.letter = secondary("&Make the letter…", self._letter, icon="file-text", bulk="large")
        self.answers = link("Check &answers", self._check, icon="list-checks", name="Check answers")
        self._footer_bar = FooterBar(
            self.first_question, self.another_start, self.keep, self.letter, right=self.answers
        )
        self.set_footer(self._footer_bar)
        self._decidable = False

    def arrive(self, *, enquiry: int | None = None, determination: int | None = None, **_arguments: object) -> None:
        """`determination` opens a kept answer exactly as it was given."""
        self._opened_kept = determination is not None
        found = kept_result(self.desk, determination) if determination is not None else None
        self.result = found or result(self.desk, enquiry or 0)
        self._differs = differs_now(self.desk, self.result.enquiry_id) if self.result.kept is None else None
        self._show(self.result)

    def refresh(self) -> None:
        if not self._opened_kept:  # a kept answer is what it was
            state = enquiry_state(self.desk, self.result.enquiry_id)
            if state.route.complete and not state.removed:
                self.arrive(enquiry=state.id)
            else:
                self.shell.go("check", **({} if state.removed else {"enquiry": state.id}))

    def first_focus(self) -> QWidget | None:
        return self.panel

    def commands(self) -> Sequence[Command]:
        decidable = self._decidable
        return (
            Command("&Keep this answer", self._keep, "Ctrl+S", possible=decidable),
            Command("&Print the letter…", lambda: self._letter(to_print=True), "Ctrl+P", possible=decidable),
            Command("Save an &audit file…", self._save_audit, possible=decidable),
        )

    # Showing

    def _show(self, shown: Result, *, what_if: str = "", course: str = "") -> None:
        """`what_if` says in words what was turned; `course` is set when another course is tried."""
        self.shown = shown
        self._tell_header(shown)
        self.panel = outcome_panel(shown.answer)
        body = ResultBody(self.desk, shown, self)
        inside = column(gap=16)
        if what_if:
            inside.addWidget(self._what_if_bar(what_if, course))
        elif shown.superseded_because:
            inside.addWidget(earlier_bar(shown, lambda: self.shell.go("result", enquiry=shown.enquiry_id)))
        elif self._differs is not None:
            inside.addWidget(differs_bar(self._differs))
        earlier = None if what_if else earlier_answers(self.desk, shown, self._open_earlier)
        for part in (self.panel, body, *([earlier] if earlier else [])):
            inside.addWidget(part)
        inside.addStretch(1)
        self._replace(holder(inside))
        self._tell_footer(shown, what_if=bool(what_if))
        self.scroll_to_top()

    def _replace(self, content: QWidget) -> None:
        for old in (self._content, self._side_now):
            if old is not None:
                old.hide()
                old.deleteLater()
        assert self.shown is not None
        self._content, self._side_now = content, ResultSide(self.desk, self.shown)
        self.body.addWidget(content)
        self._side_home.addWidget(self._side_now)
        content.show()  # at once, so that the focus is seen where it arrives

    def _tell_header(self, shown: Result) -> None:
        words = shown.names
        name = shown.name or "No name yet"
        scope = (
            f"{words['course']}, starting {words['cohort']}" if shown.answer.course else words["cohort"].capitalize()
        )
        self._header.show_title(shortened(name, 60), about=f"{scope} · {_place(shown)}" if _has_place(shown) else scope)
        self._header.show_crumbs([("Check funding", lambda: self.shell.go("check")), (shortened(name), None)])
        self._header.show_chip(_PAST if shown.answer.past else None)
        self.set_title(f"Result: {name}")

    def _tell_footer(self, shown: Result, *, what_if: bool) -> None:
        decidable = shown.answer.policy is not None and not what_if
        kept = shown.kept is not None
        self.keep.setVisible(decidable and not kept)
        self.letter.setVisible(decidable)
        self.answers.setVisible(not what_if)
        is_open = decidable and not shown.answer.decision.decided
        self.first_question.setVisible(is_open)
        self.another_start.setVisible(shown.answer.policy is None and not what_if)
        is_earlier = bool(shown.superseded_because)
        self._make_primary(None if is_open or is_earlier else self.letter if kept else self.keep)
        self._decidable = decidable
        self.shell.refresh_commands()
        note = ""
        if shown.kept is not None:
            note = f"Kept {said(shown.kept.astimezone().date())}."
        self._footer_bar.note.setText("Nothing of this is kept" if what_if else note)

    def _make_primary(self, wanted: QPushButton | None) -> None:
        """Keeping comes first; once kept, the letter does; neither for an open question or an earlier answer."""
        for button in (self.keep, self.letter):
            first = button is wanted
            restyle(button, kind="primary" if first else "")
            set_type(button, "strong" if first else "body")
            set_icon(button, str(button.property("icon_name")), role="on_accent" if first else "text")

    def _what_if_bar(self, what_if: str, course: str) -> QWidget:
        bar = frame("notice")
        across = row(Icon("circle-question-mark", role="on_soft"), gap=10, margins=(14, 8, 10, 8))
        across.addWidget(label(f"What if: {what_if}", "strong"), 1)
        if course:
            across.addWidget(secondary("Change the course to this", lambda: self._take_course(course), bulk="small"))
        across.addWidget(secondary("Back to the answer", self._back_to_answer, icon="undo-2", bulk="small"))
        bar.setLayout(across)
        return bar

    # What the rows offer

    def try_change(self, change: ChangeRow) -> None:
        """The answer with something otherwise."""
        assert self.result is not None
        turned = with_case(self.desk, self.result, change.facts, elsewhere=change.elsewhere)
        self._show_and_tell(turned, what_if=change.case)

    def try_lead(self, lead: LeadRow) -> None:
        """The answer with something known that is missing."""
        assert self.result is not None
        self._show_and_tell(with_facts(self.desk, self.result, lead.facts), what_if=lead.say)

    def try_start(self, start: StartRow) -> None:
        """The answer for another start."""
        assert self.result is not None
        self._show_and_tell(with_start(self.desk, self.result, start.cohort), what_if=f"Starting in {start.name}")

    def try_day(self, day: DayRow) -> None:
        """The answer by the rules of another day."""
        assert self.result is not None
        self._show_and_tell(with_day(self.desk, self.result, day.decided_on), what_if=f"By the rules of {day.name}")

    def try_course(self, other: CourseRow) -> None:
        """The answer for another course."""
        assert self.result is not None
        turned = with_course(self.desk, self.result, other.course)
        self._show_and_tell(turned, what_if=other.name, course=other.course)

    def answer_now(self, fact: str) -> None:
        """Open the question that settles a missing fact."""
        assert self.result is not None
        questions = self.desk.rulebook.questions
        supplied = (each for each in questions.questions if fact in each.supplies)
        asked = questions.about_fact(fact, self.result.answer.facts) or next(supplied)
        self.shell.go("question", enquiry=self.result.enquiry_id, question=asked.id, from_check=True)

    def _answer_first(self) -> None:
        if self.result is not None and self.result.answer.missing:
            needed = self.result.answer.decision.needed
            missing = [each.fact for each in self.result.answer.missing]
            self.answer_now(next((fact for fact in missing if fact in needed), missing[0]))

    def _another_start(self) -> None:
        if self.result is not None:
            self.shell.go("question", enquiry=self.result.enquiry_id, question="cohort")

    def _open_earlier(self, determination: int) -> None:
        self.shell.go("result", determination=determination)

    def _back_to_answer(self) -> None:
        assert self.result is not None
        self._show_and_tell(self.result)

    def _show_and_tell(self, shown: Result, *, what_if: str = "", course: str = "") -> None:
        self._show(shown, what_if=what_if, course=course)
        assert self.panel is not None
        self.panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
        announce(self.panel, f"What if: {what_if}" if what_if else shown.answer.headline)

    def _take_course(self, course: str) -> None:
        assert self.result is not None
        save_answer(self.desk, self.result.enquiry_id, "course", course)
        self.shell.say_saved()
        carry_on(self.shell, self.desk, self.result.enquiry_id)

    # Keeping, letter, answers

    def _keep(self) -> bool:
        """Keep the answer; False, with the reason shown, when it could not be kept."""
        if self.result is None or self.shown is not self.result or self.result.answer.policy is None:
            return False
        if self.result.kept is None:
            because = self._differs.why if self._differs else ""
            self.result = determine(self.desk, self.result.enquiry_id, because=because)
            self._differs, self.shown = None, self.result
            if because:
                self._show(self.result)
            self._tell_footer(self.result, what_if=False)
            self.shell.say_saved()
            self.letter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            announce(self.letter, "This answer was kept with everything it rests on.")
        return True

    def _letter(self, *, to_print: bool = False) -> None:
        """The letter is made from a kept answer, so the answer is kept first."""
        if self._keep() and self.result is not None:
            self.shell.go("letter", determination=self.result.determination_id, to_print=to_print)

    def _check(self) -> None:
        if self.result is not None:
            self.shell.go("check_answers", enquiry=self.result.enquiry_id)

    def _save_audit(self) -> None:
        save_audit_of_answer(self.shell, self.shown.determination_id)


def _place(shown: Result) -> str:
    by_hand = shown.evidence and shown.evidence.unverified
    return f"{shown.names['workplace']} ({UNVERIFIED})" if by_hand else shown.names["workplace"]


def _has_place(shown: Result) -> bool:
    return "workplace" in shown.known or "workplace_name" in shown.known
