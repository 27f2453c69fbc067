"""Look round with the invented sample: records of their own, which go when the program ends."""

from typing import TYPE_CHECKING

from npqdesk.services.progress import Progress, Watch, nobody_asks
from npqdesk.ui.tasks import run_task

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell


def begin_sample(shell: "Shell", *, large: bool = False) -> None:
    """Make the sample beside the window, telling how far it is, then open it; stopped, everything is as it was."""
    words = "Inventing a trust of 500 staff" if large else "Inventing a trust"
    if shell.working.is_busy:
        shell.notice("Something is still under way. Wait until it is done, or stop it.")
        return

    def opened(desk: "Desk") -> None:
        shell.working.end()
        shell.reopen(lambda: desk, is_sample=True)

    def failed(error: Exception) -> None:
        shell.working.end()
        shell.show_failure(error)

    task = run_task(
        shell,
        lambda task: open_sample(large=large, progress=Watch(task.progress, task.cancelled).step),
        on_done=opened,
        on_failed=failed,
        on_cancelled=shell.working.end,
        on_progress=shell.working.show_progress,
    )
    shell.working.begin(words, task.cancel)


def open_sample(*, large: bool = False, progress: Progress = nobody_asks) -> "Desk":
    """A desk on new records that hold the invented trust and nothing else; `large`: the one with 500 staff."""
    from uuid import uuid4

    from npqdesk.paths import scratch_folder
    from npqdesk.services.desk import open_desk
    from npqdesk.services.sample import load_sample
    from npqdesk.services.sample_offices import load_sample_office

    desk = open_desk(str(scratch_folder() / f"sample-{uuid4().hex}.sqlite3"))
    try:
        if large:
            load_sample_office(desk, "trust", progress=progress)
        else:
            load_sample(desk, progress=progress)
    except BaseException:
        desk.close()
        raise
    return desk
