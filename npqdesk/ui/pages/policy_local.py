"""Policies of the office's own in the window: added, removed and taken back, with a notice and Undo each time."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from npqdesk.problem import Problem
from npqdesk.services.added_policies import PolicyPreview, keep_policy, remove_policy, restore_policy
from npqdesk.ui.loaded import loaded
from npqdesk.ui.rechecked import rechecked, tell_with_recheck

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell


def add_policy(shell: "Shell", desk: "Desk", preview: PolicyPreview) -> None:
    """Keep a previewed policy and show it among the others.  Raises Problem where it cannot be kept."""
    keep_policy(desk, preview)
    _tell_all(shell)
    shell.go("policy", policy=preview.row.id, edition=preview.row.edition)
    tell_with_recheck(
        shell,
        f"{_name(preview)}, is added.",
        undo=lambda: _write(shell, lambda: remove_policy(desk, preview.edition.hash)),
        undo_name=f"Add {_name(preview)}",
    )


def take_out(shell: "Shell", desk: "Desk", text_hash: str, name: str) -> None:
    """Remove an added policy by the hash of its text; `name` says in the notice which one it was."""
    if _write(shell, lambda: remove_policy(desk, text_hash)):
        tell_with_recheck(
            shell,
            f"{name} was removed. Answers that rest on it keep its text.",
            undo=lambda: _write(shell, lambda: restore_policy(desk, text_hash)),
            undo_name=f"Remove {name.rstrip(',')}",
        )


def _write(shell: "Shell", act: Callable[[], object]) -> bool:
    try:
        act()
    except Problem as problem:
        shell.say_not_saved("the records cannot be written")
        shell.show_failure(problem)
        return False
    _tell_all(shell)
    if shell.page is not None and shell.page_id == "policy":
        shell.page.arrive()
    return True


def _tell_all(shell: "Shell") -> None:
    """What rests on the rules is read again: the marks of schools, the status bar, the answers that would differ."""
    loaded(shell).refresh()
    rechecked(shell).refresh()
    shell.say_saved()


def _name(preview: PolicyPreview) -> str:
    return f"{preview.row.title}, edition {preview.row.edition}"
