"""Records that hold the invented sample: made once by each process, copied for each test."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from npqdesk.services.desk import Desk, open_desk
from npqdesk.services.sample import load_sample

TODAY = date(2026, 11, 21)


def open_sample(file: Path) -> Desk:
    """Open records that do not exist yet, with the sample in them as it was loaded on TODAY."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_sample())
    return open_desk(str(file))


@cache
def _sample() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sample.sqlite3"
        desk = open_desk(str(file))
        desk.today, desk.now = lambda: TODAY, lambda: datetime(2026, 11, 21, 12, tzinfo=UTC)  # type: ignore[method-assign]
        load_sample(desk)
        desk.close()
        return file.read_bytes()
