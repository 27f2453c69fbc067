"""The looks of the window, kept as settings of the office.  Services are imported only when called."""

from typing import TYPE_CHECKING

from npqdesk.ui.theme import theme

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


def wear_looks(desk: "Desk") -> None:
    """Put on the colours and the text size that this office chose."""
    from npqdesk.services.settings import read_settings

    if desk.read_only:  # a safe start has the usual looks
        return

    kept = read_settings(desk)
    theme().wear(kept["looks.theme"], int(kept["looks.text_size"]))


def keep_looks(desk: "Desk") -> None:
    """Keep the colours and the text size of now."""
    from npqdesk.services.settings import write_setting

    if desk.read_only:
        return

    write_setting(desk, "looks.theme", theme().preference)
    write_setting(desk, "looks.text_size", str(theme().zoom))
