"""The latest register from the website of Get Information about Schools, when the office asks for it and only then.

    with latest_register(desk) as got:
        keep_register(desk, preview_register(desk, got.file, as_at=got.day))

A file is made each day.  Where that of today is not there yet, that of the day before is taken, and so on for a week;
`got.day` says which it is.  The file lies in a folder of its own, which goes with whatever is in it at the end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
from time import time
from typing import TYPE_CHECKING

import httpx

from npqdesk import paths
from npqdesk.services import download_words as words
from npqdesk.services.download_address import address_of, name_of
from npqdesk.services.download_check import check_whole, unpack
from npqdesk.services.download_fetch import fetch
from npqdesk.services.download_http import Limits
from npqdesk.services.download_words import NoFile
from npqdesk.services.progress import Progress, Watch, never, nobody_asks
from npqdesk.services.reading import not_in_the_future
from npqdesk.services.register import register_status
from npqdesk.services.settings import ADDRESS, DOWNLOADS, is_set_for_all, read_settings, setting
from npqdesk.services.workplaces import day_words

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_FOLDER = "register-"
_FORGOTTEN_AFTER = 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A register on the disk: its file, the day it is of, the day that was asked for, and its length in bytes."""

    file: Path
    day: date
    asked: date
    bytes: int


@contextmanager
def latest_register(
    desk: "Desk",
    *,
    day: date | None = None,
    progress: Progress = nobody_asks,
    cancelled: Callable[[], bool] = never,
    limits: Limits | None = None,
) -> Iterator[Downloaded]:
    """The register of `day` (today's when none is named), or of the newest day in the week before it.

    Problem when downloads are switched off, when it cannot be had, or when what came is not the whole register;
    Cancelled when asked to stop.  Either way nothing is left on the disk."""
    limits, watch, asked = limits or Limits(), Watch(progress, cancelled), day or desk.today()
    pattern = _address(desk)
    not_in_the_future(asked, desk.today(), name_of(asked), "Leave out the day to get the latest register.")
    folder = _new_folder()
    try:
        got = _fetched(pattern, asked, folder, limits, watch)
        status = register_status(desk)
        check_whole(got.file, known=status.known if status else 0, watch=watch)
        yield got
    finally:
        rmtree(folder, ignore_errors=True)


def save_download(got: Downloaded, to: Path) -> Path:
    """Put a downloaded register at `to` (in it when it is a folder), whole or not at all.  Problem when it cannot be
    written."""
    target = to / got.file.name if to.is_dir() else to
    part = target.with_name(f".{target.name}.part")
    try:
        copyfile(got.file, part)
        part.replace(target)
    except OSError as error:
        raise words.cannot_keep(error) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _address(desk: "Desk") -> str:
    settings = read_settings(desk)
    if settings[DOWNLOADS] != "yes":
        raise words.switched_off(for_all=is_set_for_all(DOWNLOADS))
    return settings[ADDRESS] or setting(ADDRESS).default


def _fetched(pattern: str, asked: date, folder: Path, limits: Limits, watch: Watch) -> Downloaded:
    part = folder / "register.part"
    for back in range(limits.days_back + 1):
        day = asked - timedelta(days=back)
        try:
            is_compressed = fetch(address_of(pattern, day), part, limits=limits, watch=watch)
        except NoFile:
            continue
        except httpx.InvalidURL as error:
            raise words.no_address() from error
        file = folder / name_of(day)
        if is_compressed:
            unpack(part, file, most_bytes=limits.most_bytes, watch=watch)
            part.unlink()
        else:
            part.replace(file)
        return Downloaded(file, day, asked, file.stat().st_size)
    raise words.no_file_at_all(day_words(asked), limits.days_back)


def _new_folder() -> Path:
    """A folder for one download; what a program that was ended by force left behind goes first."""
    cache = paths.cache_folder()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        for old in cache.glob(f"{_FOLDER}*"):
            with suppress(FileNotFoundError):  # another npqdesk has just done so
                if old.stat().st_mtime < time() - _FORGOTTEN_AFTER:
                    rmtree(old, ignore_errors=True)
        return Path(mkdtemp(prefix=_FOLDER, dir=cache))
    except OSError as error:
        raise words.cannot_keep(error) from error
