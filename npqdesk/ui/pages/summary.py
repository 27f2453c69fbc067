"""A summary for governors or for a trust: what it is asked for at the left, the very pages at the right."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from npqdesk.problem import Problem
from npqdesk.services.kept_letters import kept_letter_row, letter_file
from npqdesk.services.summaries import make_summary, summary_starts, summary_subjects
from npqdesk.services.summary_form import (
    SummaryForm,
    form_of,
    keep_summary_form,
    read_summary_form,
    summary_form,
)
from npqdesk.ui.pages.kept_paper_page import KeptPaperPage
from npqdesk.ui.pages.paper_options import PaperOptions
from npqdesk.ui.pages.paper_page import Making
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.field import TextField
from npqdesk.ui.widgets.text import capital

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_TYPED = (
    ("changed", "What &changed", "Empty: told from the records."),
    ("meeting", "&Who meets", "Empty: “Head and governors” or “Trust board”."),
    ("on", "&Date of the meeting", "Empty: today."),
    ("cover_days", "Days of cove&r for each person", "Empty: no cover is counted."),
    ("cover_rate", "Pounds for a da&y of cover", ""),
)
_Choices = list[tuple[str, str]]


class SummaryOptions(PaperOptions):
    """What a summary is about, and for whom."""

    def __init__(self) -> None:
        super().__init__()
        self.subject = self.add_choice("subject", "&About", [])
        self.cohort = self.add_choice("cohort", "S&tart", [])
        for name, title, hint in _TYPED:
            self.add(name, TextField(title, hint=hint))
        self.names = self.add_tick("&Names of staff, not their roles")
        self.large = self.add_tick("&Large print, 16 point")
        self.end("Counts the answers that are kept and stand now. Reasons are never told to governors.")
        for choice in (self.subject, self.cohort):
            choice.changed.connect(self._on_other)

    def show_form(self, form: SummaryForm, subjects: _Choices, starts: _Choices) -> None:
        """Show what was typed last; `subjects` and `starts` are what can be chosen."""
        quiet = QSignalBlocker(self)
        for field, options, chosen in ((self.subject, subjects, form.subject), (self.cohort, starts, form.cohort)):
            field.box.clear()
            for value, words in options:
                field.box.addItem(capital(words), value)
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

    def _on_other(self) -> None:
        """What changed since one summary is not said of another."""
        self.fields["changed"].edit.clear()
        self._fit()

    def _fit(self) -> None:
        """A trust's table names nobody."""
        self.names.setVisible(not str(self.subject.value()).startswith("trust "))


class SummaryPage(KeptPaperPage):
    """Made from what is kept; it is kept itself once it is saved or printed, and shown as it was while it is right."""

    title = "Summary"
    help_text = (
        "A page for the head and governors of one school, or a table of all schools of a trust, for one start. It "
        "counts the answers that are kept and stand now, and the places that are recorded. Governors see roles, not "
        "names, unless you choose names. One that was saved or printed is kept as it went out; when something has "
        "changed since, a new one says what."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk, options=SummaryOptions(), preview="The summary as it will be printed")
        self._begun = SummaryForm()
        self._header.show_title("Summary for governors or a trust")

    def arrive(
        self, *, subject: str = "", cohort: str = "", letter: int = 0, again: bool = False, **_arguments: object
    ) -> None:
        """`letter` opens a kept one; `subject` and `cohort` are chosen where they are said, else those of the last
        time; `again` makes a new one in the place of the kept one."""
        self.opened, self.again = kept_letter_row(self.desk, letter), again
        form = form_of(self.opened.typed) if self.opened else summary_form(self.desk)
        form = replace(form, subject=subject or form.subject, cohort=cohort or form.cohort)
        subjects = [(f"{kind} {of}", words) for kind, of, words in summary_subjects(self.desk)]
        self.options.show_form(form, subjects, list(summary_starts(self.desk)))
        where, words = ("letters", "Letters") if self.opened else ("enquiries", "Enquiries")
        self._header.show_crumbs([(words, lambda: self.shell.go(where)), ("Summary", None)])
        self.begin_again()
        self.remake()

    def first_focus(self) -> QWidget:
        return self.options.subject.box

    def making(self) -> Making:
        """The kept summary that was asked for, else the one of now."""
        form = self.options.form()
        if self.opened is not None and form == self._begun:
            return partial(letter_file, self.desk, self.opened.id)
        if not form.subject or not form.cohort:
            raise Problem(
                "There is nothing to sum up yet", "No answer is kept.", "Check the funding of your staff first."
            )
        wanted = read_summary_form(form)
        return partial(make_summary, self.desk, wanted, large=form.large, again=self.again, changed=form.changed)

    def keep_form(self) -> None:
        form = self.options.form()
        if form.subject and self.opened is None and form != summary_form(self.desk):
            keep_summary_form(self.desk, form)
            self.shell.say_saved()

    def begin_again(self) -> None:
        if self.kept is not None:
            self.options.fields["changed"].edit.clear()
        self._begun = self.options.form()

    def ways_now(self) -> Collection[QWidget]:
        return (secondary("A summary from the answers now", self.go_to_now, icon="file-text", bulk="small"),)

    def go_to_now(self) -> None:
        self.opened = None
        self.remake()
