"""Completing a name from the staff record while it is typed: "am" offers "Amara Okafor, Mathematics lead"."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from npqdesk.services.enquiries import PersonRow
from npqdesk.ui.seen import seen
from npqdesk.ui.theme import set_type

_NAME = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class _Names(QCompleter):
    """Shows name and role, writes the name."""

    def pathFromIndex(self, index: _Index) -> str:
        return str(index.data(_NAME))


class _Offered(QAbstractListModel):
    """The staff, each with name and role as they may be seen now."""

    def __init__(self, staff: Sequence[PersonRow], parent: QObject) -> None:
        super().__init__(parent)
        self._staff = staff

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._staff)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, _NAME):
            return None
        person = self._staff[index.row()]
        if role == _NAME:
            return person.name
        words = ", ".join(part for part in (person.name, person.role) if part)
        return seen(words) if role == Qt.ItemDataRole.DisplayRole else words


def complete_names(edit: QLineEdit, staff: Sequence[PersonRow]) -> None:
    """Offer the staff to a field; without any, nothing."""
    if not staff:
        return
    _offer(edit, _Names(_Offered(staff, edit), edit))


def offer_words(edit: QLineEdit, words: Sequence[str]) -> None:
    """Offer some words to a field; any other can be typed as well."""
    _offer(edit, QCompleter(list(words), edit))


def _offer(edit: QLineEdit, completer: QCompleter) -> None:
    """What holds the letters typed, wherever they stand, in any case."""
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = QListView()
    popup.setUniformItemSizes(True)  # else each of thousands is measured before any is shown
    completer.setPopup(popup)
    set_type(popup, "body")
    edit.setCompleter(completer)


def the_one_called(staff: Sequence[PersonRow], name: str) -> PersonRow | None:
    """The only person on the staff record of exactly that name; None for nobody and for several."""
    found = [person for person in staff if person.name.casefold() == " ".join(name.split()).casefold()]
    return found[0] if len(found) == 1 else None
