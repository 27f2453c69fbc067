"""Where the records are, of which form, what they hold, and whether they read back whole; without changing them."""

from dataclasses import dataclass
from pathlib import Path

from npqdesk.services.backup.contents import COUNTED, holds_words
from npqdesk.services.backup.server import file_of
from npqdesk.services.backup.troubles import MEGABYTE, told
from npqdesk.store import copying
from npqdesk.store.upgrade import REVISIONS

_NOT_READ = "The records cannot be read"


@dataclass(frozen=True, slots=True)
class Status:
    """Lines for people, and whether the records are whole; there being none yet is no fault."""

    lines: tuple[str, ...]
    is_whole: bool


def status(place: Path | str) -> Status:
    """What there is to say of the records at a path or an address.  Problem when they cannot be read at all."""
    file = file_of(place)
    if file is None:
        return _of_server(str(place))
    if not file.exists():
        return Status((f"Records  {file}", "There are none yet: they are made when npqdesk is opened."), is_whole=True)
    with told(_NOT_READ, file):
        form, is_whole = copying.form_of(str(file)), copying.is_whole(str(file))
        holds = copying.counts(str(file), COUNTED) if form == REVISIONS[-1] else {}
        size = file.stat().st_size
    lines = (
        f"Records  {file}",
        f"Size     {size / MEGABYTE:,.1f} MB",
        f"Form     {_form_words(form)}",
        f"Whole    {'yes, every page reads back' if is_whole else 'no: they are damaged. Restore the newest backup.'}",
    )
    return Status((*lines, f"Hold     {holds_words(holds)}") if holds else lines, is_whole)


def form_of(place: Path | str) -> str:
    """The form of the records at a path or an address; "" where there are none."""
    file = file_of(place)
    if file is None:
        return _form_on_server(str(place))
    if not file.exists():
        return ""
    with told(_NOT_READ, file):
        return copying.form_of(str(file))


def _form_words(form: str) -> str:
    if not form:
        return "none of npqdesk's"
    if form not in REVISIONS:
        return f"{form}, of a newer npqdesk than this one"
    return f"{form}, that of this npqdesk" if form == REVISIONS[-1] else f"{form}, brought forward when opened"


def _of_server(address: str) -> Status:
    from sqlalchemy import make_url

    from npqdesk.store.server import seen_on_server

    url = make_url(address)
    form, holds = seen_on_server(url, COUNTED)
    lines = (
        f"Records  {url.render_as_string(hide_password=True)}",
        f"Form     {_form_words(form)}" if form else "There are none yet: they are made when npqdesk is opened.",
        "Whole    the server watches over that, and is backed up where it is",
    )
    return Status((*lines, f"Hold     {holds_words(holds)}") if holds else lines, is_whole=True)


def _form_on_server(address: str) -> str:
    from sqlalchemy import make_url

    from npqdesk.store.server import seen_on_server

    return seen_on_server(make_url(address), {})[0]
