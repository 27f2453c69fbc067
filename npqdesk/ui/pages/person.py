"""One person: what is kept of them, each field put right in place; posts, NPQs, applications, enquiries, letters."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.problem import Problem
from npqdesk.services.enquiries import begin_enquiry
from npqdesk.services.people import come_back, remove_person
from npqdesk.services.person_record import Npq, PersonRecord, Post, person_record, remove_npq, remove_post
from npqdesk.services.workplaces import day_words
from npqdesk.ui.audit_out import save_audit_of_person
from npqdesk.ui.command import Command
from npqdesk.ui.form_draft import FormDraft
from npqdesk.ui.page import Page
from npqdesk.ui.pages.person_cards import (
    applications_card,
    choosing_card,
    enquiries_card,
    letters_card,
    npqs_card,
    posts_card,
    schools_card,
)
from npqdesk.ui.pages.person_fields import PersonFields
from npqdesk.ui.pages.person_forms import PersonForms
from npqdesk.ui.pages.staff_table import LEFT
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.form import FormCard, FormPlace
from npqdesk.ui.widgets.frames import Card, Limited, column, holder
from npqdesk.ui.widgets.header import FooterBar, PageHeader

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_CARDS = (posts_card, schools_card, npqs_card, choosing_card, applications_card, enquiries_card, letters_card)


class PersonPage(Page):
    """`arrive(person=…)` shows one, `arrive(new=True)` asks for somebody new."""

    title = "Person"
    help_text = (
        "What is typed is kept at once, and each change can be undone in the Edit menu. A move keeps the post before "
        "in the history. NPQs from before count: DfE pays for each NPQ once, also where it was left or failed."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.forms = PersonForms(self)
        self.person: PersonRecord | None = None
        self._header = PageHeader("Person")
        self.set_header(self._header)
        self.fields = PersonFields(shell, desk)
        self.fields.kept.connect(self._show_head)
        self._check = primary("&Check funding", self._check_funding, icon="circle-question-mark", bulk="large")
        self._leaving = secondary("&Record that they left…", self._leave_or_back, bulk="large")
        self._foot = FooterBar(self._check, self._leaving, note="Kept as you type.")
        self.set_footer(self._foot)
        self.place = FormPlace(self._foot)
        self._cards = column(gap=16)
        details = Card("Details")
        details.body.addWidget(self.fields.grid())
        details.body.addWidget(self.fields.fields["address"])
        notes = Card("Notes")
        notes.body.addWidget(self.fields.fields["notes"])
        self._known = holder(column(details, holder(self._cards), notes, gap=16))
        whole = holder(column(self.place, self._known))
        self.body.addWidget(Limited(whole, 860))
        self.body.addStretch(1)

    def arrive(self, *, person: int = 0, new: bool = False, **_arguments: object) -> None:
        self.place.close_form()
        self.scroll_to_top()
        if new:
            self.person = None
            self._known.hide()
            self._header.show_chip(None)
            self._header.show_crumbs((("Staff", lambda: self.shell.go("staff")), ("New", None)))
            self._header.show_title("Add a person", about="Only a name is needed; everything else can follow.")
            self.set_title("Add a person")
            self.forms.new()
        elif person or self.person is not None:
            self._show(person or self.person.id)

    def refresh(self) -> None:
        if self.person is not None:
            self._show(self.person.id)

    def leave(self) -> bool:
        if self.person is not None:
            self.fields.keep_all()
        return True

    def first_focus(self) -> QWidget | None:
        return self.place.form.first() if self.place.form is not None else self.fields.fields["name"].first

    def commands(self) -> Sequence[Command]:
        if self.person is None:
            return ()
        person = self.person.id
        return (
            Command("Save an &audit file…", lambda: save_audit_of_person(self.shell, person)),
            Command("&Move to another post…", self.forms.move, menu="edit"),
            Command("&Remove the person", self._remove, menu="edit"),
            Command("&Erase for good…", lambda: self.shell.go("person_erase", person=person), menu="edit"),
        )

    # Forms

    def show_form(self, form: FormCard) -> None:
        """Ask something on top of the page."""
        self.place.ask(form)
        FormDraft(form, self.shell, self.desk, f"person {self.person.id}" if self.person else "new")
        self.scroll_to_top()

    def leave_form(self) -> None:
        """Close the form; whoever was to be added is not."""
        self.place.close_form()
        if self.person is None:
            self.shell.go("staff")
        else:
            self._check.setFocus()

    def show_kept(self, person_id: int, told: str) -> None:
        """Show a person after something was kept, and say so with Undo."""
        self.place.close_form()
        self._show(person_id)
        self.shell.refresh_commands()
        self.shell.undoing.tell(told)
        self.fields.fields["name"].first.setFocus()

    # Showing

    def _show(self, person_id: int) -> None:
        try:
            self.person = person_record(self.desk, person_id)
        except Problem:
            self.person = None
            self.shell.go("staff")  # undone, merged or removed
            return
        self._known.show()
        self.fields.show_person(self.person)
        self._show_head()
        while self._cards.count():
            gone = self._cards.takeAt(0).widget()
            gone.hide()
            gone.deleteLater()
        for make in _CARDS:
            card = make(self, self.person)
            if card is not None:
                self._cards.addWidget(card)

    def _show_head(self) -> None:
        """The name, the role and the workplace as they are kept now."""
        self.person = person = person_record(self.desk, self.person.id)
        left = person.left_on is not None
        about = ", ".join(part for part in (person.role, person.workplace) if part) or "Role and school not known yet"
        if left:
            about = f"{about}. Left on {day_words(person.left_on)}."
        self._header.show_crumbs((("Staff", lambda: self.shell.go("staff")), (person.name, None)))
        self._header.show_title(person.name, about=about)
        self._header.show_chip(LEFT if left else None)
        self._leaving.say("&They are here again" if left else "&Record that they left…")
        self.set_title(person.name)

    # Acts

    def remove_post(self, post: Post) -> None:
        remove_post(self.desk, post.number)
        self.show_kept(self.person.id, "The post was removed.")

    def remove_npq(self, npq: Npq) -> None:
        remove_npq(self.desk, npq.number)
        self.show_kept(self.person.id, "The NPQ was removed.")

    def _check_funding(self) -> None:
        self.fields.keep_all()
        self.shell.go("check", enquiry=begin_enquiry(self.desk, person_id=self.person.id).id)

    def _leave_or_back(self) -> None:
        if self.person.left_on is None:
            self.forms.leave()
        else:
            come_back(self.desk, self.person.id)
            self.show_kept(self.person.id, f"{self.person.name} is here again.")

    def _remove(self) -> None:
        name, number = self.person.name, self.person.id
        self.fields.keep_all()
        self.person = None
        remove_person(self.desk, number)
        self.shell.go("staff")
        self.shell.undoing.tell(f"{name} was removed. Results, letters and applications are kept.")
