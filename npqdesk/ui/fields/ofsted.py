"""The question about the Ofsted number: typed as it stands on the certificate, or found by name, town or postcode."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QFrame, QWidget

from npqdesk.services.enquiries import QuestionPage
from npqdesk.services.providers import KEY, provider
from npqdesk.ui.announce import announce
from npqdesk.ui.fields.answer_field import AnswerField
from npqdesk.ui.loaded import loaded
from npqdesk.ui.place_results import provider_about
from npqdesk.ui.place_search import PROVIDERS, PlaceSearch
from npqdesk.ui.widgets.frames import column, frame, holder, row
from npqdesk.ui.widgets.radio import RadioOption
from npqdesk.ui.widgets.search import SHORTEST
from npqdesk.ui.widgets.text import Icon, label

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

_SEARCH = "search:"
_NOTHING = "Nothing in the Ofsted register fits. A number is taken as you type it; check it on Ofsted’s website."
_NONE_LOADED = (
    "No Ofsted register is loaded, so there is nothing to search: type the number. One can be loaded under Schools."
)


class OfstedField(AnswerField):
    """The answer is an Ofsted number.  One that the register does not have is taken as it is typed."""

    def __init__(self, asked: QuestionPage, shell: "Shell") -> None:
        assert shell.desk is not None
        self._desk, self._source, self._number = shell.desk, loaded(shell), ""
        self.search = PlaceSearch(asked.wording, self._source, PROVIDERS, rows=4)
        self.edit = self.search.edit
        self._chosen_name, self._chosen_about = label("", "row_strong"), label("", "table", tone="muted")
        self._chosen = self._chosen_box()
        self._nothing, self._none_loaded = label(_NOTHING, tone="muted"), label(_NONE_LOADED, tone="muted")
        self._group = QButtonGroup()
        self.options = [RadioOption(each.label, value=each.value, hint=each.hint) for each in asked.options]
        inside = column(self._chosen, self.search, self._nothing, self._none_loaded, gap=10)
        if self.options:
            inside.addWidget(label("or", tone="muted"))
        for option in self.options:
            self._group.addButton(option)
            inside.addWidget(option)
            option.toggled.connect(lambda _checked: self.changed.emit())
        super().__init__(asked, holder(inside), self.edit)
        self.search.taken.connect(lambda key: self._take(key.removeprefix(KEY)))
        self.edit.textChanged.connect(self._typed)
        self._source.changed.connect(self._fit)
        self._fit()

    def value(self) -> str:
        chosen = self._group.checkedButton()
        if isinstance(chosen, RadioOption):
            return chosen.value
        text = self.search.text()
        highlighted = self.search.current() if text else None
        return highlighted.key.removeprefix(KEY) if highlighted else text or self._number

    def show_value(self, text: str) -> None:
        for option in self.options:
            if option.value == text:
                option.setChecked(True)
                return
        if not self._show_chosen(text):
            self.edit.setText(text)

    def kept(self) -> str:
        return f"{_SEARCH}{self.search.text()}" if self.search.text() else self.value()

    def show_kept(self, text: str) -> None:
        if text.startswith(_SEARCH):
            self.edit.setText(text.removeprefix(_SEARCH))
        else:
            self.show_value(text)

    def show_error(self, text: str) -> None:
        super().show_error(text)
        self.edit.setAccessibleDescription(" ".join(part for part in (self.hint, text) if part))

    def focus(self) -> QWidget:
        return self.edit

    def _chosen_box(self) -> QFrame:
        box = frame("notice")
        icon = column(Icon("building-2", size=20, role="on_soft"))
        icon.addStretch(1)
        across = row(icon, gap=12, margins=(16, 12, 16, 12))
        across.addLayout(column(self._chosen_name, self._chosen_about, gap=2), 1)
        box.setLayout(across)
        return box

    def _take(self, number: str) -> None:
        if self._show_chosen(number):
            self.edit.clear()
            announce(self.edit, f"{self._chosen_name.text()} is chosen")

    def _show_chosen(self, number: str) -> bool:
        found = provider(self._desk, number) if number else None
        if found is None:
            return False
        self._number = found.number
        self._chosen_name.setText(found.title)
        self._chosen_about.setText(provider_about(found))
        self.edit.setPlaceholderText("Search again to choose another provider")
        self._choose_none()
        self._fit()
        self.changed.emit()
        return True

    def _typed(self, text: str) -> None:
        """Typing takes back the option that stood instead of a number."""
        if text:
            self._choose_none()
        self._fit()
        self.changed.emit()

    def _choose_none(self) -> None:
        self._group.setExclusive(False)
        for option in self.options:
            option.setChecked(False)
        self._group.setExclusive(True)

    def _fit(self) -> None:
        """Show the provider chosen, and why there is nothing found or nothing to search."""
        source = self._source
        known = source.index.count("early_years") if source.index is not None else 0
        self._chosen.setVisible(bool(self._number))
        self._none_loaded.setVisible(source.is_whole and not known)
        typed = known > 0 and len(self.search.text()) >= SHORTEST
        self._nothing.setVisible(typed and not self.search.model.results)
