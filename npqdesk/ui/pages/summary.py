"""A summary for governors or for a trust: what it is asked for at the left, the very pages at the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from npqdesk.problem import Problem
from npqdesk.services.letter_form import FormError
from npqdesk.services.summaries import MadeSummary, make_summary, summary_starts, summary_subjects
from npqdesk.services.summary_form import SummaryForm, keep_summary_form, read_summary_form, summary_form
from npqdesk.ui.page import Page
from npqdesk.ui.pages.letter_output import LetterOutput
from npqdesk.ui.pages.letter_preview import LetterPreview
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.field import ChoiceField, Field, TextField
from npqdesk.ui.widgets.frames import holder, row
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.text import label, tip

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_AFTER = 400  # milliseconds after the last change
_OPTIONS, _NARROW, _MOST = 372, 900, 0.43  # as on the page of a letter
_TYPED = (
    ("meeting", "&Who meets", "Empty: “Head and governors” or “Trust board”."),
    ("on", "&Date of the meeting", "Empty: today."),
    ("cover_days", "Days of co&ver for each person", "Empty: no cover is counted."),
    ("cover_rate", "Pounds for a da&y of cover", ""),
)


class SummaryOptions(QWidget):
    """`changed` comes with every key; the page waits until the typing stops."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(32, 4, 24, 20)
        self._whole.setSpacing(14)
        self.subject = self._choice("subject", "&About")
        self.cohort = self._choice("cohort", "S&tart")
        for name, title, hint in _TYPED:
            self._add(name, TextField(title, hint=hint))
        self.names = QCheckBox("&Names of staff, not their roles")
        self.large = QCheckBox("&Large print, 16 point")
        for box in (self.names, self.large):
            box.toggled.connect(lambda _on: self.changed.emit())
            self._whole.addWidget(box)
        self._whole.addWidget(
            label("Counts the answers that are kept and stand now. Reasons are never told to governors.", "small",
                  tone="muted")
        )  # fmt: skip
        self._whole.addStretch(1)

    def show_form(self, form: SummaryForm, subjects: list[tuple[str, str]], starts: list[tuple[str, str]]) -> None:
        """Show what was typed last; `subjects` and `starts` are what can be chosen."""
        quiet = QSignalBlocker(self)
        for field, options, chosen in ((self.subject, subjects, form.subject), (self.cohort, starts, form.cohort)):
            field.box.clear()
            for value, words in options:
                field.box.addItem(words, value)
            field.choose(chosen)
        for name, _title, _hint in _TYPED:
            self.fields[name].edit.setText(getattr(form, name))
        self.names.setChecked(form.names)
        self.large.setChecked(form.large)
        quiet.unblock()
        self._fit()

    def form(self) -> SummaryForm:
        """Everything as it stands now."""
        return SummaryForm(
            subject=self.subject.value() if self.subject.box.count() else "",
            cohort=self.cohort.value() if self.cohort.box.count() else "",
            names=self.names.isChecked(),
            large=self.large.isChecked(),
            **{name: self.fields[name].edit.text() for name, _title, _hint in _TYPED},
        )

    def show_error(self, name: str, words: str) -> None:
        """The message beside one field, none beside the others."""
        for each, field in self.fields.items():
            field.show_error(words if each == name else "")

    def _choice(self, name: str, title: str) -> ChoiceField:
        field = ChoiceField(title, [])
        field.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.box.setMinimumContentsLength(8)
        field.changed.connect(self._fit)
        return self._add(name, field)

    def _add(self, name: str, field: Field) -> Field:
        self.fields[name] = field
        self._whole.addWidget(field)
        field.changed.connect(self.changed)
        return field

    def _fit(self) -> None:
        """A trust's table names nobody."""
        self.names.setVisible(not str(self.subject.value()).startswith("trust "))


class SummaryPage(Page):
    """Made anew from what is kept each time; it is saved and printed, not kept."""

    title = "Summary"
    help_text = (
        "A page for the head and governors of one school, or a table of all schools of a trust, for one start. It "
        "counts the answers that are kept and stand now, and the places that are recorded. Governors see roles, not "
        "names, unless you choose names."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.made: MadeSummary | None = None
        self.pdf, self.file_name = b"", ""
        self._task: Task | None = None
        self._header = PageHeader("Summary for governors or a trust")
        self._header.show_crumbs([("Enquiries", lambda: shell.go("enquiries")), ("Summary", None)])
        self.set_header(self._header)
        self.options, self.preview = SummaryOptions(), LetterPreview("The summary as it will be printed")
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
        self._commands = [
            self._command("&Save the summary…", "Ctrl+S", output.save),
            self._command("&Print the summary…", "Ctrl+P", output.print),
        ]

    def arrive(self, *, subject: str = "", cohort: str = "", **_arguments: object) -> None:
        """`subject` and `cohort` are chosen where they are said, else those of the last time."""
        subjects = [(f"{kind} {of}", words) for kind, of, words in summary_subjects(self.desk)]
        form, starts = summary_form(self.desk), list(summary_starts(self.desk))
        self.options.show_form(form, subjects, starts)
        for field, value in ((self.options.subject, subject), (self.options.cohort, cohort)):
            if value:
                field.choose(value)
        self._make()

    def first_focus(self) -> QWidget:
        return self.options.subject.box

    def commands(self) -> list[QAction]:
        return self._commands

    def regions(self) -> list[QWidget]:
        return [self.options, self.preview, self._footer_bar]

    def leave(self) -> bool:
        self._keep_form()
        return True

    def keep(self) -> None:
        """A summary is not kept: it can be made again from what is."""

    def may_go_out(self, _verb: str) -> bool:
        """A summary counts what stands now, so it may always go out."""
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self.options.minimumSizeHint().width() + self._left.verticalScrollBar().sizeHint().width()
        self._left.setFixedWidth(max(needed, min(px(_OPTIONS), round(self.width() * _MOST))))
        self._tell_name()

    def _make(self) -> None:
        """Make it beside the window; an older one that is under way is let go."""
        self._timer.stop()
        self._keep_form()
        if self._task is not None:
            self._task.on_done = self._task.on_failed = None
        form = self.options.form()
        if not form.subject or not form.cohort:
            self._on_not_made(
                Problem(
                    "There is nothing to sum up yet", "No answer is kept.", "Check the funding of your staff first."
                )
            )
            return
        try:
            wanted = read_summary_form(form)
        except FormError as error:
            self.options.show_error(error.field, error.what_happened.removesuffix("."))
            return
        self.options.show_error("", "")
        self._task = run_task(
            self,
            lambda _task: make_summary(self.desk, wanted, large=form.large),
            on_done=self._on_made,
            on_failed=self._on_not_made,
        )

    def _on_made(self, made: MadeSummary) -> None:
        self._task, self.made, self.pdf, self.file_name = None, made, made.pdf, made.file_name
        self.preview.show_pdf(made.pdf)
        self._enable()
        if made.left_out:
            self.shell.notice(made.left_out)

    def _on_not_made(self, error: Exception) -> None:
        self._task, self.made, self.pdf, self.file_name = None, None, b"", ""
        self._enable()
        if isinstance(error, Problem):
            self.preview.show_problem(error)
        else:
            self.shell.show_failure(error)

    def _enable(self) -> None:
        for button in (self.save, self.print, self.open):
            button.setEnabled(bool(self.pdf))
        self._tell_name()

    def _tell_name(self) -> None:
        self._footer_bar.note.setText(self.file_name if self.width() >= px(_NARROW) else "")
        self.save.setToolTip(tip(self.file_name))

    def _keep_form(self) -> None:
        form = self.options.form()
        if form.subject and form != summary_form(self.desk):
            keep_summary_form(self.desk, form)
            self.shell.say_saved()

    def _command(self, words: str, keys: str, act: object) -> QAction:
        action = QAction(words, self)
        action.setShortcut(keys)
        action.setProperty("menu", "file")
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _both(self) -> QWidget:
        left = self._left = QScrollArea()
        left.setWidgetResizable(True)
        left.setFrameShape(QFrame.Shape.NoFrame)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.setWidget(self.options)
        across = row(left)
        across.addWidget(self.preview, 1)
        return holder(across)
