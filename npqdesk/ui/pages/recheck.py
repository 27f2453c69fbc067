"""Answers that changed: kept answers that would be others now, why, and keeping the new ones beside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from npqdesk.services.recheck import Differing, supersede
from npqdesk.services.workplaces import day_words
from npqdesk.ui.announce import announce
from npqdesk.ui.command import Command
from npqdesk.ui.outcome_words import OUTCOMES
from npqdesk.ui.page import Page
from npqdesk.ui.rechecked import differ_words, rechecked
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.widgets.buttons import Button, secondary
from npqdesk.ui.widgets.chip import Chip
from npqdesk.ui.widgets.empty import EmptyState
from npqdesk.ui.widgets.frames import Card, column, holder, row
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.progress import ProgressCard
from npqdesk.ui.widgets.text import Icon, label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

AT_ONCE = 25
_TITLE = "Answers that changed"
_LOOKING, _KEEPING = "Checking the answers that were kept", "Keeping the new answers"
_PROMISE = (
    "Keeping a new answer changes nothing of the old one. It stays as evidence, with the reason why it was answered "
    "again, and so do the letters made from it."
)


class RecheckPage(Page):
    """Looks again on each arrival; what was found before is shown meanwhile.  Rows are shown twenty-five at a time."""

    title = _TITLE
    help_text = (
        "When a newer list, register or policy is kept, an answer that was kept before may be another one now. "
        "Here stands each such answer, as it was and as it is now, and why. Nothing is changed until you keep the new "
        "answer; the old one stays as evidence."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.keep_all = secondary("Keep all new answers", self._keep_all, icon="save")
        crumbs = [("Enquiries", lambda: shell.go("enquiries")), (_TITLE, None)]
        self._header = PageHeader(_TITLE, crumbs=crumbs, actions=[self.keep_all])
        self.set_header(self._header)
        self._source = rechecked(shell)
        self._source.changed.connect(self._on_looked)
        self._content: QWidget | None = None
        self._shown: tuple[Differing, ...] | None = None
        self._task: Task | None = None
        self._many = AT_ONCE
        self.body.addStretch(1)

    def arrive(self, **_arguments: object) -> None:
        if self._task is not None:
            return
        if self._source.rows is None:
            card = ProgressCard((_LOOKING,), self._stop_looking, cancel="Stop checking", promise="Nothing is changed.")
            self._replace(card)
            self._header.show_title(_TITLE, about="")
            self.keep_all.hide()
            self._source.refresh(on_progress=card.show_progress)
            return
        self._many = AT_ONCE
        self._show(self._source.rows)
        self._source.refresh()

    def first_focus(self) -> QWidget | None:
        content = self._content
        if isinstance(content, ProgressCard):
            return content.cancel
        return self._first_button()

    def commands(self) -> Sequence[Command]:
        return (Command("&Keep all new answers", lambda: self.keep_all.isVisible() and self._keep_all(), menu="edit"),)

    def _on_looked(self) -> None:
        """Only what is another one is drawn anew, so that nothing jumps under the reader's hand."""
        rows = self._source.rows or ()
        if self._task is None and rows != self._shown and self._content is not None:
            had_focus = self._content.isAncestorOf(self.focusWidget()) if self.focusWidget() else True
            self._show(rows)
            if self.shell.page is self and had_focus:
                self._focus_first()

    def _show(self, rows: tuple[Differing, ...]) -> None:
        self._shown = rows
        keepable = [each for each in rows if each.can_keep]
        self.keep_all.setVisible(len(keepable) > 1)
        self._header.show_title(_TITLE, about=f"{differ_words(len(rows))}." if rows else "")
        announce(self, differ_words(len(rows)))
        if not rows:
            all_of_them = secondary("All enquiries", lambda: self.shell.go("enquiries"), icon="clipboard-list")
            why = "When a newer list, register or policy makes another answer of one, it stands here."
            self._replace(EmptyState("shield-check", "Every kept answer would be the same now", why, all_of_them))
            return
        promise = row(Icon("shield-check"), gap=10)
        promise.addWidget(label(_PROMISE, tone="muted"), 1)
        whole = column(holder(promise), gap=16)
        card = Card()
        for each in rows[: self._many]:
            card.add_row(_Line(self, each))
        whole.addWidget(card)
        if len(rows) > self._many:
            more = min(AT_ONCE, len(rows) - self._many)
            line = row(secondary(f"Show {more} more of {len(rows):,}", self._show_more, icon="chevron-down"))
            line.addStretch(1)
            whole.addLayout(line)
        self._replace(holder(whole))

    def _show_more(self) -> None:
        first = self._many
        self._many += AT_ONCE
        self._show(self._shown or ())
        assert self._content is not None
        button = self._content.findChildren(_Line)[first].open
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reveal(button)

    def _replace(self, content: QWidget) -> None:
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        fills = isinstance(content, EmptyState)
        self.body.insertWidget(0, content, int(fills))
        self.body.setStretch(1, int(not fills))
        content.show()

    def _first_button(self) -> QWidget | None:
        return next(iter(self._content.findChildren(Button)), None) if self._content is not None else None

    def _focus_first(self) -> None:
        button = self.first_focus()
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_looking(self) -> None:
        self.shell.go("enquiries")

    # Opening, and keeping the new answers

    def open_enquiry(self, each: Differing) -> None:
        self.shell.go("result", enquiry=each.enquiry_id)

    def keep_one(self, each: Differing) -> None:
        self._keep((each,))

    def _keep_all(self) -> None:
        self._keep([each for each in self._shown or () if each.can_keep])

    def _keep(self, rows: Sequence[Differing]) -> None:
        if self._task is not None:
            return
        numbers = [each.determination_id for each in rows]
        card = ProgressCard(
            (_KEEPING,),
            self._cancel,
            cancel="Stop here",
            promise="The old answers stay. If you stop, those kept so far stay kept, and the rest is as it was.",
        )
        self.keep_all.hide()
        self._replace(card)
        self._task = run_task(
            self,
            lambda task: supersede(self.desk, numbers, progress=task.progress, cancelled=task.cancelled),
            on_done=lambda made: self._kept(rows, len(made)),
            on_failed=self._failed,
            on_cancelled=lambda: self._end("You stopped. Those kept so far stay kept; the rest is as it was."),
            on_progress=lambda done, total, say: card.show_progress(done, total) if say == _KEEPING else None,
        )
        card.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept(self, rows: Sequence[Differing], made: int) -> None:
        self.shell.say_saved()
        if len(rows) == 1:
            self._end(f"The new answer for {rows[0].name or 'this enquiry'} is kept. The old one stays as evidence.")
        else:
            self._end(f"{made:,} new answers are kept. The old ones stay as evidence.")

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _failed(self, error: Exception) -> None:
        self._end("")
        self.shell.show_failure(error)

    def _end(self, notice: str) -> None:
        """Whatever came of it: look again and show what is left."""
        self._task, self._shown = None, None
        if notice:
            self.shell.notice(notice)
        self._source.refresh()


class _Line(QWidget):
    """One kept answer: who, which course and start, as it was and as it is, why; what can be done at the right."""

    def __init__(self, page: RecheckPage, each: Differing) -> None:
        super().__init__()
        name = each.name or "No name"
        self.setAccessibleName(f"{name}: {each.was.words}, now {each.now.words}. {each.why} {each.letter}".strip())
        about = f"{each.course} · {each.cohort} · kept {day_words(each.kept.astimezone().date())}"
        words = column(label(name, "strong"), label(about, "small", tone="muted"), gap=2)
        words.addSpacing(6)
        words.addLayout(_answers(each))
        words.addSpacing(6)
        words.addWidget(label(each.why))
        if each.letter:
            letter = row(Icon("file-text", size=16), gap=8)
            letter.addWidget(label(each.letter, "small", tone="muted"), 1)
            words.addSpacing(2)
            words.addLayout(letter)
        self.open = secondary("Open", lambda: page.open_enquiry(each), name=f"Open: {name}")
        keep = secondary("Keep the new answer", lambda: page.keep_one(each), name=f"Keep the new answer: {name}")
        buttons = column(self.open, *([keep] if each.can_keep else []), gap=8)
        buttons.addStretch(1)
        across = row(gap=20)
        across.addLayout(words, 1)
        across.addLayout(buttons)
        self.setLayout(across)


def _answers(each: Differing) -> QGridLayout:
    """Was and now, one under the other: the word, then what else tells them apart."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(2, 1)
    for number, (when, told) in enumerate((("Was", each.was), ("Now", each.now))):
        grid.addWidget(label(when, "small", tone="muted", wrap=False), number, 0)
        grid.addWidget(Chip(OUTCOMES[told.outcome]), number, 1)
        grid.addWidget(label(told.detail[:1].upper() + told.detail[1:], "small"), number, 2)
    return grid
