"""Look round with the invented sample: records of their own, which go when the program ends."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


def open_sample(*, large: bool = False) -> "Desk":
    """A desk on new records that hold the invented trust and nothing else; `large`: the one with 500 staff."""
    from uuid import uuid4

    from npqdesk.paths import scratch_folder
    from npqdesk.services.desk import open_desk
    from npqdesk.services.sample import load_sample
    from npqdesk.services.sample_offices import load_sample_office

    desk = open_desk(str(scratch_folder() / f"sample-{uuid4().hex}.sqlite3"))
    try:
        if large:
            load_sample_office(desk, "trust")
        else:
            load_sample(desk)
    except BaseException:
        desk.close()
        raise
    return desk
