"""Completing a name from the staff record while it is typed: "am" offers "Amara Okafor, Mathematics lead"."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from npqdesk.services.enquiries import PersonRow
from npqdesk.ui.seen import seen
from npqdesk.ui.theme import set_type

_NAME = Qt.ItemDataRole.UserRole


class _Names(QCompleter):
    """Shows name and role, writes the name."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(_NAME))


class _Offered(QStandardItem):
    """A name and a role as they may be seen now."""

    def data(self, role: int = Qt.ItemDataRole.UserRole) -> object:
        found = super().data(role)
        return seen(found) if role == Qt.ItemDataRole.DisplayRole else found


def complete_names(edit: QLineEdit, staff: Sequence[PersonRow]) -> None:
    """Offer the staff to a field; without any, nothing."""
    if not staff:
        return
    model = QStandardItemModel(edit)
    for person in staff:
        item = _Offered(", ".join(part for part in (person.name, person.role) if part))
        item.setData(person.name, _NAME)
        model.appendRow(item)
    completer = _Names(model, edit)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    set_type(completer.popup(), "body")
    edit.setCompleter(completer)


def offer_words(edit: QLineEdit, words: Sequence[str]) -> None:
    """Offer some words to a field; any other can be typed as well."""
    completer = QCompleter(list(words), edit)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    set_type(completer.popup(), "body")
    edit.setCompleter(completer)


def the_one_called(staff: Sequence[PersonRow], name: str) -> PersonRow | None:
    """The only person on the staff record of exactly that name; None for nobody and for several."""
    found = [person for person in staff if person.name.casefold() == " ".join(name.split()).casefold()]
    return found[0] if len(found) == 1 else None
