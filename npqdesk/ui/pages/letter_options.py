"""What the office says for a letter: one field a row; `form()` is all of it as it stands."""

from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from npqdesk.services.letter_form import LetterForm
from npqdesk.services.letters import Kind
from npqdesk.ui.widgets.field import ChoiceField, Field, LinesField, TextField
from npqdesk.ui.widgets.frames import heading
from npqdesk.ui.widgets.text import label

KINDS: dict[Kind, str] = {
    "staff": "To the member of staff",
    "evidence": "Request for what is missing",
    "grant": "Grant summary for the school",
}
PLACES = (
    ("not_asked", "Not asked for yet"),
    ("asked", "Asked for"),
    ("offered", "Offered"),
    ("waiting", "On a waiting list"),
    ("refused", "Refused"),
)
_STAFF = (
    ("title", "&Title", "Dr, Ms, Mr. May stay empty."),
    ("greeting", "Dear …", "Empty: the whole name."),
    ("role", "&Role", ""),
)
_PLAN = (
    ("provider", "Course &provider", "Empty: “Not chosen yet”."),
    ("dates", "&Dates", "When the course runs, if known."),
    ("apply_by", "Act &by", "To apply, accept or reply: 30 November 2026"),
    ("fee", "Course &fee", "As the provider states it."),
    ("support", "What the school &will do", "Cover, travel, its share of the fee. One sentence."),
)
_ASKED = (
    ("to_name", "&Name", "Whoever can tell us. May stay empty."),
    ("to_role", "&Their role or office", "For example, Finance office."),
)
_MONEY = (("received", "Grant &received", "In pounds, for the whole year. Empty: not known."),)
_SIGNED = (("signed_by", "&Signed by", ""), ("signed_role", "T&heir role", ""))


class LetterOptions(QWidget):
    """`changed` comes with every key; the page waits until the typing stops."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kinds: tuple[Kind, ...] = ()
        self.fields: dict[str, Field] = {}
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(32, 4, 24, 20)
        self._whole.setSpacing(14)
        self.kind = ChoiceField("&Kind of letter", list(KINDS.items()))
        self.kind.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.box.setMinimumContentsLength(8)
        self._add("kind", self.kind)
        self._add("changed", TextField("What &changed", hint="Empty: told from the records."))
        self._staff = self._group("To whom", _STAFF)
        self.address = LinesField("&Address", hint="Empty: by way of the school.")
        self._staff.append(self._add("address", self.address))
        self._staff += self._group("The course", _PLAN)
        self.place = ChoiceField("Funded plac&e", list(PLACES))
        self._staff.append(self._add("place", self.place))
        self._asked = self._group("Whom we ask", _ASKED)
        self.to_address = LinesField("Their &address", hint="May stay empty.")
        self._asked.append(self._add("to_address", self.to_address))
        self._money = self._group("The grant", _MONEY)
        self.full_names = QCheckBox("Full &names of the staff")
        self._money.append(self.full_names)
        self._whole.addWidget(self.full_names)
        self._group("The signature", _SIGNED)
        self.slip = QCheckBox("A slip for the &reply")
        self.large = QCheckBox("&Large print, 16 point")
        self._whole.addWidget(self.slip)
        self._whole.addWidget(self.large)
        self._whole.addWidget(label("Can be read aloud: headings, lists and tables are marked.", "small", tone="muted"))
        self._whole.addStretch(1)
        self._staff.append(self.slip)
        self.full_names.toggled.connect(lambda _on: self.changed.emit())
        self.slip.toggled.connect(lambda _on: self.changed.emit())
        self.large.toggled.connect(lambda _on: self.changed.emit())
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
            full_names=self.full_names.isChecked(),
            reply_slip=self.slip.isChecked(),
            large=self.large.isChecked(),
            **typed,
        )

    def show_replaced(self, *, replaced: bool) -> None:
        """Ask what changed only where the letter replaces one that was kept."""
        self.fields["changed"].setVisible(replaced)

    def show_error(self, name: str, words: str) -> None:
        """The message beside one field, none beside the others."""
        for each, field in self.fields.items():
            field.show_error(words if each == name else "")

    def _group(self, title: str, rows: Sequence[tuple[str, str, str]]) -> list[QWidget]:
        head = heading(title)
        self._whole.addSpacing(6)
        self._whole.addWidget(head)
        return [head, *(self._add(name, TextField(words, hint=hint)) for name, words, hint in rows)]

    def _add(self, name: str, field: Field) -> Field:
        self.fields[name] = field
        self._whole.addWidget(field)
        field.changed.connect(self.changed)
        return field

    def _fit(self) -> None:
        """Each kind of letter asks for what it says; what is about another is put away, not lost."""
        kind = self.chosen
        for parts, shown in ((self._staff, kind == "staff"), (self._asked, kind == "evidence"),
                             (self._money, kind == "grant")):  # fmt: skip
            for part in parts:
                part.setVisible(shown)
        self.fields["apply_by"].setVisible(kind != "grant")
