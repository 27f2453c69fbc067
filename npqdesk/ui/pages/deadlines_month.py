"""The month view of deadlines: the days at the left, what stands on the chosen one at the right."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from npqdesk.services.deadlines.deadline import Deadline, add_months, when_words
from npqdesk.ui.deadline_words import KIND_ICONS, presses, when_chip
from npqdesk.ui.theme import px, theme
from npqdesk.ui.widgets.buttons import link, secondary
from npqdesk.ui.widgets.frames import column, holder, row
from npqdesk.ui.widgets.month import Entry, MonthTable
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.text import label

_LOW, _SIDE = 400, 300  # pixels at 100 %


class MonthView(QWidget):
    """`chosen` is the deadline chosen on the chosen day; `changed` comes with every other choice, `opened` for Enter on
    a deadline, `not_known` when those without a day are asked for."""

    changed = Signal()
    opened = Signal()
    not_known = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._shown: tuple[Deadline, ...] = ()
        self.month = MonthTable(today, name="Deadlines by day")
        self.month.month_changed.connect(lambda _month: self._show_month())
        self.month.day_changed.connect(lambda _day: self._show_day())
        self.month.opened.connect(lambda _day: self._into_the_day())
        on_day = Column("On this day", lambda each: _on_day(each, self._today), 300)
        self.day = RowsTable(RowsModel([on_day]), name="On this day", row_height=74)
        self.day.horizontalHeader().hide()
        self.day.opened.connect(lambda _index: self.opened.emit())
        self.day.selectionModel().currentChanged.connect(lambda *_places: self.changed.emit())
        self._title = label("", "h2", wrap=False)
        self._no_day = link("", self.not_known.emit)
        self._day_title = label("", "h3")
        back = secondary("", lambda: self._turn(-1), icon="chevron-left", bulk="small", name="Previous month")
        on = secondary("", lambda: self._turn(1), icon="chevron-right", bulk="small", name="Next month")
        now = secondary("Today", lambda: self.month.choose(self._today), bulk="small", name="Show today")
        head = row(back, on, now, self._title, gap=8)
        head.addStretch(1)
        head.addWidget(self._no_day)
        self._beside = holder(column(self._day_title, self.day, gap=8))
        left = column(head, gap=8)
        left.addWidget(self.month, 1)
        whole = row(left, gap=16)
        whole.setStretch(0, 1)
        whole.addWidget(self._beside)
        self.setLayout(whole)
        theme().changed.connect(self._measure)
        self._measure()

    @property
    def chosen(self) -> Deadline | None:
        """The deadline chosen on the chosen day."""
        index = self.day.currentIndex()
        return self.day.row_of(index) if index.isValid() else None

    def show_deadlines(self, shown: Sequence[Deadline]) -> None:
        """Show these; the day that is chosen stays."""
        self._shown = tuple(shown)
        self._show_month()
        self._show_day()

    def keyPressEvent(self, event: object) -> None:
        if event.key() == Qt.Key.Key_Escape and self.day.hasFocus():
            self.month.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def _turn(self, months: int) -> None:
        self.month.choose(add_months(self.month.day, months))

    def _into_the_day(self) -> None:
        if self.day.rows.rows:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            self.day.choose(0)

    def _show_month(self) -> None:
        first, last = self.month.shown_days()
        entries: defaultdict[date, list[Entry]] = defaultdict(list)
        for each in self._shown:
            for day in _days(each, first, last):
                entries[day].append(_entry(each, self._today))
        self.month.show_month(entries)
        self._title.setText(f"{self.month.day:%B %Y}")
        without = sum(each.day is None for each in self._shown)
        self._no_day.setText(f"{without} without a day")
        self._no_day.setAccessibleName(f"Show the {without} without a day")
        self._no_day.setVisible(bool(without))

    def _show_day(self) -> None:
        day = self.month.day
        here = [each for each in self._shown if list(_days(each, day, day))]
        self._day_title.setText(f"{day:%A} {day.day} {day:%B}")
        self.day.setAccessibleName(f"On {day:%A} {day.day} {day:%B}")
        self.day.rows.show_rows(here)
        nothing = label("Nothing on this day.", tone="muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.day.show_empty(None if here else nothing)
        self.day.choose(0)
        self.changed.emit()

    def _measure(self) -> None:
        self.setMinimumHeight(px(_LOW))
        self._beside.setFixedWidth(px(_SIDE))


def _days(each: Deadline, first: date, last: date) -> Iterable[date]:
    """The days between two on which a deadline stands: all those of a window."""
    day, end = each.shown_on, max(filter(None, (each.shown_on, each.until)), default=None)
    while day is not None and end is not None and day <= min(end, last):
        if day >= first:
            yield day
        day += timedelta(days=1)


def _entry(each: Deadline, today: date) -> Entry:
    chip, pressing = when_chip(each, today), presses(each, today)
    return Entry(each.title, chip.drawing if pressing else KIND_ICONS[each.kind], pressing, when_words(each, today))


def _on_day(each: Deadline, today: date) -> Cell:
    return Cell(each.title, f"{when_words(each, today)} · {each.details or each.why}", strong=presses(each, today))
