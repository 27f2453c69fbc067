"""Policy and sources: which rules hold for which start, in plain words, and where each one comes from."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from npqdesk.services.policies import PolicyRow, policy_in_use, policy_page, policy_rows
from npqdesk.services.workplaces import day_words
from npqdesk.ui.page import Page
from npqdesk.ui.pages.policy_cards import PolicyCards
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.frames import column, holder
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_LIST, _NARROW = 320, 940


class PoliciesPage(Page):
    """Editions at the left, the chosen one in words at the right; in a narrow window one above the other."""

    title = "Policy and sources"
    help_text = (
        "Choose an edition to read its rules in the order in which they are tried: the first that applies decides. "
        "“Guidance only” marks a rule that DfE’s own service does not apply. A source opens in your browser."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        about = "Which rules are in force for which start, in plain words, and where each one comes from."
        self.set_header(PageHeader("Policy and sources", about=about))
        self._in_use = policy_in_use(desk.rulebook, desk.today())
        self._model = RowsModel([Column("Edition", self._cell)])
        self.editions = RowsTable(self._model, name="Editions")
        self._model.show_rows(policy_rows(desk.rulebook))
        self.editions.selectionModel().currentRowChanged.connect(self._on_row)
        self.editions.opened.connect(lambda _index: self._cards_focus())
        self._cards: PolicyCards | None = None
        self._shown: PolicyRow | None = None
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(20)
        self._left = holder(column(self.editions))
        self._sides.addWidget(self._left, 0, Qt.AlignmentFlag.AlignTop)
        self._right = column()
        self._sides.addLayout(self._right, 1)
        self.body.addLayout(self._sides)
        self.body.addStretch(1)

    def arrive(self, *, policy: str = "", **_arguments: object) -> None:
        """`policy` names the edition to show; else the one shown before, at first the one in use."""
        ids = [row.id for row in self._model.rows]
        shown = self.editions.currentIndex()
        wanted = policy or ("" if shown.isValid() else self._in_use.id if self._in_use else "")
        at = ids.index(wanted) if wanted in ids else max(shown.row(), 0)
        if shown.row() == at:
            self._show(self._model.rows[at])
        self.editions.choose(at)
        self._measure()

    def first_focus(self) -> QWidget:
        return self.editions

    def commands(self) -> list[QAction]:
        find = QAction("&Filter the rules", self)
        find.setShortcut("Ctrl+F")
        find.setProperty("menu", "edit")
        find.triggered.connect(lambda _checked=False: self._cards_focus())
        return [find]

    @property
    def cards(self) -> PolicyCards:
        """The edition shown, in words."""
        assert self._cards is not None
        return self._cards

    def _cell(self, row: PolicyRow) -> Cell:
        under = f"Edition {row.edition} · from {day_words(row.decided_from)}"
        return Cell(row.title, under, self._status(row), strong=True)

    def _status(self, row: PolicyRow) -> Status:
        if self._in_use is not None and (row.id, row.edition) == (self._in_use.id, self._in_use.edition):
            return Status("good", "In use")
        if row.status != "in force":
            return Status("none", row.status.capitalize())
        return _past(row, self.desk.today())

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and self._model.rows[now.row()] is not self._shown:
            self._show(self._model.rows[now.row()])

    def _show(self, row: PolicyRow) -> None:
        if self._cards is not None:
            self._right.removeWidget(self._cards)
            self._cards.hide()
            self._cards.deleteLater()
        self._shown = row
        edition = next(
            each
            for each in self.desk.rulebook.editions
            if (each.policy.id, each.policy.edition) == (row.id, row.edition)
        )
        page = policy_page(self.desk.rulebook, row.id, row.edition)
        self._cards = PolicyCards(self.shell, self.desk, page, edition.text)
        self._right.addWidget(self._cards)
        self.scroll_to_top()

    def _cards_focus(self) -> None:
        self.cards.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """The list beside its edition, or above it where there is no room."""
        narrow = self.width() < px(_NARROW)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(down if narrow else right)
        self._left.setMinimumWidth(0 if narrow else px(_LIST))
        self._left.setMaximumWidth(16_777_215 if narrow else px(_LIST))
        self.editions.setFixedHeight(px(40) + px(54) * len(self._model.rows) + 4)


def _past(row: PolicyRow, today: date) -> Status:
    return Status("none", "Past", "history") if row.decided_from <= today else Status("ask", "To come", "clock")
