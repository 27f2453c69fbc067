"""The card that works out a Maths Hubs project: numbers at the top, each money rule line by line beneath."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from npqdesk.problem import Problem
from npqdesk.services.hubs.catalogue import Project
from npqdesk.services.hubs.costing import cost, inputs
from npqdesk.services.hubs.costs import MOST, STANDING_SAYS, Asked, Cost, Input
from npqdesk.services.hubs.finance import ByRole, BySchools, CoFunded, Composite, Flat, PersonYear
from npqdesk.services.hubs.shipped import catalogue
from npqdesk.ui.announce import announce
from npqdesk.ui.widgets.chip import Chip, Status
from npqdesk.ui.widgets.field import ChoiceField, Field, TextField
from npqdesk.ui.widgets.frames import Card, column, holder, row, rule
from npqdesk.ui.widgets.number import NumberField
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.wrapping import Wrapping

_WORDS: dict[Input, str] = {"people": "&People", "years": "&Years", "days": "&Days"}
_MARKS = {
    "extrapolated": Status("ask", "Extrapolated", "triangle-alert"),
    "own_rate": Status("none", "At your own rate", "pencil"),
}


class CostCard(Card):
    """`changed` comes whenever something else is asked; `asked` is what stands there now."""

    changed = Signal()

    def __init__(self, project: Project, asked: Asked, *, action: QWidget | None = None) -> None:
        super().__init__("What it costs or pays", about=f"Amounts of {catalogue().year}.", action=action)
        self._project = project
        self.fields: dict[Input, Field] = {name: self._field(name, asked) for name in inputs(project)}
        self.body.addWidget(Wrapping(*self.fields.values(), gap=20))
        self.body.addSpacing(10)
        self._shown: QWidget | None = None
        for field in self.fields.values():
            field.changed.connect(self._on_changed)
        self._show()

    @property
    def asked(self) -> Asked:
        """What is asked now."""
        given: dict[str, int | str | Decimal] = {}
        for name, field in self.fields.items():
            given[name] = field.value() if isinstance(field, NumberField | ChoiceField) else self._rate(field)
        return Asked(**given)

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()

    def _field(self, name: Input, asked: Asked) -> Field:
        money = self._project.money[0]
        if name == "role":
            roles = money.roles if isinstance(money, ByRole) else ()
            return ChoiceField("&The hub’s part", [("", "Every part"), *((each, each) for each, _pounds in roles)],
                               value=asked.role)  # fmt: skip
        if name == "rate":
            typed = f"{asked.rate:f}" if asked.rate else ""
            return TextField("Yo&ur own pounds for a day", text=typed, width=150, placeholder="such as 200")
        least, most, words = 1, MOST[name], _WORDS.get(name, "")
        if name == "schools" and isinstance(money, BySchools):
            value, words = asked.schools or money.schools, "&Schools"
        elif name == "groups":
            per = money.per if isinstance(money, Flat | CoFunded | Composite) else "Work Group"
            value, words = asked.groups, f"{per[0].upper()}{per[1:]}s"
        elif name == "years":
            most = money.years if isinstance(money, PersonYear) else most
            value = asked.years or most
        else:
            value = getattr(asked, name) or 1
        return NumberField(words, least=least, most=most, value=value)

    def _rate(self, field: Field) -> Decimal:
        """The pounds typed; while they are none, the field says so and nothing is counted."""
        assert isinstance(field, TextField)
        typed = field.text().removeprefix("£").replace(",", "")
        try:
            rate = Decimal(typed or "0")
        except InvalidOperation:
            rate = Decimal(-1)
        fits = rate.is_finite() and 0 <= rate <= MOST["rate"] and rate == round(rate, 2)
        field.show_error("" if fits else f"Enter pounds up to {MOST['rate']:,}, such as 200 or 187.50")
        return rate if fits else Decimal(0)

    def _show(self) -> None:
        try:
            parts = [_rows(made) for made in cost(self._project, self.asked)]
            totals = "; ".join(made.total for made in cost(self._project, self.asked))
        except Problem as problem:
            parts, totals = [holder(column(label(f"{problem.what_happened} {problem.what_to_do}", tone="ask")))], ""
        if self._shown is not None:
            self.body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = holder(column(*parts, gap=18))
        self.body.addWidget(self._shown)
        announce(self, f"Total {totals}" if totals else "")


def _rows(made: Cost) -> QWidget:
    """One money rule: its lines with their workings, the total, and what must be read with it."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for at, item in enumerate(made.items):
        words, amount = label(item.say), label(item.amount, wrap=False)
        amount.setAccessibleName(f"{item.say}: {item.working} {item.amount}".strip())
        grid.addWidget(words, 2 * at, 0)
        grid.addWidget(label(item.working, "small", tone="muted", wrap=False), 2 * at, 1, right)
        grid.addWidget(amount, 2 * at, 2, right)
        grid.addWidget(rule(), 2 * at + 1, 0, 1, 3)
    foot = row(gap=12)
    foot.addWidget(label(f"To {made.payee}", "strong"), 1)
    if (mark := _MARKS.get(made.standing)) is not None:
        foot.addWidget(Chip(mark))
    total = label(made.total, "amount", wrap=False)
    total.setAccessibleName(f"Total: {made.total}")
    foot.addWidget(total)
    notes = [STANDING_SAYS[made.standing], *made.notes]
    if made.each_school:
        notes.insert(0, f"Each school of the group receives £{made.each_school:,} of it.")
    says = column(*(label(note, tone="muted") for note in notes), gap=2)
    return holder(column(label(made.title, "strong"), grid, foot, says, gap=8))
