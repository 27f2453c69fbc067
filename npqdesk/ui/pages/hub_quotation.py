"""A Maths Hubs project worked out, as a letter: whom it is for at the left, the very pages at the right."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from npqdesk.services.hub_quotation import QuotationForm, keep_quotation_form, make_quotation, quotation_form
from npqdesk.services.hubs.catalogue import Project
from npqdesk.services.hubs.costs import Asked
from npqdesk.services.hubs.shipped import project_of
from npqdesk.ui.pages.paper_options import PaperOptions
from npqdesk.ui.pages.paper_page import Making, PaperPage
from npqdesk.ui.widgets.field import LinesField, TextField

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell


class QuotationOptions(PaperOptions):
    """Whom the letter is for."""

    def __init__(self) -> None:
        super().__init__()
        self.name = self.add("name", TextField("&To"))
        self.role = self.add("role", TextField("&Role", hint="May stay empty."))
        self.lines = self.add("lines", LinesField("&Address", hint="A line for each part."))
        self.greeting = self.add("greeting", TextField("Greet&ing", hint="What follows “Dear”."))
        self.large = self.add_tick("&Large print, 16 point")
        self.end("The letterhead and who signs are those of the settings. It can be made again, so it is not kept.")

    def show_form(self, form: QuotationForm) -> None:
        quiet = QSignalBlocker(self)
        self.name.edit.setText(form.name)
        self.role.edit.setText(form.role)
        self.lines.edit.setPlainText(form.lines)
        self.greeting.edit.setText(form.greeting)
        self.large.setChecked(form.large)
        quiet.unblock()

    def form(self) -> QuotationForm:
        """Everything as it stands now."""
        return QuotationForm(
            self.name.text(), self.role.text(), self.lines.text(), self.greeting.text(), self.large.isChecked()
        )


class HubQuotationPage(PaperPage):
    """Made anew with every change; whom it was for stays for the next time."""

    title = "Quotation"
    help_text = (
        "A letter about what a Maths Hubs project costs or pays, line by line, with the numbers chosen on its page. It "
        "says that the amounts are those of 2019/20 and marks what is extrapolated. Save it, print it, or open it in "
        "the PDF reader."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk, options=QuotationOptions())
        self._project: Project | None = None
        self._asked = Asked()

    def arrive(self, *, code: str = "19-09", asked: Asked | None = None, **_arguments: object) -> None:
        """The project of a code, with the numbers that are asked; without them those of its catalogue."""
        self._project, self._asked = project_of(code), asked or Asked()
        self._header.show_title(f"NCP {self._project.code}", about=self._project.title)
        back = (("Maths Hubs", lambda: self.shell.go("hubs", code=code)), ("Quotation", None))
        self._header.show_crumbs(back)
        self.options.show_form(quotation_form(self.desk))
        self.remake()

    def first_focus(self) -> QWidget:
        return self.options.name.edit

    def making(self) -> Making | None:
        project, asked, form = self._project, self._asked, self.options.form()
        return partial(make_quotation, self.desk, project, asked, form) if project is not None else None

    def keep_form(self) -> None:
        form = self.options.form()
        if self._project is not None and form != quotation_form(self.desk):
            keep_quotation_form(self.desk, form)
            self.shell.say_saved()
