"""One list: what changed from one release to another, our own schools first, and everyone on it, to be searched."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from npqdesk.services.accredited import PROVIDERS
from npqdesk.services.counting import counted
from npqdesk.services.list_view import ListView, view_list
from npqdesk.services.workplaces import day_words
from npqdesk.ui.announce import announce
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.pages.list_cards import ENTRY_COLUMNS, OwnCard, ProviderCard
from npqdesk.ui.tasks import run_task
from npqdesk.ui.theme import px, set_type
from npqdesk.ui.widgets.buttons import Button, primary
from npqdesk.ui.widgets.empty import EmptyState
from npqdesk.ui.widgets.field import ChoiceField
from npqdesk.ui.widgets.filter_bar import narrowed_to
from npqdesk.ui.widgets.frames import Limited, column, holder, row
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import RowsModel, RowsTable
from npqdesk.ui.widgets.segments import SegmentedChoice

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_SHOWN = {"came": "Came on", "went": "Went off", "all": "Everyone on it"}


class ListPage(Page):
    """Read anew on arrival, beside the window; `list_id` names the list.  The days choose the two releases."""

    title = "List"
    help_text = (
        "The releases of one list side by side: who came on, who went off, and what became of the schools where your "
        "own colleagues work. The field searches names, places and numbers. Enter on a school opens it."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._header = PageHeader("List")
        self.set_header(self._header)
        self._list_id = ""
        self.view: ListView | None = None
        self.older, self.newer = ChoiceField("What changed &since", []), ChoiceField("&up to", [])
        self._days = holder(row(self.older, self.newer, gap=14))
        self._cards = column(gap=16)
        self.which = SegmentedChoice(list(_SHOWN.items()), value="all", name="Show")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Search names, places and numbers")
        self.filter.setAccessibleName("Search the list")
        self.filter.setClearButtonEnabled(True)
        set_type(self.filter, "body")
        self.table = RowsTable(RowsModel(ENTRY_COLUMNS), name="Entries of the list", row_height=44, many=True)
        self.table.setMinimumHeight(px(260))
        line = row(self.which, gap=10)
        line.addWidget(Limited(self.filter, 340), 1)
        self.body.addWidget(self._days)
        self.body.addLayout(self._cards)
        self.body.addLayout(line)
        self.body.addWidget(self.table, 1)
        self.which.chosen.connect(lambda _which: self._show_rows())
        self.filter.textChanged.connect(lambda _text: self._show_rows())
        self.table.opened.connect(self._open)
        for field in (self.older, self.newer):
            field.changed.connect(self._choose_days)

    def arrive(self, *, list_id: str = "", **_arguments: object) -> None:
        if list_id and list_id != self._list_id:
            self.view = None
            self.filter.clear()
            self._header.show_title("List", about="Reading the list…")
            for part in (self._days, self.which):
                part.hide()
            self.table.rows.show_rows(())
        self._list_id = list_id or self._list_id
        self._read()

    def narrowed_to(self) -> list[str]:
        """The list and its releases too: the table has no other name than that of a list."""
        view, which = self.view, self.which.value()
        if view is None or view.newer is None:
            return []
        released = f"{view.title}, published {day_words(view.newer.published)}"
        since = f" since {day_words(view.older.published)}" if view.older is not None else ""
        shown = [f"{_SHOWN[which]}{since if which != 'all' else ''}"]
        return [released, *shown, *narrowed_to({}, "", self.filter.text())]

    def first_focus(self) -> QWidget:
        return self.filter

    def commands(self) -> Sequence[Command]:
        return (Command("&Search the list", self._to_filter, "Ctrl+F", menu="edit"),)

    def _to_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read(self, older: int = 1, newer: int = 0) -> None:
        list_id = self._list_id
        run_task(
            self,
            lambda _task: view_list(self.desk, list_id, older=older, newer=newer),
            on_done=lambda view: self._show(view) if list_id == self._list_id else None,
        )

    def _choose_days(self) -> None:
        assert self.view is not None
        older, newer = int(self.older.value()), int(self.newer.value())
        self._read(older, newer)

    def _show(self, view: ListView) -> None:
        self.view = view
        self.set_title(view.title)
        self._header.show_crumbs(
            [
                ("Schools", lambda: self.shell.go("schools")),
                ("Register and lists", lambda: self.shell.go("load")),
                (view.title, None),
            ]
        )
        published = f"Published {day_words(view.newer.published)}" if view.newer else "Not loaded yet"
        self._header.show_title(
            view.title,
            about=f"{published} · {counted(len(view.entries), 'entry', 'entries')}" if view.newer else published,
        )
        self._offer_days(view)
        while self._cards.count():
            old = self._cards.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        if view.list_id == PROVIDERS and view.newer:
            self._cards.addWidget(ProviderCard(self.desk))
        if view.diff is not None and view.diff.own:
            self._cards.addWidget(OwnCard(view.diff))
        counts = {"came": len(view.came), "went": len(view.went), "all": len(view.entries)}
        for which, words in _SHOWN.items():
            self.which.show_words(which, f"{words} {counts[which]:,}")
        self.which.choose("came" if view.came else "went" if view.went else "all")
        self.which.setVisible(view.diff is not None)
        self._show_rows()

    def _offer_days(self, view: ListView) -> None:
        """The older releases on the left, those they can be held against on the right."""
        self._days.setVisible(len(view.releases) > 1)
        for field, chosen in ((self.older, view.older), (self.newer, view.newer)):
            quiet = QSignalBlocker(field)
            field.box.clear()
            for at, each in enumerate(view.releases):
                field.box.addItem(day_words(each.published), str(at))
            field.choose(str(view.releases.index(chosen)) if chosen in view.releases else "0")
            del quiet

    def _show_rows(self) -> None:
        if self.view is None:
            return
        rows = self.view.found(self.which.value() if self.view.diff else "all", self.filter.text())
        self.table.rows.show_rows(rows)
        self.table.show_empty(None if rows else self._why_empty(self.view.entries))
        if self.filter.text():
            announce(self.filter, f"{len(rows):,} found")

    def _why_empty(self, entries: Sequence[object]) -> EmptyState:
        if entries:
            return EmptyState("list-filter", "Nobody here", "Nobody on this list has all these words and numbers.")
        return EmptyState(
            "list-checks", "This list is not loaded", "Load its file under Register and lists.", self._to_load()
        )

    def _to_load(self) -> Button:
        return primary("Register and lists…", lambda: self.shell.go("load"), icon="database")

    def _open(self, index: QModelIndex) -> None:
        entry = self.table.row_of(index)
        if entry.urn:
            self.shell.go("school", urn=entry.urn)
