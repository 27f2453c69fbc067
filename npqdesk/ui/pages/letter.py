"""The letter: what the office says at the left, the very pages at the right; kept, replaced, saved, printed."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.services.determine import Result, determinations, kept_result
from npqdesk.services.kept_letters import LetterFile, kept_letter_row, letter_file, standing_letter
from npqdesk.services.letter_form import LetterForm, form_for, keep_form, read_form
from npqdesk.services.letters import letter_kinds, make_letter
from npqdesk.services.made_letter import MadePaper
from npqdesk.ui.pages.kept_paper_page import KeptPaperPage
from npqdesk.ui.pages.letter_options import LetterOptions
from npqdesk.ui.pages.paper_page import Making
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.text import shortened

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell


class LetterPage(KeptPaperPage):
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
        super().__init__(shell, desk, options=LetterOptions(), preview="The letter as it will be printed")
        self.result: Result | None = None
        self._begun = LetterForm()
        self._to_print = False

    def arrive(
        self, *, determination: int = 0, letter: int = 0, to_print: bool = False, again: bool = False,
        **_arguments: object,
    ) -> None:  # fmt: skip
        """`letter` opens a kept one, `again` makes a new one in its place; `to_print` prints once the pages stand."""
        self.opened = kept_letter_row(self.desk, letter)
        number = self.opened.determination_id if self.opened else determination
        if self.result is None or self.result.determination_id != number:
            self.forget()
            self.preview.clear()
        self.result, self._to_print, self.again = kept_result(self.desk, number), to_print, again
        name = self.result.name or "no name"
        self._header.show_title(f"Letter for {shortened(name, 60)}")
        where, arguments = ("letters", {}) if self.opened else ("result", {"determination": number})
        self._header.show_crumbs([(where.capitalize(), lambda: self.shell.go(where, **arguments)), ("Letter", None)])
        self.set_title(f"Letter: {name}")
        form = form_for(self.desk, self.result)
        form = replace(form, kind=self.opened.kind) if self.opened else form
        self.options.show_form(form, letter_kinds(self.result))
        self.begin_again()
        self.remake()

    def first_focus(self) -> QWidget:
        return self.options.kind.box

    def making(self) -> Making | None:
        """The kept letter, or a new one from what stands at the left."""
        if self.result is None or self.result.determination_id is None:
            return None
        kind, number, form = self.options.chosen, self.result.determination_id, self.options.form()
        standing = standing_letter(self.desk, self.result.enquiry_id, kind)
        here = self.opened if self.opened and self.opened.kind == kind else standing
        touched = self.again or replace(form, kind=self._begun.kind) != self._begun
        moved = kind == "staff" and here not in (None, self.opened) and not here.tells_place(read_form(form).plan)
        if here is not None and here.determination_id == number and not (touched or moved):
            return partial(letter_file, self.desk, here.id)
        old = standing.id if standing and standing.determination_id <= number else None
        details = read_form(form)
        return lambda: make_letter(
            self.desk, number, kind, details, large=form.large, in_place_of=old, changed=form.changed
        )

    def on_made(self, made: MadePaper | LetterFile) -> None:
        super().on_made(made)
        if self._to_print:
            self._to_print = False
            self.output.print()

    def keep_form(self) -> None:
        if self.result is not None:
            form = self.options.form()
            if form != form_for(self.desk, self.result):
                keep_form(self.desk, self.result, form)
                self.shell.say_saved()

    def begin_again(self) -> None:
        self._begun = self.options.form()

    def ways_now(self) -> Collection[QWidget]:
        letter = secondary("A letter from the answer now", self._to_letter_now, icon="file-text", bulk="small")
        return letter, secondary("The answer now", self.go_to_now, icon="arrow-right", bulk="small")

    def go_to_now(self) -> None:
        assert self.result is not None
        self.shell.go("result", enquiry=self.result.enquiry_id)

    def _to_letter_now(self) -> None:
        """The letter from the answer that stands for this enquiry now."""
        assert self.result is not None
        rows = determinations(self.desk, enquiry_id=self.result.enquiry_id)
        self.shell.go("letter", determination=next(row.id for row in rows if not row.superseded))
