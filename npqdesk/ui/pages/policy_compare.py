"""Compare editions: two choosers, and what differs from the one to the other, in cards."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from npqdesk.services.compare_policies import compare_named, edition_before
from npqdesk.services.comparison import Comparison
from npqdesk.services.policies import PolicyRow, policy_in_use, policy_rows
from npqdesk.services.workplaces import day_words
from npqdesk.ui.announce import announce
from npqdesk.ui.page import Page
from npqdesk.ui.pages.compared_cards import ComparedCards
from npqdesk.ui.tasks import run_task
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.field import ChoiceField
from npqdesk.ui.widgets.frames import Limited, column, row
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH = 900


class ComparePoliciesPage(Page):
    """Compares as soon as an edition is chosen; the work runs beside the window."""

    title = "Compare editions"
    help_text = (
        "Choose two editions to see who gains, who loses and what else is new. Every case that can occur is compared, "
        "each person keeping their own start. What stands under “for example” holds for others like it too. Where an "
        "answer hangs on your school, check that person: nothing here is about one workplace."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        about = "Who gains, who loses, and what else is new from one edition to another."
        crumbs = [("Policy and sources", lambda: shell.go("policy")), ("Compare", None)]
        self.set_header(PageHeader(self.title, about=about, crumbs=crumbs))
        self.old = ChoiceField("F&rom", [])
        self.new = ChoiceField("T&o", [])
        self.swap = secondary("&Swap", self._swap, icon="arrow-up-down")
        beside = column()
        beside.addStretch(1)
        beside.addWidget(self.swap)
        choosers = row(gap=14)
        choosers.addWidget(self.old, 1)
        choosers.addWidget(self.new, 1)
        choosers.addLayout(beside)
        self.body.addLayout(choosers)
        self._place: QWidget | None = None
        self._asked = ("", "")
        self.body.addStretch(1)
        for field in (self.old, self.new):
            field.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.box.setMinimumContentsLength(8)
            field.changed.connect(self._compare)

    def arrive(self, *, old: str = "", new: str = "", **_arguments: object) -> None:
        """`old` and `new` are names such as "2025-autumn/1"; else the edition in use and the one before it."""
        rows = policy_rows(self.desk.rulebook)
        new = new or self._in_use(rows)
        policy_id, _, number = new.rpartition("/")
        before = edition_before(self.desk.rulebook, policy_id, int(number))
        old = old or (before.name if before else new)
        self._offer(rows, old, new)
        self._asked = ("", "")
        self._compare()

    def first_focus(self) -> QWidget:
        return self.old.box

    def _in_use(self, rows: tuple[PolicyRow, ...]) -> str:
        policy = policy_in_use(self.desk.rulebook, self.desk.today())
        return f"{policy.id}/{policy.edition}" if policy else rows[0].name

    def _offer(self, rows: tuple[PolicyRow, ...], old: str, new: str) -> None:
        for field, chosen in ((self.old, old), (self.new, new)):
            quiet = QSignalBlocker(field)
            field.box.clear()
            for each in rows:
                field.box.addItem(_words(each), each.name)
            field.choose(chosen)
            del quiet

    def _swap(self) -> None:
        old, new = self.old.value(), self.new.value()
        self._offer(policy_rows(self.desk.rulebook), new, old)
        self._compare()

    def _compare(self) -> None:
        asked = (self.old.value(), self.new.value())
        if asked == self._asked:
            return
        self._asked = asked
        self._show(label("Comparing…", tone="muted"))
        rulebook = self.desk.rulebook
        run_task(
            self,
            lambda _task: compare_named(rulebook, *asked),
            on_done=lambda comparison: self._on_compared(asked, comparison),
        )

    def _on_compared(self, asked: tuple[str, str], comparison: Comparison) -> None:
        if asked == self._asked:
            self._show(Limited(ComparedCards(comparison), _WIDTH))
            self.scroll_to_top()
            announce(self, comparison.summary)

    def _show(self, content: QWidget) -> None:
        if self._place is not None:
            self._place.hide()
            self._place.deleteLater()
        self._place = content
        self.body.insertWidget(1, content)


def _words(each: PolicyRow) -> str:
    added = ", added locally" if each.added else ""
    return f"{each.title}, edition {each.edition} (from {day_words(each.decided_from)}{added})"
