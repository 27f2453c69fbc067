"""What the office says for a letter: one field a row; `form()` is all of it as it stands."""

from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from npqdesk.services.letter_form import LetterForm
from npqdesk.services.made_letter import Kind
from npqdesk.ui.pages.paper_options import PaperOptions
from npqdesk.ui.widgets.field import ChoiceField, LinesField, TextField
from npqdesk.ui.widgets.frames import heading

KINDS: dict[Kind, str] = {
    "staff": "To the member of staff",
    "evidence": "Request for what is missing",
    "grant": "Grant summary for the school",
}
PLACES = (
    ("not_asked", "Not asked for yet"),
    ("asked", "Asked for"),
    ("offered", "Offered"),
    ("started", "Taken up"),
    ("deferred", "Put off"),
    ("waiting", "On a waiting list"),
    ("refused", "Refused"),
    ("declined", "Turned down"),
    ("withdrawn", "Withdrew before the start"),
    ("left", "Left after the start"),
    ("paid", "None: a paid place"),
)
PAYERS = (
    ("", "Not settled, or DfE"),
    ("school", "The school"),
    ("trust", "The trust"),
    ("person", "The person"),
    ("mixed", "Shared"),
)
_STAFF = (
    ("title", "&Title", "Dr, Ms, Mr. May stay empty."),
    ("greeting", "Dear …", "Empty: the whole name."),
    ("role", "&Role", ""),
)
_PLACE = (("provider", "Co&urse provider", "Empty: “Not chosen yet”."),)
_PLAN = (
    ("dates", "&Dates", "Empty: what is published."),
    ("apply_by", "Act &by", "To apply, accept or reply: 30 November 2026"),
    ("fee", "Course fee", "As the provider states it."),
    ("study", "Study time", "Empty: what is published."),
    ("assessment", "Assessment", "Empty: what is published."),
    ("reference_from", "Reference from", "Who sends the sponsor’s reference. May stay empty."),
    ("reference_by", "Reference by", "18 December 2026"),
    ("support", "What the school &will do", "Cover, travel, its share of the fee. One sentence."),
    ("manager", "Line manager", "Who supports this person. May stay empty."),
)
_ASKED = (
    ("to_name", "&Name", "Whoever can tell us. May stay empty."),
    ("to_role", "&Their role or office", "For example, Finance office."),
)
_MONEY = (("received", "Grant &received", "In pounds, for the whole year. Empty: not known."),)
_SIGNED = (("signed_by", "Signed b&y", ""), ("signed_role", "Their role", ""))


class LetterOptions(PaperOptions):
    """Each kind of letter asks for what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = self.add_choice("kind", "&Kind of letter", list(KINDS.items()))
        self.add("changed", TextField("What &changed", hint="Empty: told from the records."))
        self._staff = self._group("To whom", _STAFF)
        self.address = LinesField("&Address", hint="Empty: by way of the school.")
        self._staff.append(self.add("address", self.address))
        self._staff += self._group("The place", _PLACE)
        self.place = ChoiceField("Fu&nded place", list(PLACES))
        self.payer = ChoiceField("Who pays", list(PAYERS))
        self._staff += [self.add("place", self.place), self.add("payer", self.payer)]
        self.registered = self.add_tick("Registered with DfE already")
        self._staff += [self.registered, *self._group("The course", _PLAN)]
        self._asked = self._group("Whom we ask", _ASKED)
        self.to_address = LinesField("Their &address", hint="May stay empty.")
        self._asked.append(self.add("to_address", self.to_address))
        self._money = self._group("The grant", _MONEY)
        self.full_names = self.add_tick("Full &names of the staff")
        self._money.append(self.full_names)
        self._group("The signature", _SIGNED)
        self.slip = self.add_tick("A sl&ip for the reply")
        self._staff.append(self.slip)
        self.large = self.add_tick("&Large print, 16 point")
        self.end("Can be read aloud: headings, lists and tables are marked.")
        self.kind.changed.connect(self._fit)

    def show_form(self, form: LetterForm, kinds: Sequence[Kind]) -> None:
        """Show what was typed before; `kinds` are the letters that this answer has."""
        quiet = QSignalBlocker(self)
        self.kind.box.clear()
        for kind in kinds:
            self.kind.box.addItem(KINDS[kind], kind)
        self.kind.choose(form.kind)
        for name, value in asdict(form).items():
            field = self.fields.get(name)
            if isinstance(field, TextField):
                field.edit.setText(value)
        self.address.edit.setPlainText(form.address)
        self.to_address.edit.setPlainText(form.to_address)
        self.place.choose(form.place)
        self.payer.choose(form.payer)
        self.registered.setChecked(form.registered)
        self.full_names.setChecked(form.full_names)
        self.slip.setChecked(form.reply_slip)
        self.large.setChecked(form.large)
        self._fit()
        quiet.unblock()

    @property
    def chosen(self) -> Kind:
        """The kind of letter chosen."""
        return next((kind for kind in KINDS if kind == self.kind.value()), "staff")

    def form(self) -> LetterForm:
        """Everything as it stands now."""
        typed = {name: field.edit.text() for name, field in self.fields.items() if isinstance(field, TextField)}
        return LetterForm(
            kind=self.kind.value(),
            address=self.address.edit.toPlainText(),
            to_address=self.to_address.edit.toPlainText(),
            place=self.place.value(),
            payer=self.payer.value(),
            registered=self.registered.isChecked(),
            full_names=self.full_names.isChecked(),
            reply_slip=self.slip.isChecked(),
            large=self.large.isChecked(),
            **typed,
        )

    def _group(self, title: str, rows: Sequence[tuple[str, str, str]]) -> list[QWidget]:
        head = heading(title)
        self.whole.addSpacing(6)
        self.whole.addWidget(head)
        return [head, *(self.add(name, TextField(words, hint=hint)) for name, words, hint in rows)]

    def _fit(self) -> None:
        """Each kind of letter asks for what it says; what is about another is put away, not lost."""
        kind = self.chosen
        for parts, shown in ((self._staff, kind == "staff"), (self._asked, kind == "evidence"),
                             (self._money, kind == "grant")):  # fmt: skip
            for part in parts:
                part.setVisible(shown)
        self.fields["apply_by"].setVisible(kind != "grant")
