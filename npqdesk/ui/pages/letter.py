"""The letter: what the office says at the left, the very pages at the right; kept, replaced, saved, printed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from npqdesk.problem import Problem
from npqdesk.services.determine import Result, determinations, kept_result
from npqdesk.services.kept_letters import KeptLetterRow, kept_letters, letter_file, outdated_words, standing_letter
from npqdesk.services.letter_form import FormError, LetterForm, form_for, keep_form, read_form
from npqdesk.services.letters import Kind, MadeLetter, keep_letter, letter_kinds, make_letter
from npqdesk.ui.page import Page
from npqdesk.ui.pages.letter_bars import ask_first, kept_bar, outdated_bar, replacing_bar
from npqdesk.ui.pages.letter_options import LetterOptions
from npqdesk.ui.pages.letter_output import LetterOutput
from npqdesk.ui.pages.letter_preview import LetterPreview
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.frames import column, holder
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.text import shortened, tip

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_AFTER = 300  # milliseconds after the last change
_OPTIONS, _NARROW, _MOST = 372, 900, 0.43  # pixels at 100 %; the share of a small window that the options may take


class LetterPage(Page):
    """Made from a kept answer, or opened as it was kept.  Saving and printing keep a new one under its reference.

    A kept letter is shown as it is until something at the left is changed: then a new one is made in its place."""

    title = "Letter"
    help_text = (
        "What you see is the very PDF that is saved and printed. It is made anew a moment after each change. "
        "Everything at the left may stay empty. A letter that was kept stays as it is; a change makes a new one, which "
        "says what changed. In the pages: + and - zoom, Home and End go to the first and the last page, the mouse or "
        "Shift with the arrows chooses text."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.result: Result | None = None
        self.made: MadeLetter | None = None
        self.kept: KeptLetterRow | None = None
        self.pdf, self.file_name = b"", ""
        self._opened: KeptLetterRow | None = None
        self._begun = LetterForm()
        self._again = self._to_print = False
        self._task: Task | None = None
        self._header = PageHeader("Letter")
        self.set_header(self._header)
        self.options, self.preview = LetterOptions(), LetterPreview()
        self._bars = column(gap=8)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._both(), 1)
        self.scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        output = self.output = LetterOutput(self)
        self.save = primary("&Save…", output.save, icon="download", bulk="large")
        self.print = secondary("&Print…", output.print, icon="printer", bulk="large")
        self.open = secondary("&Open in the PDF reader", output.open_in_reader, icon="external-link", bulk="large")
        self._footer_bar = FooterBar(self.save, self.print, self.open)
        self.set_footer(self._footer_bar)
        self._timer = QTimer(self, interval=_AFTER, singleShot=True)
        self._timer.timeout.connect(self._make)
        self.options.changed.connect(self._timer.start)
        self._commands = self._make_commands()

    def arrive(
        self, *, determination: int = 0, letter: int = 0, to_print: bool = False, again: bool = False,
        **_arguments: object,
    ) -> None:  # fmt: skip
        """`letter` opens a kept one, `again` makes a new one in its place; `to_print` prints once the pages stand."""
        self._opened = next((row for row in kept_letters(self.desk) if row.id == letter), None)
        number = self._opened.determination_id if self._opened else determination
        if self.result is None or self.result.determination_id != number:
            self._forget()
            self.preview.clear()
        self.result, self._to_print, self._again = kept_result(self.desk, number), to_print, again
        name = self.result.name or "no name"
        self._header.show_title(f"Letter for {shortened(name, 60)}")
        where, arguments = ("letters", {}) if self._opened else ("result", {"determination": number})
        self._header.show_crumbs([(where.capitalize(), lambda: self.shell.go(where, **arguments)), ("Letter", None)])
        self.set_title(f"Letter: {name}")
        form = form_for(self.desk, self.result)
        form = replace(form, kind=self._opened.kind) if self._opened else form
        self.options.show_form(form, letter_kinds(self.result))
        self._begun = self.options.form()
        self._make()

    def first_focus(self) -> QWidget:
        return self.options.kind.box

    def commands(self) -> list[QAction]:
        return self._commands

    def regions(self) -> list[QWidget]:
        return [self.options, self.preview, self._footer_bar]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self.options.minimumSizeHint().width() + self._left.verticalScrollBar().sizeHint().width()
        self._left.setFixedWidth(max(needed, min(px(_OPTIONS), round(self.width() * _MOST))))
        self._tell_name()

    def leave(self) -> bool:
        self._keep_form()
        return True

    # Making

    def _make(self) -> None:
        """Show the kept letter, or make one beside the window from what stands at the left; an older one that is under
        way is let go."""
        self._timer.stop()
        if self.result is None or self.result.determination_id is None:
            return
        self._keep_form()
        if self._task is not None:
            self._task.on_done = self._task.on_failed = None
        kind, number = self.options.chosen, self.result.determination_id
        standing = standing_letter(self.desk, self.result.enquiry_id, kind)
        here = self._opened if self._opened and self._opened.kind == kind else standing
        form = self.options.form()
        touched = self._again or replace(form, kind=self._begun.kind) != self._begun
        moved = kind == "staff" and here not in (None, self._opened) and here.place not in ("", form.place)
        if here is not None and here.determination_id == number and not (touched or moved):
            self._show_kept(here)
        else:
            self._make_new(number, kind, standing)

    def _show_kept(self, row: KeptLetterRow) -> None:
        self.options.show_error("", "")
        try:
            file = letter_file(self.desk, row.id)
        except Problem as problem:
            self._on_not_made(problem)
            return
        self.made, self.kept = (self.made if self.made and self.made.pdf == file.pdf else None), row
        self._show(file.pdf, file.file_name)
        self._show_bars(None)

    def _make_new(self, number: int, kind: Kind, standing: KeptLetterRow | None) -> None:
        form = self.options.form()
        try:
            details = read_form(form)
        except FormError as error:
            self.options.show_error(error.field, error.what_happened.removesuffix("."))
            return
        self.options.show_error("", "")
        old = standing if standing and standing.determination_id <= number else None
        self._show_bars(old)
        self._task = run_task(
            self,
            lambda _task: make_letter(
                self.desk, number, kind, details, large=form.large, in_place_of=old.id if old else None,
                changed=form.changed,
            ),
            on_done=self._on_made,
            on_failed=self._on_not_made,
        )  # fmt: skip

    def _on_made(self, made: MadeLetter) -> None:
        self._task, self.made, self.kept = None, made, None
        self._show(made.pdf, made.file_name)
        if made.left_out:
            self.shell.notice(made.left_out)

    def _show(self, pdf: bytes, file_name: str) -> None:
        self.pdf, self.file_name = pdf, file_name
        self._enable()
        self.preview.show_pdf(pdf)
        if self._to_print:
            self._to_print = False
            self.output.print()

    def _on_not_made(self, error: Exception) -> None:
        self._forget()
        self._enable()
        if isinstance(error, Problem):
            self.preview.show_problem(error)
        else:
            self.shell.show_failure(error)

    def _forget(self) -> None:
        self._task, self.made, self.kept, self.pdf, self.file_name = None, None, None, b"", ""

    def _enable(self) -> None:
        for button in (self.save, self.print, self.open):
            button.setEnabled(bool(self.pdf))
        self._tell_name()

    def _tell_name(self) -> None:
        """The name of the file: at the right of the footer where there is room, else with the button alone."""
        self._footer_bar.note.setText(self.file_name if self.width() >= px(_NARROW) else "")
        self.save.setToolTip(tip(self.file_name))

    def _keep_form(self) -> None:
        if self.result is not None:
            form = self.options.form()
            if form != form_for(self.desk, self.result):
                keep_form(self.desk, self.result, form)
                self.shell.say_saved()

    # What stands over the pages

    def _show_bars(self, old: KeptLetterRow | None) -> None:
        """`old` is the kept letter that the one shown takes the place of."""
        while self._bars.count():
            bar = self._bars.takeAt(0).widget()
            bar.hide()
            bar.deleteLater()
        why = self._outdated()
        if why:
            kept = self.kept.reference if self.kept else ""
            self._bars.addWidget(outdated_bar(why, kept, self._to_answer, self._to_letter_now))
        elif old is not None:
            self._bars.addWidget(replacing_bar(old, lambda: self.shell.go("letter", letter=old.id)))
        elif self.kept is not None:
            self._bars.addWidget(kept_bar(self.kept, self._make_again))
        self._bars.parentWidget().setVisible(self._bars.count() > 0)
        self.options.show_replaced(replaced=old is not None)

    def _outdated(self) -> str:
        return outdated_words(self.desk, self.result.determination_id or 0) if self.result else ""

    def _make_again(self) -> None:
        self._again, self._opened = True, None
        self._make()
        self.options.fields["changed"].first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_answer(self) -> None:
        assert self.result is not None
        self.shell.go("result", enquiry=self.result.enquiry_id)

    def _to_letter_now(self) -> None:
        """The letter from the answer that stands for this enquiry now."""
        assert self.result is not None
        rows = determinations(self.desk, enquiry_id=self.result.enquiry_id)
        self.shell.go("letter", determination=next(row.id for row in rows if not row.superseded))

    def keep(self) -> None:
        """Keep a letter that is not kept yet; from then on it is the kept one that is shown.  Raises Problem."""
        if self.kept is None and self.made is not None:
            keep_letter(self.desk, self.made)
            assert self.result is not None
            self.kept = standing_letter(self.desk, self.result.enquiry_id, self.made.kind)
            self._again, self._opened, self._begun = False, None, self.options.form()
            self._show_bars(None)
            self.shell.say_saved()

    def may_go_out(self, verb: str) -> bool:
        """Whether to go on; where the answer was superseded, the office is asked first."""
        why = self._outdated()
        return not why or ask_first(self, verb, why, self._to_answer)

    def _both(self) -> QWidget:
        left = self._left = QScrollArea()
        left.setWidgetResizable(True)
        left.setFrameShape(QFrame.Shape.NoFrame)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.setWidget(self.options)
        both = QWidget()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(left)
        bars = holder(self._bars)
        bars.setContentsMargins(12, 10, 12, 10)
        bars.hide()
        pages = holder(column(bars))
        pages.layout().addWidget(self.preview, 1)
        across.addWidget(pages, 1)
        return both

    def _make_commands(self) -> list[QAction]:
        find = self.preview.find
        rows = (
            ("&Save the letter…", "Ctrl+S", self.output.save, "file"),
            ("&Print the letter…", "Ctrl+P", self.output.print, "file"),
            ("&Open the letter in the PDF reader", "", self.output.open_in_reader, "file"),
            ("&Find in the letter", "Ctrl+F", lambda: find.setFocus(Qt.FocusReason.ShortcutFocusReason), "edit"),
            ("Find the ne&xt", "F3", lambda: self.preview.next_found(1), "edit"),
            ("Find the one &before", "Shift+F3", lambda: self.preview.next_found(-1), "edit"),
        )
        made = []
        for text, keys, act, menu in rows:
            action = QAction(text, self, shortcut=keys)
            action.setProperty("menu", menu)
            action.triggered.connect(lambda _checked=False, act=act: act())
            made.append(action)
        return made
