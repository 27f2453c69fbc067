"""The letter: what the office says at the left, the very pages at the right; saved, printed, never lost."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QWidget

from npqdesk.paths import documents_folder, scratch_folder
from npqdesk.problem import Problem
from npqdesk.services.determine import Result, kept_result
from npqdesk.services.letter_files import save_letter
from npqdesk.services.letter_form import FormError, LetterForm, form_for, keep_form, read_form
from npqdesk.services.letters import MadeLetter, keep_letter, letter_kinds, make_letter
from npqdesk.ui.page import Page
from npqdesk.ui.pages.letter_options import LetterOptions
from npqdesk.ui.pages.letter_preview import LetterPreview
from npqdesk.ui.pdf import print_pages
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.text import shortened, tip

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_AFTER = 300  # milliseconds after the last change
_OPTIONS, _NARROW, _MOST = 372, 900, 0.43  # pixels at 100 %; the share of a small window that the options may take


class LetterPage(Page):
    """Made from a kept answer.  Saving keeps the letter under its reference as well."""

    title = "Letter"
    help_text = (
        "What you see is the very PDF that is saved and printed. It is made anew a moment after each change. "
        "Everything at the left may stay empty. A file of the same name is never replaced."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.result: Result | None = None
        self.made: MadeLetter | None = None
        self._task: Task | None = None
        self._to_print = False
        self._header = PageHeader("Letter")
        self.set_header(self._header)
        self.options, self.preview = LetterOptions(), LetterPreview()
        self.options.changed.connect(self._on_change)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._both(), 1)
        self.scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.save = primary("&Save as PDF…", self._save, icon="download", bulk="large")
        self.print = secondary("&Print…", self._print, icon="printer", bulk="large")
        self.open = secondary("&Open in the PDF reader", self._open, icon="external-link", bulk="large")
        self._footer_bar = FooterBar(self.save, self.print, self.open)
        self.set_footer(self._footer_bar)
        self._timer = QTimer(self, interval=_AFTER, singleShot=True)
        self._timer.timeout.connect(self._make)
        self._commands = self._make_commands()

    def arrive(self, *, determination: int, to_print: bool = False, **_arguments: object) -> None:
        """`to_print` opens the print dialog as soon as the pages stand."""
        if self.result is None or self.result.determination_id != determination:
            self.made = None
            self.preview.clear()
        self.result, self._to_print = kept_result(self.desk, determination), to_print
        name = self.result.name or "no name"
        self._header.show_title(f"Letter for {shortened(name, 60)}")
        self._header.show_crumbs(
            [("Result", lambda: self.shell.go("result", determination=determination)), ("Letter", None)]
        )
        self.set_title(f"Letter: {name}")
        self.options.show_form(form_for(self.desk, self.result), letter_kinds(self.result))
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

    def _on_change(self) -> None:
        self._timer.start()

    def _make(self) -> None:
        """Make the letter beside the window from what stands at the left; an older one that is under way is let go."""
        self._timer.stop()
        if self.result is None or self.result.determination_id is None:
            return
        form, number = self.options.form(), self.result.determination_id
        self._keep_form()
        try:
            details = read_form(form)
        except FormError as error:
            self.options.show_error(error.field, error.what_happened.removesuffix("."))
            return
        self.options.show_error("", "")
        if self._task is not None:
            self._task.on_done = self._task.on_failed = None
        kind, large = ("grant" if form.kind == "grant" else "staff"), form.large
        self._task = run_task(
            self,
            lambda _task: make_letter(self.desk, number, kind, details, large=large),
            on_done=self._on_made,
            on_failed=self._on_not_made,
        )

    def _on_made(self, made: MadeLetter) -> None:
        self._task, self.made = None, made
        self._enable(is_made=True)
        self.preview.show_pdf(made.pdf)
        if self._to_print:
            self._to_print = False
            self._print()

    def _on_not_made(self, error: Exception) -> None:
        self._task, self.made = None, None
        self._enable(is_made=False)
        if isinstance(error, Problem):
            self.preview.show_problem(error)
        else:
            self.shell.show_failure(error)

    def _enable(self, *, is_made: bool) -> None:
        for button in (self.save, self.print, self.open):
            button.setEnabled(is_made)
        self._tell_name()

    def _tell_name(self) -> None:
        """The name of the file: at the right of the footer where there is room, else with the button alone."""
        name = self.made.file_name if self.made is not None else ""
        self._footer_bar.note.setText(name if self.width() >= px(_NARROW) else "")
        self.save.setToolTip(tip(name))

    def _keep_form(self) -> None:
        if self.result is not None:
            form: LetterForm = self.options.form()
            if form != form_for(self.desk, self.result):
                keep_form(self.desk, self.result, form)
                self.shell.say_saved()

    # Saving, printing, opening

    def _save(self) -> None:
        if self.made is None:
            return
        path, _filter = QFileDialog.getSaveFileName(
            self,
            "Save the letter",
            str(documents_folder() / self.made.file_name),
            "PDF (*.pdf)",
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever replaced
        )
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Keep the letter in the records, then write the file beside any of the same name."""
        if self.made is None:
            return
        name = path.name if path.name.lower().endswith(".pdf") else f"{path.name}.pdf"
        try:
            keep_letter(self.desk, self.made)
            file = save_letter(self.made.pdf, path.parent, name)
        except Problem as problem:
            self.shell.show_failure(problem)
            return
        self.shell.say_saved()
        other = "" if file.name == name else f" The file “{name}” that was there stays as it was."
        self.shell.notice(f"Saved as “{file.name}” in {file.parent}.{other}")

    def _print(self) -> None:
        if self.made is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.made.title)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.preview.paper.count)
        if dialog.exec():
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Keep the letter in the records, then send its pages to the printer."""
        if self.made is None:
            return
        keep_letter(self.desk, self.made)
        count = print_pages(self.made.pdf, printer)
        self.shell.notice(f"{count} page{'' if count == 1 else 's'} went to the printer.")

    def _open(self) -> None:
        if self.made is not None:
            file = save_letter(self.made.pdf, scratch_folder(), self.made.file_name)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

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
        across.addWidget(self.preview, 1)
        return both

    def _make_commands(self) -> list[QAction]:
        rows = (
            ("&Save the letter as PDF…", "Ctrl+S", self._save),
            ("&Print the letter…", "Ctrl+P", self._print),
            ("&Open the letter in the PDF reader", "", self._open),
        )
        made = []
        for text, keys, act in rows:
            action = QAction(text, self)
            action.setShortcut(keys)
            action.triggered.connect(lambda _checked=False, act=act: act())
            made.append(action)
        return made
