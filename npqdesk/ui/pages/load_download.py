"""Getting the latest register from the internet: the work beside the window, and what is shown when it fails."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.services.download_address import DOWNLOADS_PAGE
from npqdesk.services.register import RegisterPreview, preview_register
from npqdesk.services.workplaces import day_words
from npqdesk.ui.links import open_address
from npqdesk.ui.tasks import Task
from npqdesk.ui.widgets.buttons import link, primary, secondary
from npqdesk.ui.widgets.failure import FailurePanel
from npqdesk.ui.widgets.frames import column

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

STEPS = (
    "Downloading the register",
    "Looking through the file",
    "Reading the register",
    "Show you what changes, before anything is kept",
)
PROMISE = (
    "Only the file comes in: nothing about the school or its staff is sent. Your records stay as they are until you "
    "choose Keep."
)


def getting(desk: "Desk") -> Callable[[Task], tuple[RegisterPreview, str]]:
    """The work: download the register and look through it.  Its preview, and what to say besides."""

    def work(task: Task) -> tuple[RegisterPreview, str]:
        from npqdesk.services.download import latest_register

        with latest_register(desk, progress=task.progress, cancelled=task.cancelled) as got:
            preview = preview_register(desk, got.file, as_at=got.day, progress=task.progress, cancelled=task.cancelled)
        late = f"There is no file of today yet. This is the newest, of {day_words(got.day)}."
        return preview, late if got.day != got.asked else ""

    return work


class NotDownloaded(QWidget):
    """What happened, and the ways on: again, by hand, or back.  `first` is where the focus goes."""

    def __init__(
        self,
        error: Exception,
        *,
        again: Callable[[], object],
        choose_file: Callable[[], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self.first = primary("Try again", again, icon="rotate-ccw")
        actions = [
            self.first,
            secondary("Open the download page", lambda: open_address(DOWNLOADS_PAGE), icon="external-link"),
            secondary("Choose a file…", choose_file, icon="folder-open"),
        ]
        self.panel = FailurePanel(error, actions=actions)
        self.setLayout(column(self.panel, link("Back to what is loaded", back), gap=16))
