"""What was looked at last, for Home: remembered on this computer by its numbers alone, for each set of records."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from npqdesk.ui.place import memory
from npqdesk.ui.widgets.buttons import link
from npqdesk.ui.widgets.frames import Card, row
from npqdesk.ui.widgets.text import Icon

if TYPE_CHECKING:
    from npqdesk.services.recent import Recent, Seen
    from npqdesk.ui.shell import Shell

_SHOWN, _KEPT = 4, 12
_PAGES = {("person", "person"): "person", ("school", "urn"): "school", ("letter", "letter"): "letter",
          ("letter", "determination"): "answer"}  # fmt: skip
_ICONS = {"person": "user", "school": "school", "letter": "file-text", "answer": "file-text"}


def remember_visit(shell: "Shell", page_id: str, arguments: Mapping[str, object]) -> None:
    """Note that somebody looked at this, if it is one of the things that are looked at again."""
    keeper = memory()
    now = [
        [kind, str(arguments[name])] for (page, name), kind in _PAGES.items() if page == page_id and arguments.get(name)
    ]
    if keeper is not None and now:
        before = [each for each in _kept(shell) if each not in now]
        keeper.setValue(_key(shell), json.dumps([*now, *before][:_KEPT]))


def recent_card(shell: "Shell") -> Card | None:
    """The card with the way to each; None while there is nothing to show."""
    from npqdesk.services.recent import Seen, recent

    found = recent(shell.desk, [Seen(kind, id_) for kind, id_ in _kept(shell)], most=_SHOWN)
    if not found:
        return None
    card = Card("Recent")
    for each in found:
        card.body.addLayout(_line(shell, each))
    return card


def _line(shell: "Shell", each: "Recent") -> QHBoxLayout:
    across = row(Icon(_ICONS[each.seen.kind]), gap=10)
    across.addWidget(link(each.title, lambda: _go(shell, each.seen)))
    across.addStretch(1)
    return across


def _go(shell: "Shell", seen: "Seen") -> None:
    page_id, name = next(way for way, kind in _PAGES.items() if kind == seen.kind)
    shell.go(page_id, **{name: seen.id if seen.kind == "school" else int(seen.id)})


def _kept(shell: "Shell") -> list[list[str]]:
    keeper = memory()
    try:
        return list(json.loads(str(keeper.value(_key(shell))))) if keeper is not None else []
    except ValueError:
        return []


def _key(shell: "Shell") -> str:
    if shell.is_sample or shell.desk is None:
        return "recent/sample"
    return f"recent/{sha256(str(shell.desk.store.file_name).encode()).hexdigest()[:16]}"
