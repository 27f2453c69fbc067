"""Policy and sources: which rules hold for which start, in plain words, and where each one comes from."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from npqdesk.problem import Problem
from npqdesk.services.policies import PolicyRow, policy_in_use, policy_page, policy_rows
from npqdesk.services.workplaces import day_words
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.pages.policy_cards import LeftOutCard, PolicyCards
from npqdesk.ui.pages.policy_local import take_out
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.frames import column
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.sides import Sides

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_LIST = 340
_FILES = "Policy files (*.toml);;All files (*)"


class PoliciesPage(Page):
    """Editions at the left, the chosen one in words at the right; in a narrow window one above the other."""

    title = "Policy and sources"
    help_text = (
        "Choose an edition to read its rules in the order in which they are tried: the first that applies decides. "
        "“Guidance only” marks a rule that DfE’s own service does not apply. A source opens in your browser. When new "
        "rules are out before a newer npqdesk, add them as a policy file: with the button, or drop the file here."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        about = "Which rules are in force for which start, in plain words, and where each one comes from."
        self.add = secondary("Add a policy…", self.choose_file, icon="plus")
        self.compare = secondary("Compare…", self._compare, icon="arrow-up-down", name="Compare two editions")
        self.set_header(PageHeader("Policy and sources", about=about, actions=[self.compare, self.add]))
        self._in_use = policy_in_use(desk.rulebook, desk.today())
        self._model = RowsModel([Column("Edition", self._cell)])
        self.editions = RowsTable(self._model, name="Editions")
        self.editions.selectionModel().currentRowChanged.connect(self._on_row)
        self.editions.opened.connect(lambda _index: self._cards_focus())
        self._cards: PolicyCards | None = None
        self._shown: PolicyRow | None = None
        self._sides = Sides(self.editions, width=_LIST)
        self._left_out = column(gap=16)
        self.body.addLayout(self._left_out)
        self.body.addWidget(self._sides, 1)

    def arrive(self, *, policy: str = "", edition: int | None = None, **_arguments: object) -> None:
        """`policy` and `edition` name what to show; else what was shown before, at first the one in use."""
        self._read_again()
        if not policy and self._shown is not None:
            policy, edition = self._shown.id, self._shown.edition
        elif not policy and self._in_use is not None:
            policy, edition = self._in_use.id, self._in_use.edition
        named = [at for at, row in enumerate(self._model.rows) if row.id == policy]
        exact = [at for at in named if edition in (None, self._model.rows[at].edition)]
        self._shown = None
        self.editions.choose(next(iter([*exact, *named]), 0))

    def _read_again(self) -> None:
        """The editions as they are now, and those that could not be used."""
        self._in_use = policy_in_use(self.desk.rulebook, self.desk.today())
        self._model.show_rows(policy_rows(self.desk.rulebook))
        while self._left_out.count():
            old = self._left_out.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        for left in self.desk.rulebook.left_out:
            self._left_out.addWidget(LeftOutCard(left, lambda left=left: self._take_out(left.hash, left.file_name)))

    def first_focus(self) -> QWidget:
        return self.editions

    def reveal(self, widget: QWidget) -> None:
        """The list of editions, where the focus arrives, is not scrolled to: what stands above it is to be seen."""
        if widget is not self.editions:
            super().reveal(widget)

    def commands(self) -> Sequence[Command]:
        return (
            Command("&Add a policy…", self.choose_file),
            Command("&Compare editions…", self._compare, menu="go"),
            Command("&Filter the rules", self._cards_focus, "Ctrl+F", menu="edit"),
        )

    def _compare(self) -> None:
        """The edition shown beside the one before it."""
        if self._shown is not None:
            self.shell.go("compare_policies", new=self._shown.name)

    def choose_file(self) -> None:
        """Ask for a policy file, then show what it would change."""
        chosen, _filter = QFileDialog.getOpenFileName(self, "Choose a policy file", "", _FILES)
        if chosen:
            self.shell.go("add_policy", path=chosen)

    def take_dropped(self, path: Path, kind: str) -> bool:
        if kind:
            return False
        if path.suffix.casefold() == ".toml":
            self.shell.go("add_policy", path=str(path))
            return True
        self.shell.show_failure(
            Problem(
                "This cannot be added as a policy",
                "The file dropped is another kind. A policy is one text file whose name ends in .toml.",
                "Drop that one file. Registers and lists are loaded under Register and lists.",
            )
        )
        return True

    def _take_out(self, text_hash: str, name: str) -> None:
        take_out(self.shell, self.desk, text_hash, name)

    @property
    def cards(self) -> PolicyCards:
        """The edition shown, in words."""
        assert self._cards is not None
        return self._cards

    def _cell(self, row: PolicyRow) -> Cell:
        since = "added locally" if row.added else f"from {day_words(row.decided_from)}"
        under = f"Edition {row.edition} · {since}"
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
        self._shown = row
        edition = next(
            each
            for each in self.desk.rulebook.editions
            if (each.policy.id, each.policy.edition) == (row.id, row.edition)
        )
        page = policy_page(self.desk.rulebook, row.id, row.edition)
        self._cards = PolicyCards(self.shell, self.desk, page, edition.text)
        self._cards.removed.connect(lambda: self._take_out(edition.hash, f"{row.title}, edition {row.edition},"))
        self._sides.show_parts((self._cards,), name=f"{row.title}, edition {row.edition}")

    def _cards_focus(self) -> None:
        self.cards.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _past(row: PolicyRow, today: date) -> Status:
    return Status("none", "Past", "history") if row.decided_from <= today else Status("ask", "To come", "clock")
