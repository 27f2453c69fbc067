"""Two records of one person, side by side, before they are made one; and erasing somebody for good.

Both are looked at on a page of their own: what is said of whom, what would be so afterwards, one button."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.problem import Problem
from npqdesk.services.counting import counted
from npqdesk.services.people_erasing import BEYOND_REACH, CANNOT_UNDO, Erasure, before_erasing, erase_person
from npqdesk.services.people_merging import merge_people
from npqdesk.services.person_record import PersonRecord, person_record
from npqdesk.services.workplaces import day_words
from npqdesk.ui.page import Page
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.facts import FactList
from npqdesk.ui.widgets.field import TextField
from npqdesk.ui.widgets.frames import Card, Limited, column, holder
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell


class _AboutPeople(Page):
    """A page that shows cards and ends with one act."""

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.header = PageHeader(self.title)
        self.set_header(self.header)
        self._cards: QWidget | None = None
        self.body.addStretch(1)

    def show_cards(self, *cards: QWidget) -> None:
        """These cards in place of those before."""
        if self._cards is not None:
            self._cards.hide()
            self._cards.deleteLater()
        self._cards = Limited(holder(column(*cards, gap=16)), 820)
        self.body.insertWidget(0, self._cards)
        self._cards.show()


class MergePage(_AboutPeople):
    """`arrive(keep=…, other=…)`."""

    title = "Make two records one"
    help_text = (
        "What the record that stays lacks it takes from the other. Enquiries, applications, posts and earlier NPQs of "
        "both are on it afterwards. It can be undone in the Edit menu."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._pair = (0, 0)
        self._merge = primary("&Make them one", self._make_one, bulk="large")
        swap = secondary("&Let the other one stay", self._swap, icon="arrow-up-down", bulk="large")
        leave = secondary("Leave them &as they are", lambda: self.shell.go("staff"), bulk="large")
        self.set_footer(FooterBar(self._merge, swap, leave, note="It can be undone."))

    def arrive(self, *, keep: int = 0, other: int = 0, **_arguments: object) -> None:
        self._pair = (keep, other) if keep else self._pair
        self._show()

    def first_focus(self) -> QWidget:
        return self._merge

    def _show(self) -> None:
        try:
            people = [person_record(self.desk, number) for number in self._pair]
        except Problem:
            self.shell.go("staff")
            return
        about = "The first one stays and takes over everything of the other."
        self.header.show_crumbs((("Staff", lambda: self.shell.go("staff")), (self.title, None)))
        self.header.show_title(self.title, about=about)
        self.show_cards(
            *(_card(words, one) for words, one in zip(("Stays", "Becomes part of it"), people, strict=True))
        )

    def _swap(self) -> None:
        self._pair = (self._pair[1], self._pair[0])
        self._show()

    def _make_one(self) -> None:
        try:
            merge_people(self.desk, *self._pair)
        except Problem as problem:
            self.shell.show_failure(problem)
            return
        self.shell.go("person", person=self._pair[0])
        self.shell.undoing.tell("The two records are one. Everything of both is on it.")


class ErasePage(_AboutPeople):
    """`arrive(person=…)`: the name has to be typed before the button does it."""

    title = "Erase for good"
    help_text = (
        "For somebody who asks that nothing be kept of them. To take somebody off the staff record and be able to "
        "bring them back, remove them instead."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._person: PersonRecord | None = None
        self._erase = primary("Er&ase for good", self._do, icon="trash-2", bulk="large")
        self._leave = secondary("&Leave everything as it is", self._leave_it, bulk="large")
        self.set_footer(FooterBar(self._leave, self._erase, note=CANNOT_UNDO))

    def arrive(self, *, person: int = 0, **_arguments: object) -> None:
        if not person:
            return
        self._person = one = person_record(self.desk, person)
        found = before_erasing(self.desk, person)
        self.header.show_crumbs(
            (("Staff", lambda: self.shell.go("staff")), (one.name, self._leave_it), (self.title, None))
        )
        self.header.show_title(f"Erase {one.name} for good", about=CANNOT_UNDO)
        what = Card("What goes")
        for line in (
            f"The name, and all that tells who it is{_with_it(one, found)}.",
            "What could be undone about them, and files that were attached.",
        ):
            what.add_row(label(line))
        stays = Card("What stays")
        stays.add_row(label("Counts without a name: that somebody was found eligible, applied, had a place."))
        stays.add_row(label(BEYOND_REACH))
        if found.by_name_only:
            many = counted(found.by_name_only, "enquiry was", "enquiries were")
            stays.add_row(label(f"{many} made under the same name without this record: remove them under Enquiries."))
        self._name = TextField("Type the name to be sure", hint=one.name, width=420)
        sure = Card()
        sure.body.addWidget(self._name)
        self.show_cards(what, stays, sure)

    def first_focus(self) -> QWidget:
        return self._leave  # what goes is read from its top, and Enter harms nothing

    def _leave_it(self) -> None:
        self.shell.go("person", person=self._person.id)

    def _do(self) -> None:
        if self._name.text().casefold() != self._person.name.casefold():
            self._name.show_error("Type the name just as it stands above")
            self._name.first.setFocus()
            return
        whole = erase_person(self.desk, self._person.id)
        self._person = None
        self.shell.go("staff")
        self.shell.say_saved()
        rest = "" if whole else " Close other windows of npqdesk and erase again: traces may be left in the file."
        self.shell.notice(f"Erased for good. {CANNOT_UNDO}{rest}")


def _card(title: str, one: PersonRecord) -> Card:
    card = Card(title)
    facts = (
        ("Name", " ".join(part for part in (one.title, one.name) if part)),
        ("Role", one.role),
        ("Workplace", one.workplace or one.urn),
        ("TRN", one.trn),
        ("Date of birth", day_words(one.date_of_birth) if one.date_of_birth else ""),
        ("Work e-mail", one.email),
        ("Kept besides", _kept(one) or "nothing more"),
    )
    card.body.addWidget(FactList([(what, value or "–") for what, value in facts]))
    return card


def _with_it(one: PersonRecord, found: Erasure) -> str:
    """What goes with a name: ": 2 letters, 1 enquiry"; empty where nothing else is kept."""
    letters = counted(found.letters, "letter", "letters") if found.letters else ""
    told = ", ".join(part for part in (letters, _kept(one)) if part)
    return f": {told}" if told else ""


def _kept(one: PersonRecord) -> str:
    """What is kept besides the fields: "1 enquiry, 2 applications"."""
    counts = (
        (len(one.enquiries), "enquiry", "enquiries"),
        (len(one.applications), "application", "applications"),
        (len(one.posts) - 1, "earlier post", "earlier posts"),
        (len(one.npqs), "NPQ", "NPQs"),
    )
    return ", ".join(counted(number, single, plural) for number, single, plural in counts if number)
