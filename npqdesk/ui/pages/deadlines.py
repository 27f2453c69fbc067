"""Deadlines: what has to be done by when, as a list or as a month; done, put off, entered, reminded of, exported."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from npqdesk.paths import documents_folder
from npqdesk.problem import Problem
from npqdesk.services.deadlines.deadline import KINDS, Deadline
from npqdesk.services.deadlines.filtered import Filter, Show, filtered, stands
from npqdesk.services.deadlines.gather import deadlines
from npqdesk.services.deadlines.marks import settle, take_up
from npqdesk.services.deadlines.own import reminder, remove_date
from npqdesk.services.deadlines.subscription import save_calendar
from npqdesk.ui.command import Command
from npqdesk.ui.deadline_words import named
from npqdesk.ui.form_draft import FormDraft
from npqdesk.ui.page import Page
from npqdesk.ui.pages.deadline_foot import DeadlineFoot
from npqdesk.ui.pages.deadline_forms import CalendarForm, EnterDayForm, PutOffForm, ReminderForm
from npqdesk.ui.pages.deadlines_month import MonthView
from npqdesk.ui.pages.deadlines_table import columns
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.empty import EmptyState, none_matches
from npqdesk.ui.widgets.filter_bar import FilterBar
from npqdesk.ui.widgets.form import FormCard, FormPlace
from npqdesk.ui.widgets.frames import Limited
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import RowsModel, RowsTable
from npqdesk.ui.widgets.segments import SegmentedChoice

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_KIND, _SCHOOL = "Kind", "School"
_SHOWN: dict[Show, str] = {
    "open": "To do",
    "late": "Late",
    "not_known": "No day",
    "settled": "Done",
}
_VIEWS = {"list": "List", "month": "Month"}


class DeadlinesPage(Page):
    """`arrive(show=…, kind=…, words=…)` narrows it down; it is read anew on arrival."""

    title = "Deadlines"
    help_text = (
        "Each day says where it comes from. What nobody publishes is not known until you enter it: ask your provider. "
        "In the month, arrows go from day to day, Page Up and Page Down from month to month, and Enter goes to what "
        "stands on the day. Ctrl+D marks what is chosen as done. “Calendar file” keeps a file for Outlook or another "
        "calendar up to date; names are left out of it unless you want them."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._found: tuple[Deadline, ...] = ()
        self._new = primary("New reminder", self._ask_reminder, icon="plus")
        calendar = secondary("Calendar file…", self._ask_calendar, icon="calendar")
        self._header = PageHeader("Deadlines", actions=[calendar, self._new])
        self.set_header(self._header)
        self.table = RowsTable(RowsModel(columns(desk.today)), name="Deadlines", many=True)
        self.month = MonthView(desk.today())
        self._stack = QStackedWidget()
        for view in (self.table, self.month):
            self._stack.addWidget(view)
        self.table.setMinimumHeight(px(230))
        self.view = SegmentedChoice(list(_VIEWS.items()), name="View")
        self.view.chosen.connect(lambda _view: self._show())
        states = {str(show): words for show, words in _SHOWN.items()}
        self.bar = FilterBar(
            states, words="Filter by name or course", name="Filter the deadlines", choices=[_KIND, _SCHOOL],
            after=[self.view],
        )  # fmt: skip
        self.foot = DeadlineFoot(self)
        self.place = FormPlace(self.foot)
        self.body.addWidget(Limited(self.place, 860))
        self.body.addWidget(self.bar)
        self.body.addWidget(self._stack, 1)
        self.set_footer(self.foot)
        self._connect()

    def _connect(self) -> None:
        self.bar.changed.connect(self._show)
        self.table.opened.connect(lambda _index: self.open(self.chosen))
        self.table.removed.connect(lambda _index: self.remove(self.chosen))
        self.table.selectionModel().selectionChanged.connect(lambda *_places: self._tell_chosen())
        self.month.changed.connect(self._tell_chosen)
        self.month.opened.connect(lambda: self.open(self.chosen))
        self.month.month.day_changed.connect(lambda _day: self._reveal_day())
        self.month.not_known.connect(lambda: self._choose_list("not_known"))

    def arrive(
        self, *, show: str = "", kind: str = "", words: str = "", calendar: bool = False, **_arguments: object
    ) -> None:
        self.place.close_form()
        self.refresh()
        if show or kind or words:
            self.bar.narrow(show, {_KIND: kind})
            self.bar.field.setText(words)
        if calendar:
            self._ask_calendar()

    def refresh(self) -> None:
        at = self.table.currentIndex().row()
        scope = self.shell.scope
        self._found = tuple(each for each in deadlines(self.desk) if each.concerns(scope.urn))
        self.bar.narrow_elsewhere(_SCHOOL, elsewhere=bool(scope.urn))
        kinds = {each.kind for each in self._found}
        self.bar.show_choices(_KIND, "All kinds", [(kind, words) for kind, words in KINDS.items() if kind in kinds])
        places = {(urn, each.workplace) for each in self._found for urn in each.urns}
        self.bar.show_choices(_SCHOOL, "All schools", sorted(places, key=lambda each: each[1]))
        self._show()
        self.table.choose(max(at, 0))
        self._tell_chosen()

    def first_focus(self) -> QWidget:
        if self.place.form is not None:
            return self.place.form.first()
        if not self._found:
            return self._new
        return self.month.month if self.view.value() == "month" else self.table

    def commands(self) -> Sequence[Command]:
        return (
            Command("&New reminder", self._ask_reminder),
            Command("&Save what is shown as a calendar file…", self.save_shown, "Ctrl+S"),
            Command("Keep a &calendar file up to date…", self._ask_calendar),
            Command("&Filter the deadlines", self.bar.focus_field, "Ctrl+F", menu="edit"),
            Command("&Done", lambda: self.mark(self.all_chosen), "Ctrl+D", menu="edit"),
            Command("&Open", lambda: self.open(self.chosen), "F2", menu="edit"),
            Command("&List or month", self._turn_view, "Ctrl+B", menu="view"),
        )

    @property
    def chosen(self) -> Deadline | None:
        """The deadline chosen in the view that is shown."""
        if self.view.value() == "month":
            return self.month.chosen
        index = self.table.currentIndex()
        return self.table.row_of(index) if index.isValid() else None

    @property
    def all_chosen(self) -> tuple[Deadline, ...]:
        """Those chosen in the list, in its order; the one chosen in the month."""
        if self.view.value() == "month":
            return (self.month.chosen,) if self.month.chosen is not None else ()
        return self.table.chosen_rows()

    # What can be done with them

    def open(self, each: Deadline | None) -> None:
        """Go to what it is about: its application, its person, or the reminder itself."""
        if each is None:
            return
        if each.application_id is not None:
            self.shell.go("application", application=each.application_id)
        elif each.kind == "own":
            self._ask(ReminderForm(self.desk, self._done, self._leave, of=reminder(self.desk, each.own_id or 0)))
        elif not each.people or each.kind == "grant":
            self.shell.go("applications", start=each.cohort)
        else:
            self.shell.go("person", person=each.people[0].id)

    def mark(self, some: Sequence[Deadline], *, needed: bool = True) -> None:
        """Mark them as done, or as not needed; what is settled or put off already is taken up again."""
        if not some:
            return
        keys, told = [each.key for each in some], named(some)
        if needed and all(each.mark is not None for each in some):
            take_up(self.desk, *keys)
            self._done(f"To do again: {told}.")
        else:
            settle(self.desk, *keys, state="done" if needed else "not_needed")
            self._done(f"{'Done' if needed else 'Not needed'}: {told}.")

    def put_off(self, some: Sequence[Deadline]) -> None:
        """Ask until when."""
        self._ask(PutOffForm(self.desk, some, self._done, self._leave))

    def enter(self, each: Deadline) -> None:
        """Ask for the day that nobody publishes."""
        self._ask(EnterDayForm(self.desk, each, self._done, self._leave))

    def remove(self, each: Deadline | None) -> None:
        """Take away a reminder, or a day that the office entered; what follows from the records stays."""
        if each is None or each.own_id is None:
            return
        remove_date(self.desk, each.own_id)
        self._done(f"Removed: {each.title}." if each.kind == "own" else f"The day of “{each.title}” was removed.")

    def save_shown(self) -> None:
        """Ask for a file and write what is shown into it."""
        start = str(documents_folder() / "NPQ deadlines.ics")
        chosen, _filter = QFileDialog.getSaveFileName(self, "Save as a calendar file", start, "Calendar files (*.ics)")
        if chosen:
            self.save_to(Path(chosen if chosen.endswith(".ics") else f"{chosen}.ics"))

    def save_to(self, path: Path) -> None:
        """Write what is shown into a file."""
        try:
            save_calendar(self.desk, self._shown(), path)
        except Problem as problem:
            self.shell.show_failure(problem)
            return
        without = sum(each.day is None for each in self._shown())
        kept = f" {without} without a day are not in it." if without else ""
        self.shell.notice(f"Saved as {path.name}.{kept}")

    # Forms

    def _ask_reminder(self) -> None:
        day = self.month.month.day if self.view.value() == "month" else None
        form = ReminderForm(self.desk, self._done, self._leave, day=day)
        self._ask(form)
        FormDraft(form, self.shell, self.desk, "new")

    def _ask_calendar(self) -> None:
        self._ask(CalendarForm(self.desk, self._done, self._leave, self.save_shown))

    def _ask(self, form: FormCard) -> None:
        self.place.ask(form)
        QTimer.singleShot(0, self, self.scroll_to_top)  # once the focus has scrolled to the field

    def _done(self, told: str) -> None:
        self._leave()
        self.refresh()
        self.shell.undoing.tell(told)

    def _leave(self) -> None:
        self.place.close_form()
        self.first_focus().setFocus()

    # Showing

    def _turn_view(self) -> None:
        self.view.choose("month" if self.view.value() == "list" else "list")
        self._show()
        self.first_focus().setFocus()

    def _choose_list(self, show: Show) -> None:
        self.bar.states.choose(show)
        self.view.choose("list")
        self._show()
        self.table.setFocus()

    def _reveal_day(self) -> None:
        """Scroll to the chosen day, where large text leaves no room for the whole month."""
        table = self.month.month
        middle = table.visualRect(table.currentIndex()).center()
        at = table.viewport().mapTo(self.scroll.widget(), middle)
        self.scroll.ensureVisible(at.x(), at.y(), px(20), px(60))

    def _wanted(self, show: Show) -> Filter:
        return Filter(show, self.bar.choice(_KIND), self.bar.choice(_SCHOOL), words=tuple(self.bar.words))

    def _shown(self) -> tuple[Deadline, ...]:
        return filtered(self._found, self._wanted(self.bar.state), self.desk.today())

    def _show(self) -> None:
        today, shown = self.desk.today(), self._shown()
        wider = filtered(self._found, self._wanted("all"), today)
        self.bar.show_counts({show: sum(stands(each, show, today) for each in wider) for show in _SHOWN})
        self.table.rows.show_rows(shown)
        self.table.show_empty(None if shown else self._why_empty())
        self.bar.tell(len(shown), len(self._found))
        self.table.choose(0)
        self.month.show_deadlines(shown)
        self._stack.setCurrentWidget(self.month if self.view.value() == "month" else self.table)
        late = sum(each.state(today) == "late" for each in wider)
        about = "What is not published is not known: ask your provider, then enter the day."
        told = f"{late} late. {about}" if late else about
        self._header.show_title("Deadlines", about=self.shell.scope.about(told))
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        self.foot.show_deadlines(self.all_chosen)

    def _why_empty(self) -> EmptyState:
        if self._found:
            return none_matches("Nothing of this kind", self.bar.clear)
        return EmptyState(
            "calendar",
            "No deadlines yet",
            "They follow from applications and the staff record; reminders of your own stand among them.",
            secondary("New reminder", self._ask_reminder, icon="plus"),
        )
