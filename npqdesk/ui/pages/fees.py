"""What the courses cost: fees as published, each with its source, and the office's own quotations."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from npqdesk.problem import Problem
from npqdesk.services.courses import courses
from npqdesk.services.days import read_day
from npqdesk.services.fees import (
    OWN,
    VAT_WORDS,
    CostForm,
    CostRow,
    charges,
    fee_rows,
    remove_fee,
    save_fee,
    shipped_fees,
)
from npqdesk.services.fees import cost as cost_of
from npqdesk.services.lead_providers import lead_providers
from npqdesk.services.workplaces import day_words
from npqdesk.ui.command import Command
from npqdesk.ui.fields.staff_names import offer_words
from npqdesk.ui.page import Page
from npqdesk.ui.pages.applications_table import by_start
from npqdesk.ui.pages.courses import start_options
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.field import ChoiceField, TextField
from npqdesk.ui.widgets.form import FormCard, FormPlace
from npqdesk.ui.widgets.frames import Card, column, row
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.sources import source_links
from npqdesk.ui.widgets.text import capital, label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH = 420


class FeesPage(Page):
    """The table; a form stands over it while a fee is added or put right."""

    title = "Fees"
    help_text = (
        "No list of fees is published by DfE. These are the fees that were found, with who asked them and for when. "
        "Add the quotation that a lead provider gives you; it counts at once in letters and summaries. A published fee "
        "can be put right or left out here, and Undo brings it back."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        header = PageHeader("Fees", about="What a place would cost us if nobody else paid, and who says so.")
        header.show_crumbs([("Choose an NPQ", lambda: shell.go("choose")), ("Fees", None)])
        self.set_header(header)
        options = [("", "All courses"), *((each.id, each.full_name) for each in courses(desk.vocabulary))]
        self.course = ChoiceField("Course", options, width=_WIDTH)
        self.course.changed.connect(self.refresh)
        self.sum = label("", "lead")
        self._model = RowsModel(
            [
                Column("Course", self._course_cell, 250, lambda each: each.course),
                Column("Fee", _fee_cell, 160, lambda each: each.pounds),
                Column("Who asks", _seller_cell, 250, lambda each: each.seller.casefold()),
                Column("For", lambda each: Cell(capital(each.when)), 210, lambda each: by_start((each.start[:11], ""))),
                Column("Source", lambda each: Cell(each.source.title), 230, lambda each: each.source.title),
            ]
        )
        self.table = RowsTable(self._model, name="Fees")
        self.table.opened.connect(lambda index: self._edit(self.table.row_of(index)))
        self.table.removed.connect(lambda index: self._remove(self.table.row_of(index)))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.add = primary("&Add a quotation…", lambda: self._ask(None), icon="plus", bulk="large")
        self.change = secondary("&Put right…", self._edit_current, icon="pencil", bulk="large")
        self.drop = secondary("&Remove", self._remove_current, icon="trash-2", bulk="large")
        bar = FooterBar(self.add, self.change, self.drop)
        self.set_footer(bar)
        self.place = FormPlace(bar)
        self._link_home = column()
        for part in (self.place, self.course, self.sum, self.table):
            self.body.addWidget(part)
        self.body.addLayout(self._link_home)
        self.body.addWidget(_charges_card())
        self.body.addStretch(1)

    def arrive(self, *, course: str | None = None, **_arguments: object) -> None:
        """`course` shows the fees of one course only."""
        self.place.close_form()
        if course is not None:
            self.course.choose(course)
        self.refresh()

    def narrowed_to(self) -> list[str]:
        return [self.course.box.currentText()] if self.course.value() else []

    def first_focus(self) -> QWidget:
        return self.table if self._model.rows else self.add

    def commands(self) -> Sequence[Command]:
        return (
            Command("&Add a quotation…", self.add.click),
            Command("&Put the quotation right…", self.change.click, "F2", menu="edit"),
            Command("&Remove the quotation", self.drop.click, menu="edit"),
        )

    def refresh(self) -> None:
        course = self.course.value()
        self._model.show_rows(fee_rows(self.desk, course))
        found = cost_of(self.desk, course) if course else None
        none = "No fee of this course was found." if course else ""
        self.sum.setText(f"If nobody else pays: {found.said}, {found.asked}" if found else none)
        self.sum.setVisible(bool(self.sum.text()))
        self.table.setFixedHeight(px(40) + px(54) * min(len(self._model.rows) or 1, 9) + 4)
        self.table.choose(0)
        self._enable()

    def leave(self) -> bool:
        return True

    def _course_cell(self, each: CostRow) -> Cell:
        course = self.desk.vocabulary.courses[each.course]
        return Cell(course.short, course.name, strong=True)

    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._enable()

    def _enable(self) -> None:
        chosen = self._current()
        for button in (self.change, self.drop):
            button.setEnabled(chosen is not None)
        while self._link_home.count():
            old = self._link_home.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        if chosen is not None and chosen.source.url:
            link = (chosen.source.label, chosen.source.title, chosen.source.url)
            self._link_home.addWidget(source_links([link]))

    def _current(self) -> CostRow | None:
        at = self.table.currentIndex()
        return self.table.row_of(at) if at.isValid() and at.row() < len(self._model.rows) else None

    def _edit_current(self) -> None:
        if (chosen := self._current()) is not None:
            self._edit(chosen)

    def _edit(self, row_of: CostRow) -> None:
        self._ask(row_of)

    def _remove_current(self) -> None:
        if (chosen := self._current()) is not None:
            self._remove(chosen)

    def _remove(self, each: CostRow) -> None:
        remove_fee(self.desk, each)
        self.shell.undoing.tell("The fee counts no more.")
        self.refresh()

    def _ask(self, was: CostRow | None) -> None:
        """The form for a new quotation, or for a fee that is put right."""
        words = [(each.id, each.full_name) for each in courses(self.desk.vocabulary)]
        course = ChoiceField("Course", words, value=was.course if was else self.course.value(), width=_WIDTH)
        pounds = TextField("Fee in pounds", text=str(was.pounds) if was else "", hint="Whole pounds", width=160)
        vat = ChoiceField("VAT", list(VAT_WORDS.items()), value=was.vat if was else "not_stated", width=_WIDTH)
        seller = TextField("Who asks this fee", text=was.seller if was else "", width=_WIDTH)
        lead = TextField("Lead provider", text=was.lead_provider if was else "", hint="May be left blank", width=_WIDTH)
        offer_words(lead.edit, lead_providers(self.desk, ""))
        first = was.start.split()[0] if was and was.start else ""
        start = ChoiceField("Start", start_options(self.desk), value=first, width=_WIDTH)
        day = TextField("Day of the quotation", text=_day(was), hint="May be left blank", width=_WIDTH)
        source = TextField("Where it stands", text=_source(was), hint="A letter, a page", width=_WIDTH)

        def save() -> None:
            quotation = was is None or was.quotation
            form = CostForm(
                course.value(), pounds.text(), vat.value(), seller.text(), lead.text(),  # type: ignore[arg-type]
                start.value(), _read(day.text()), source.text(),
                was.source.url if was else "", quotation, was.number if was else None, was.key if was else "",
            )  # fmt: skip
            save_fee(self.desk, form)
            self.place.close_form()
            self.shell.undoing.tell("The fee is kept.")
            self.course.choose(course.value())
            self.refresh()
            self.scroll_to_top()

        title = "Put a fee right" if was else "A quotation of your own"
        fields = (course, pounds, vat, seller, lead, start, day, source)
        self.place.ask(FormCard(title, fields, "Keep the fee", save, self.place.close_form))


def _read(text: str) -> date | None:
    try:
        return read_day(text) if text else None
    except ValueError as error:
        raise Problem(
            "There is a problem", f"Day of the quotation: {error}.", "Correct it, then save again."
        ) from error


def _fee_cell(each: CostRow) -> Cell:
    return Cell(f"£{each.pounds:,}", VAT_WORDS[each.vat], strong=True)


def _seller_cell(each: CostRow) -> Cell:
    under = "Your quotation" if each.quotation else "Put right here" if each.number else each.lead_provider
    return Cell(each.seller, under)


def _day(was: CostRow | None) -> str:
    return day_words(was.said_on) if was and was.said_on else ""


def _source(was: CostRow | None) -> str:
    """Where a fee stands, as it was typed; of a published one, who published it and when."""
    if was is None or was.source.title == OWN:
        return ""
    return was.source.title if was.number else was.source.label


def _charges_card() -> Card:
    """What leaving costs where somebody says it, and help that is free."""
    card = Card("Leaving, and help that is free", about="Ask each lead provider: few publish it.")
    for each, source in charges():
        across = row(gap=12)
        across.addLayout(column(label(each.when, "strong"), label(each.who, tone="muted"), gap=2), 1)
        across.addWidget(label(each.say, wrap=False))
        across.addWidget(source_links([(source.label, source.title, source.url)]))
        card.add_row(across)
    sources = shipped_fees().sources
    for support in shipped_fees().support:
        links = source_links(
            (sources[name].publisher, sources[name].title, sources[name].url) for name in support.sources
        )
        card.add_row(column(label(support.lead_provider, "strong"), label(support.say), links, gap=2))
    return card
