"""Home: what to do next and by when, what was left half-way, and what answers rest on; on the first day, how to begin.

What takes longer than a blink to count is counted beside the window; meanwhile what was counted last stands there."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from npqdesk.services.deadlines.deadline import Deadline
from npqdesk.services.enquiries import EnquiryRow, drafts
from npqdesk.services.home import Ahead, is_first_day, is_nobody_here
from npqdesk.services.workplaces import day_words
from npqdesk.ui.loaded import loaded
from npqdesk.ui.page import Page
from npqdesk.ui.pages.first_start import FirstStart
from npqdesk.ui.pages.home_rows import SHOWN, act_row, draft_row, due_row, places_card
from npqdesk.ui.pages.home_side import rests_on_card
from npqdesk.ui.recent import recent_card
from npqdesk.ui.rechecked import differ_words, rechecked
from npqdesk.ui.standing import Standing, is_stale, standing
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.widgets.buttons import Button, link, primary
from npqdesk.ui.widgets.frames import Card, column, holder
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.text import capital, label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_DRAFTS = 4


class HomePage(Page):
    """Everything here is read anew on arrival."""

    title = "Home"
    help_text = (
        "What has to be done next stands here, what is late first; nothing that needs no doing. Begin with Check a "
        "colleague. A check that was left half-way is kept and stands under Carry on. What answers rest on shows how "
        "old the school register and the funding lists are."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._check = primary("Check a colleague", self._begin, icon="circle-question-mark", bulk="large")
        self._header = PageHeader("Home", actions=[self._check])
        self.set_header(self._header)
        self._content: QWidget | None = None
        self._ahead: Ahead | None = None
        self._task: Task | None = None
        self._told = 0
        self._recheck = rechecked(shell)
        self._recheck.changed.connect(self._on_rechecked)
        self._left = column()
        self._beside = column(gap=16, margins=(0, 4, 28, 24))
        side = QWidget()
        side.setLayout(self._beside)
        self.set_side(side, width=354)

    def arrive(self, **_arguments: object) -> None:
        loaded(self.shell)
        self._now, self._drafts, today = standing(self.desk), drafts(self.desk), self.desk.today()
        first_day = is_first_day(self.desk)
        self._header.setVisible(not first_day)
        self._header.show_title(
            f"{today:%A} {day_words(today)}", about=self.shell.scope.about(_scope_of_today(self._now))
        )
        self._side.setVisible(not first_day)
        self._replace(FirstStart(self.shell) if first_day else self._day())
        if not first_day:
            self._fill_side()
            self._recheck.refresh()
            self._count()

    def refresh(self) -> None:
        self.arrive()

    def first_focus(self) -> QWidget | None:
        return self._content.first if isinstance(self._content, FirstStart) else self._check

    def _begin(self) -> None:
        self.shell.go("check", new=True)

    def _replace(self, content: QWidget) -> None:
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self.body.addWidget(content)
        content.show()

    # What is counted beside the window

    def _count(self) -> None:
        if self._task is not None:
            self._task.on_done = self._task.on_failed = None
        desk, urn = self.desk, self.shell.scope.urn

        def work(_task: Task) -> Ahead:
            from npqdesk.services.home import ahead

            return ahead(desk, urn=urn)

        self._task = run_task(self.shell, work, on_done=self._take)

    def _take(self, counted: Ahead) -> None:
        self._task = None
        if counted != self._ahead:
            self._ahead = counted
            self._show_again()

    def _on_rechecked(self) -> None:
        if len(self._recheck.rows or ()) != self._told:
            self._show_again()

    def _show_again(self) -> None:
        """The cards anew, with the focus on the same button."""
        if self._content is None or isinstance(self._content, FirstStart):
            return
        focus = self.focusWidget()
        within = focus is not None and (self._content.isAncestorOf(focus) or self._side.isAncestorOf(focus))
        name = focus.accessibleName() if within else ""
        self._replace(self._day())
        self._fill_side()
        if within:
            buttons = (each for place in (self._content, self._side) for each in place.findChildren(Button))
            same = (each for each in buttons if each.accessibleName() == name and each.isVisibleTo(self))
            next(same, self._check).setFocus()

    # The main column

    def _day(self) -> QWidget:
        left = column(self._next(), gap=16)
        places = self._ahead.places if self._ahead else None
        if places is not None:
            left.addWidget(places_card(places, lambda: self.shell.go("applications"), self._show_places(places.cohort)))
        left.addStretch(1)
        return holder(left)

    def _next(self) -> Card:
        dates = self._ahead.dates if self._ahead else 0
        words = f"All {dates:,} dates" if dates > 1 else "1 date"
        every = link(words, lambda: self.shell.go("deadlines", show="open")) if dates else None
        card = Card("Next, and by when", action=every)
        rows = [*self._missing(), *self._first_steps(), *self._due(), *self._to_tell()]
        for each in rows:
            card.add_row(each)
        if not rows:
            words = "Nothing has to be done now." if self._ahead else "Looking at what is due…"
            card.body.addWidget(label(words, tone="muted"))
        return card

    def _missing(self) -> list[QHBoxLayout]:
        """What is missing before answers can be whole, and kept answers that would be others now."""
        rows = [*self._registers(), *self._lists()]
        self._told = len(self._recheck.rows or ())
        if self._told:
            why = "By a newer list, register or policy, or by answers edited since. Nothing changes until you say so."
            rows.append(act_row("history", differ_words(self._told), why, "See them", lambda: self.shell.go("recheck")))
        return rows

    def _first_steps(self) -> Iterator[QHBoxLayout]:
        """How to begin, while nobody is here."""
        if is_nobody_here(self.desk):
            why = "From a spreadsheet, or one by one"
            yield act_row("users", "Bring in your colleagues", why, "Staff", lambda: self.shell.go("staff"))
            why = "Which NPQ is funded, why, and what the school is owed"
            yield act_row("circle-question-mark", "Check a colleague", why, "Begin", self._begin)

    def _registers(self) -> Iterator[QHBoxLayout]:
        register, ofsted, today = self._now.register, self._now.ofsted, self.desk.today()
        load = self._load("register")
        if register is None or is_stale(register.as_at, today):
            latest = ("Get the latest", self._load("download"))
            icon, what, why = "database", "Load the school register", "Without it no school can be found by its name."
            if register is not None:
                why = f"Yours is of {day_words(register.as_at)}. Schools have opened, closed and joined trusts since."
                icon, what = "refresh-cw", "Load a newer school register"
            yield act_row(icon, what, why, "Load…", load, also=latest)
        if ofsted is not None and is_stale(ofsted.as_at, today):
            why = f"Yours is of {day_words(ofsted.as_at)}. Nurseries and childminders have come and gone since."
            yield act_row("refresh-cw", "Load a newer Ofsted register", why, "Load…", load)

    def _lists(self) -> Iterator[QHBoxLayout]:
        now = self._now
        if not now.lists:
            why = "Most answers turn on whether the school is on one of them."
            yield act_row("list-checks", "Load the funding lists", why, "Load…", self._load("list"))
        elif now.policy and any(now.is_too_old(each) for each in now.lists):
            title = f"Load the funding lists for {now.policy.title.lower()}"
            why = "Yours are of an earlier start. Schools have come on and gone off them since."
            yield act_row("list-checks", title, why, "Load…", self._load("list"))

    def _due(self) -> list[QHBoxLayout]:
        if self._ahead is None:
            return []
        today = self.desk.today()
        return [due_row(each, today, self._open_deadline(each)) for each in self._ahead.due]

    def _to_tell(self) -> list[QHBoxLayout]:
        """Colleagues to be told their answer, and those who can apply."""
        found, rows = self._ahead, []
        if found and found.to_tell:
            many = len(found.to_tell)
            what = f"Tell {_colleagues(many)} the answer"
            make = lambda: self.shell.go("many_letters", enquiries=list(found.to_tell))  # noqa: E731
            rows.append(act_row("mail", what, "Kept, and no letter made yet", "Make letters", make))
        if found and found.to_begin:
            first, many = found.to_begin[0], len(found.to_begin)
            who = first.name if many == 1 else _colleagues(many)
            begin = lambda: self.shell.go("application", person=first.id)  # noqa: E731
            see = lambda: self.shell.go("enquiries")  # noqa: E731
            why = "Eligible is not a place: register with DfE, then apply to a provider"
            verb, act = ("Begin", begin) if many == 1 else ("See them", see)
            rows.append(act_row("graduation-cap", f"Apply for {who}", why, verb, act))
        return rows

    # The side column

    def _fill_side(self) -> None:
        while self._beside.count():
            gone = self._beside.takeAt(0).widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        if self._drafts:
            self._beside.addWidget(self._carry_on())
        self._beside.addWidget(
            rests_on_card(self.shell, self._now, self.desk.today(), lacking=self._ahead.lacking if self._ahead else 0)
        )
        recent = recent_card(self.shell)
        if recent is not None:
            self._beside.addWidget(recent)
        for at in range(self._beside.count()):
            self._beside.itemAt(at).widget().show()
        self._beside.addStretch(1)

    def _carry_on(self) -> Card:
        more = len(self._drafts) - _DRAFTS
        every = link(f"{more:,} more", lambda: self.shell.go("enquiries")) if more > 0 else None
        card = Card("Carry on", action=every)
        for each in self._drafts[:_DRAFTS]:
            begun = f"Begun {day_words(each.started_at.astimezone().date())}"
            scope = capital(" · ".join(part for part in (each.course, each.cohort) if part)) or begun
            card.add_row(draft_row(each.name or "No name", scope, self._open(each)))
        return card

    # Where it leads

    def _load(self, what: str) -> Callable[[], None]:
        return lambda: self.shell.go("load", what=what)

    def _open(self, each: EnquiryRow) -> Callable[[], None]:
        return lambda: self.shell.go("check", enquiry=each.id)

    def _open_deadline(self, each: Deadline) -> Callable[[], None]:
        if each.application_id is not None:
            return lambda: self.shell.go("application", application=each.application_id)
        return lambda: self.shell.go("deadlines", kind=each.kind)

    def _show_places(self, cohort: str) -> Callable[[str], Callable[[], None]]:
        def shown(state: str) -> Callable[[], None]:
            return lambda: self.shell.go("applications", show=state if state in SHOWN else "open", start=cohort)

        return shown


def _scope_of_today(now: Standing) -> str:
    if now.policy is None:
        return ""
    return f"New starts follow the rules for {now.policy.title.lower()}{', added locally' if now.policy.added else ''}"


def _colleagues(many: int) -> str:
    return "one colleague" if many == 1 else f"{many:,} colleagues"
