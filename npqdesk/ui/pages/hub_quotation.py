"""A Maths Hubs project worked out, as a letter: whom it is for at the left, the very pages at the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from npqdesk.services.hub_quotation import QuotationForm, keep_quotation_form, make_quotation, quotation_form
from npqdesk.services.hubs.catalogue import Project
from npqdesk.services.hubs.costs import Asked
from npqdesk.services.hubs.shipped import project_of
from npqdesk.ui.pages.choice_paper import ChoicePaperPage
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.field import LinesField, TextField
from npqdesk.ui.widgets.frames import holder, row
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_AFTER = 400  # milliseconds after the last change
_OPTIONS, _MOST = 340, 0.43  # as on the page of a summary


class QuotationOptions(QWidget):
    """`changed` comes with every key; the page waits until the typing stops."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = TextField("&To")
        self.role = TextField("R&ole", hint="May stay empty.")
        self.lines = LinesField("&Address", hint="A line for each part.")
        self.greeting = TextField("&Greeting", hint="What follows “Dear”.")
        self.large = QCheckBox("&Large print, 16 point")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 4, 24, 20)
        whole.setSpacing(14)
        for field in (self.name, self.role, self.lines, self.greeting):
            whole.addWidget(field)
            field.changed.connect(self.changed)
        whole.addWidget(self.large)
        self.large.toggled.connect(lambda _on: self.changed.emit())
        about = "The letterhead and who signs are those of the settings. It can be made again, so it is not kept."
        whole.addWidget(label(about, "small", tone="muted"))
        whole.addStretch(1)

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


class HubQuotationPage(ChoicePaperPage):
    """Made anew with every change; whom it was for stays for the next time."""

    title = "Quotation"
    help_text = (
        "A letter about what a Maths Hubs project costs or pays, line by line, with the numbers chosen on its page. It "
        "says that the amounts are those of 2019/20 and marks what is extrapolated. Save it, print it, or open it in "
        "the PDF reader."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._project: Project | None = None
        self._asked = Asked()
        self.options = QuotationOptions()
        self._left = QScrollArea()
        self._left.setWidgetResizable(True)
        self._left.setFrameShape(QFrame.Shape.NoFrame)
        self._left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._left.setWidget(self.options)
        self.body.removeWidget(self.preview)
        across = row(self._left)
        across.addWidget(self.preview, 1)
        self.body.addWidget(holder(across), 1)
        self._timer = QTimer(self, interval=_AFTER, singleShot=True)
        self._timer.timeout.connect(self._make_again)
        self.options.changed.connect(self._timer.start)

    def arrive(self, *, code: str = "19-09", asked: Asked | None = None, **_arguments: object) -> None:
        """The project of a code, with the numbers that are asked; without them those of its catalogue."""
        self._project, self._asked = project_of(code), asked or Asked()
        self._header.show_title(f"NCP {self._project.code}", about=self._project.title)
        back = (("Maths Hubs", lambda: self.shell.go("hubs", code=code)), ("Quotation", None))
        self._header.show_crumbs(back)
        self.options.show_form(quotation_form(self.desk))
        self._make_again()

    def first_focus(self) -> QWidget:
        return self.options.name.edit

    def regions(self) -> list[QWidget]:
        return [self.options, *super().regions()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self.options.minimumSizeHint().width() + self._left.verticalScrollBar().sizeHint().width()
        self._left.setFixedWidth(max(needed, min(px(_OPTIONS), round(self.width() * _MOST))))

    def leave(self) -> bool:
        self._keep_form()
        return True

    def _make_again(self) -> None:
        self._timer.stop()
        self._keep_form()
        project, asked, form = self._project, self._asked, self.options.form()
        if project is not None:
            self._make(lambda: make_quotation(self.desk, project, asked, form))

    def _keep_form(self) -> None:
        form = self.options.form()
        if self._project is not None and form != quotation_form(self.desk):
            keep_quotation_form(self.desk, form)
            self.shell.say_saved()
