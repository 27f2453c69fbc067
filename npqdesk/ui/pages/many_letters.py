"""Letters for many: of those chosen, of a school, of everyone; as files, as a zip, or as one PDF."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from npqdesk.paths import documents_folder
from npqdesk.services.letter_bulk import SAY, BulkLetters, Wanted, letters_wanted, make_letters, workplaces_of
from npqdesk.services.letter_delivery import Delivery, ToFolder, ToOneFile, ToZip, merged_title
from npqdesk.services.letter_forms import FORMS, Form
from npqdesk.ui.announce import announce
from npqdesk.ui.letters_out import letters_words
from npqdesk.ui.page import Page
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.widgets.buttons import Button, link, primary, secondary
from npqdesk.ui.widgets.field import Choice, ChoiceField, RadioField
from npqdesk.ui.widgets.frames import Card, Limited, column, holder, row
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.progress import ProgressCard
from npqdesk.ui.widgets.text import Icon, label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_TITLE = "Letters for many"
_EVERYONE, _CHOSEN = "everyone", "chosen"
_INTO = (
    Choice("folder", "One file each", "In a folder that you choose, to send one by one."),
    Choice("merged", "One PDF", "All in one file with a bookmark for each, to print at once."),
    Choice("zip", "One zip", "All files packed into one, to hand on."),
)
_ENDINGS = {"merged": ("Letters.pdf", "PDF (*.pdf)"), "zip": ("Letters.zip", "Zip (*.zip)")}
_PROMISE = "Each letter is kept as it is made. If you stop, the letters made so far are kept and written."


class ManyLettersPage(Page):
    """What is chosen stays chosen while letters are made; `enquiries` are those chosen elsewhere, `school` a URN."""

    title = _TITLE
    help_text = (
        "The letter to each person with an answer that stands. A letter that was kept before comes as it was kept; a "
        "new one is made and kept for everyone else. Who has no letter in the end is named with the reason."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        crumbs = [("Letters", lambda: shell.go("letters")), (_TITLE, None)]
        self._header = PageHeader(_TITLE, crumbs=crumbs)
        self.set_header(self._header)
        self._enquiries: tuple[int, ...] = ()
        self._wanted: tuple[Wanted, ...] = ()
        self._task: Task | None = None
        self._below: QWidget | None = None
        self.who = ChoiceField("&Whose letters", [(_EVERYONE, "Everyone with an answer")], width=420)
        self.only_new = QCheckBox("Only those whose answer has &no letter yet")
        self.into = RadioField("How they come", _INTO, value="folder")
        self.form = ChoiceField("Fo&rm", [(form, words) for form, words in FORMS.items()], width=220)
        self.large = QCheckBox("&Large print, 16 point")
        fields = column(self.who, self.only_new, self.into, self.form, self.large, gap=16)
        self._choices = Limited(holder(fields), 620)
        self.body.addWidget(self._choices)
        self.body.addStretch(1)
        self.make = primary("&Make the letters…", self._choose_place, icon="mail", bulk="large")
        self.set_footer(FooterBar(self.make))
        for changed in (self.who.changed, self.only_new.toggled, self.into.changed):
            changed.connect(lambda *_now: self._count())

    def arrive(self, *, enquiries: Sequence[int] = (), school: str = "", **_arguments: object) -> None:
        if self._task is not None:
            return
        self._show_below(None)
        self._enquiries = tuple(enquiries)
        everyone = letters_wanted(self.desk)
        options = [(_CHOSEN, f"Those chosen: {len(self._enquiries)}")] if self._enquiries else []
        options.append((_EVERYONE, f"Everyone with an answer: {len(everyone)}"))
        options += workplaces_of(self.desk, everyone)
        self.who.box.clear()
        for value, words in options:
            self.who.box.addItem(words, value)
        self.who.choose(school or options[0][0])
        self._count()

    def first_focus(self) -> QWidget:
        return self._below.cancel if isinstance(self._below, ProgressCard) else self.who.box

    def _count(self) -> None:
        """Who is meant now, told in the header and on the button."""
        who = self.who.value()
        self._wanted = letters_wanted(
            self.desk,
            school="" if who in (_CHOSEN, _EVERYONE) else who,
            enquiries=self._enquiries if who == _CHOSEN else None,
            only_new=self.only_new.isChecked(),
        )
        count = letters_words(len(self._wanted))
        about = count if self._wanted else "Nobody here has an answer to write a letter about"
        if len(self._wanted) < len(self._enquiries) and who == _CHOSEN:
            about += ". Drafts, and answers that were replaced, have none"
        self._header.show_title(_TITLE, about=f"{about}.")
        self.make.say(f"&Make {count if self._wanted else 'letters'}…")
        self.make.setEnabled(bool(self._wanted) and self._task is None)
        merged = self.into.value() == "merged"
        self.form.setEnabled(not merged)
        if merged:
            self.form.choose("pdf")

    def _choose_place(self) -> None:
        start, into = documents_folder(), self.into.value()
        if into == "folder":
            chosen = QFileDialog.getExistingDirectory(self, "Put the letters in", str(start))
        else:
            name, kind = _ENDINGS[into]
            keep = QFileDialog.Option.DontConfirmOverwrite  # nothing is ever replaced
            title, at = "Put the letters in", str(start / name)
            chosen, _kind = QFileDialog.getSaveFileName(self, title, at, kind, options=keep)
        if chosen:
            self.make_into(Path(chosen))

    def make_into(self, path: Path) -> None:
        """Make the letters beside the window and put them where `path` says: a folder, or the file to write."""
        card = ProgressCard((SAY,), self._stop, cancel="Stop", promise=_PROMISE)
        self._show_below(card)
        self._choices.setEnabled(False)
        card.cancel.setFocus()
        desk, wanted, place = self.desk, self._wanted, _delivery(self.into.value(), path, self.desk)
        form, large = cast("Form", self.form.value()), self.large.isChecked()

        def work(task: Task) -> BulkLetters:
            return make_letters(
                desk, wanted, place(), form=form, large=large, progress=task.progress, cancelled=task.cancelled
            )

        self._task = run_task(
            self, work, on_done=lambda done: self._show_done(done, path), on_failed=self._fail,
            on_progress=lambda done, total, _say: card.show_progress(done, total),
        )  # fmt: skip
        self._count()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _fail(self, error: Exception) -> None:
        self._end(None)
        self.shell.show_failure(error)

    def _show_done(self, done: BulkLetters, path: Path) -> None:
        self.shell.say_saved()
        card = DoneCard(done, path, lambda number: self.shell.go("letter", determination=number))
        self._end(card)
        announce(self, card.said)

    def _end(self, below: QWidget | None) -> None:
        self._task = None
        self._choices.setEnabled(True)
        self._show_below(below)
        self._count()
        focus = below.open if isinstance(below, DoneCard) and below.open else self.make
        focus.setFocus()

    def _show_below(self, below: QWidget | None) -> None:
        if self._below is not None:
            self._below.hide()
            self._below.deleteLater()
        self._below = below
        if below is not None:
            self.body.insertWidget(0, below)
            below.show()
            self.reveal(below)


def _delivery(into: str, path: Path, desk: "Desk") -> Callable[[], Delivery]:
    """What makes the place of the letters, beside the window: it may be slow, and may fail."""
    if into == "folder":
        return lambda: ToFolder(path)
    if into == "zip":
        return lambda: ToZip(path.with_suffix(".zip"), desk.today())
    return lambda: ToOneFile(path.with_suffix(".pdf"), merged_title(desk.today()))


class DoneCard(Card):
    """What came of it: how many, where they are, and who has none with the reason; `on_open` shows a letter by the
    number of its answer."""

    def __init__(self, done: BulkLetters, path: Path, on_open: Callable[[int], object]) -> None:
        count = done.new + done.kept_before
        made = f"{'Stopped: ' if done.stopped else ''}{letters_words(count)} made"
        before = f", {done.kept_before:,} of them kept before" if done.kept_before else ""
        where = done.files[0] if len(done.files) == 1 else path
        super().__init__(f"{made}{before}", about=f"In {where}" if done.files else "No file was written.")
        failed = f" {letters_words(len(done.failures))} could not be made." if done.failures else ""
        unseen = " Something that was typed is not printed: see below." if done.unseen else ""
        self.said = f"{made}{before}.{failed}{unseen}"
        self.open: Button | None = None
        if done.files:
            folder = QUrl.fromLocalFile(str(done.files[0].parent))
            self.open = secondary("&Open the folder", lambda: QDesktopServices.openUrl(folder), icon="folder-open")
            line = row(self.open)
            line.addStretch(1)
            self.add_row(line)
        for failure in done.failures:
            why = f"{failure.problem.what_happened} {failure.problem.what_to_do}"
            self.add_row(_line_about(failure.wanted, why, "circle-alert", "bad", on_open))
        for each in done.unseen:
            self.add_row(_line_about(each.wanted, each.said, "info", "text2", on_open))


def _line_about(wanted: Wanted, why: str, drawing: str, role: str, on_open: Callable[[int], object]) -> QWidget:
    icon = column(Icon(drawing, role=role), margins=(0, 1, 0, 0))
    icon.addStretch(1)
    name = wanted.name or "No name"
    line = row(icon, gap=10)
    line.addLayout(column(label(name, "strong"), label(why), gap=2), 1)
    line.addWidget(link("Open it", lambda: on_open(wanted.determination_id), name=f"Open the letter: {name}"))
    return holder(line)
