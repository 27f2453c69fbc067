"""The path to Leading primary mathematics: where a school and a person stand, the nearest step, and what to ask."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from npqdesk.services.hubs.path import BARRIER, PERSON, SCHOOL, Standing, stand
from npqdesk.services.hubs.shipped import catalogue
from npqdesk.services.kept_path import KeptPath, keep_path, kept_path
from npqdesk.ui.announce import announce
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.widgets.buttons import link, primary, secondary
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.field import ChoiceField
from npqdesk.ui.widgets.frames import Card, Limited, column, holder
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.outcome import OutcomePanel
from npqdesk.ui.widgets.path_line import PathLine
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.why import WhyRow
from npqdesk.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH = 860
_ENTRY = {
    "meets": Status("good", "Meets the entry test"),
    "ask": Status("ask", "Ask the provider"),
    "not_yet": Status("bad", "Not yet"),
    "unknown": Status("ask", "Ask the person"),
}


class HubsPathPage(Page):
    """Three choices at the top; what follows from them beneath, at once."""

    title = "Path to NPQLPM"
    help_text = (
        "The entry test of the NPQ for Leading Primary Mathematics asks for at least a year of Teaching for Mastery. "
        "Say how far the school has got and what the person has done: the page names the nearest step, what it pays, "
        "and what to ask your Maths Hub and the lead provider. Amounts and dates are those of 2019/20."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        header = PageHeader("Path to Leading primary mathematics", about=catalogue().banner)
        header.show_crumbs([("Maths Hubs", lambda: shell.go("hubs")), ("Path to NPQLPM", None)])
        self.set_header(header)
        self.school = ChoiceField("How far has the &school got with Teaching for Mastery?", list(SCHOOL.items()))
        self.barrier = ChoiceField("Does something keep the school from &beginning?", list(BARRIER.items()))
        self.person = ChoiceField("Has the &person taken part in it?", list(PERSON.items()))
        asked = Card("Where do you stand?")
        for field in (self.school, self.barrier, self.person):
            asked.body.addSpacing(8)
            asked.body.addWidget(field)
            field.changed.connect(self._on_changed)
        self._below = column(gap=14)
        self.body.addWidget(Limited(holder(column(asked, self._below, gap=14)), _WIDTH))
        self.body.addStretch(1)
        self.standing: Standing | None = None
        self._shown: QWidget | None = None
        check = primary("&Check the funding…", lambda: shell.go("check", new=True), icon="circle-question-mark")
        self.copy = secondary("Cop&y the questions", self._copy, icon="copy")
        self.set_footer(FooterBar(check, self.copy))
        self._show()

    def arrive(self, **_arguments: object) -> None:
        """What was chosen last."""
        kept = kept_path(self.desk)
        for field, value in ((self.school, kept.school), (self.barrier, kept.barrier), (self.person, kept.person)):
            field.choose(value)

    def first_focus(self) -> QWidget:
        return self.school.box

    def commands(self) -> Sequence[Command]:
        return (Command("&Back to Maths Hubs", lambda: self.shell.go("hubs"), "Esc", menu="go"),)

    def questions(self) -> str:
        """What to ask, as text for an e-mail."""
        assert self.standing is not None
        parts = (("To the Maths Hub", self.standing.ask_hub), ("To the lead provider", self.standing.ask_provider))
        return "\n\n".join("\n".join((who, *(f"- {each}" for each in asks))) for who, asks in parts if asks)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.questions())
        self.shell.notice("The questions are copied: paste them into an e-mail.")

    def _on_changed(self) -> None:
        chosen = KeptPath(self.school.value(), self.barrier.value(), self.person.value())
        if chosen != kept_path(self.desk):
            keep_path(self.desk, chosen)
            self.shell.say_saved()
        self._show()

    def _show(self) -> None:
        begun = self.school.value() not in ("unknown", "none")
        self.barrier.setVisible(not begun)
        now = stand(self.school.value(), self.person.value(), "unknown" if begun else self.barrier.value())
        self.standing = now
        if self._shown is not None:
            self._below.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        path = Card("The path")
        path.body.addWidget(PathLine(now.steps))
        self._shown = holder(column(OutcomePanel(_ENTRY[now.entry], now.entry_says), path, self._nearest(now), gap=14))
        self._below.addWidget(self._shown)
        announce(self, f"{_ENTRY[now.entry].word}. {now.nearest_says}")

    def _nearest(self, now: Standing) -> Card:
        step = next(each for each in now.steps if each.id == now.nearest)
        card = Card(f"The nearest step: {step.title}")
        card.add_row(WhyRow("map-pin", now.nearest_says, now.when))
        card.add_row(WhyRow("pound-sterling", "What it pays", now.pays))
        for who, asks in (("Ask the Maths Hub", now.ask_hub), ("Ask the lead provider", now.ask_provider)):
            if asks:
                card.add_row(WhyRow("circle-question-mark", who, "\n".join(asks)))
        if step.code:
            card.add_row(Wrapping(link(f"NCP {step.code} in the catalogue", lambda: self._open(step.code))))
        else:
            card.add_row(label("Check next whether the NPQ would be funded for the person.", tone="muted"))
        return card

    def _open(self, code: str) -> None:
        self.shell.go("hubs", code=code)
