"""Saving an audit file from the window: made beside it, put where the office says."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from npqdesk.problem import Problem
from npqdesk.services.sheets import write_file
from npqdesk.ui.tasks import run_task

if TYPE_CHECKING:
    from npqdesk.services.audit.files import AuditFile
    from npqdesk.ui.shell import Shell

_KEEP_SAFE = "It holds personal data: keep it as safe as the records."


def save_audit_of_person(shell: "Shell", person_id: int) -> None:
    """Everything that is kept of a person, as a zip that explains and proves itself."""

    def make() -> "AuditFile":
        from npqdesk.services.audit.files import audit_of_person  # slow libraries, first wanted here

        return audit_of_person(shell.desk, person_id)

    _make(shell, make)


def save_audit_of_answer(shell: "Shell", determination_id: int | None) -> None:
    """One kept answer with all it rests on; one that is not kept yet has nothing to audit."""
    if determination_id is None:
        shell.notice("Keep this answer first: only what is kept can be audited.")
        return

    def make() -> "AuditFile":
        from npqdesk.services.audit.files import audit_of_answer

        return audit_of_answer(shell.desk, determination_id)

    _make(shell, make)


def _make(shell: "Shell", make: "Callable[[], AuditFile]") -> None:
    shell.notice("Putting the audit file together…")
    run_task(shell, lambda _task: make(), on_done=lambda made: _save(shell, made))


def _save(shell: "Shell", made: "AuditFile") -> None:
    shell.clear_notice()
    chosen, _kind = QFileDialog.getSaveFileName(shell, "Save the audit file", made.file_name, "Zip (*.zip)")
    if not chosen:
        return
    path = Path(chosen if chosen.lower().endswith(".zip") else f"{chosen}.zip")
    try:
        write_file(path, made.content)
    except Problem as problem:
        shell.show_failure(problem)
    else:
        shell.notice(f"The audit file was saved as {path.name}. {_KEEP_SAFE}")
