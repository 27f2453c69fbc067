"""One file from one address to the disk, as it travels: tried again where that may help, and taken up where it broke.

What has come stays in the file between tries.  The next one asks only for the rest (Range), on condition that it is
still the same file (If-Range); a server that knows nothing of this, or has another file by now, sends all of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import httpx

from npqdesk.services import download_words as words
from npqdesk.services.download_http import Limits, asked
from npqdesk.services.download_words import Broken, NoFile
from npqdesk.services.progress import Bytes, Watch

DOWNLOADING = "Downloading the register"
AGAIN = "That did not work. Trying again"
_GZIP = ("gzip", "x-gzip")
_RANGE = re.compile(r"bytes ([0-9]+)-[0-9]+/([0-9]+|\*)")
_BREATH = 0.1  # seconds between looks whether to stop


def fetch(address: str, part: Path, *, limits: Limits, watch: Watch) -> bool:
    """Put what is at an address into `part`, as it travels; whether it is compressed (gzip).

    NoFile when there is nothing at the address; Problem when it cannot be had; Cancelled when asked to stop."""
    so_far, tries = _SoFar(part), 0
    while True:
        try:
            with _network_in_words(httpx.URL(address).host):
                _one_try(address, so_far, limits, watch)
            return so_far.is_compressed
        except Broken as broken:
            tries += 1
            if tries >= limits.tries:
                raise broken.problem from broken
        _wait(limits.pause_seconds * 2 ** (tries - 1), so_far, watch)


@dataclass(slots=True)
class _SoFar:
    """What has come: how many bytes, of how many (None: nobody said), and which state of the file they are of."""

    part: Path
    bytes: int = 0
    total: int | None = None
    version: str = ""
    is_compressed: bool = False

    def wanted(self) -> dict[str, str]:
        """The headers that ask for the rest, or for all of it."""
        headers = {"Accept": "text/csv, */*;q=0.1", "Accept-Encoding": "gzip"}
        if self.bytes and self.version:
            headers |= {"Range": f"bytes={self.bytes}-", "If-Range": self.version}
        return headers

    def take_up(self, response: httpx.Response) -> None:
        """Go on where the answer begins: at the end of what has come, or at the beginning."""
        if response.status_code == httpx.codes.PARTIAL_CONTENT:
            begins = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
            if begins is None or int(begins[1]) != self.bytes or _is_compressed(response) != self.is_compressed:
                self.version = ""  # it answers another question: next time ask for all of it
                raise Broken(words.cut_short("The website sent another part of it than was asked for."))
            return
        length = response.headers.get("Content-Length", "")
        self.bytes, self.total = 0, int(length) if length.isdecimal() else None
        self.version, self.is_compressed = _version(response), _is_compressed(response)


@contextmanager
def _network_in_words(host: str) -> Iterator[None]:
    try:
        yield
    except httpx.TransportError as error:
        raise words.failed(error, host) from error


def _one_try(address: str, so_far: _SoFar, limits: Limits, watch: Watch) -> None:
    with asked(address, headers=so_far.wanted(), limits=limits, cancelled=watch.cancelled) as response:
        _refuse_by_status(response, so_far)
        so_far.take_up(response)
        if response.headers.get("Content-Type", "").lower().startswith(("text/html", "application/xhtml")):
            raise words.web_page()
        if (so_far.total or 0) > limits.most_bytes:
            raise words.too_large(limits.most_bytes)
        try:
            _receive(response, so_far, limits, watch)
        except OSError as error:
            raise words.cannot_keep(error) from error


def _refuse_by_status(response: httpx.Response, so_far: _SoFar) -> None:
    code = response.status_code
    if code in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
        raise NoFile
    if code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        so_far.version = ""
        raise Broken(words.cut_short("The website no longer has the rest of it."))
    if code not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
        raise words.status(code, response.url.host)


def _receive(response: httpx.Response, so_far: _SoFar, limits: Limits, watch: Watch) -> None:
    """Write the body behind what has come.  Broken when it trickles; httpx sees to it that it is not cut short."""
    with so_far.part.open("r+b" if so_far.bytes else "wb") as out:
        out.truncate(out.seek(so_far.bytes))
        looked, had = monotonic(), so_far.bytes
        for piece in response.iter_raw():
            out.write(piece)
            so_far.bytes += len(piece)
            watch.step(Bytes(so_far.bytes), so_far.total, DOWNLOADING)
            if so_far.bytes > limits.most_bytes:
                raise words.too_large(limits.most_bytes)
            if monotonic() - looked >= limits.silent_seconds:
                if so_far.bytes - had < limits.least_bytes:
                    raise Broken(words.too_slow())
                looked, had = monotonic(), so_far.bytes


def _version(response: httpx.Response) -> str:
    """What names this state of the file for If-Range: a strong ETag, else the time it was changed."""
    etag: str = response.headers.get("ETag", "")
    changed: str = response.headers.get("Last-Modified", "")
    return etag if etag.startswith('"') else changed


def _is_compressed(response: httpx.Response) -> bool:
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("", "identity", *_GZIP):
        raise words.not_the_register(f"It is packed in a way that npqdesk did not ask for ({coding[:20]}).")
    return coding in _GZIP


def _wait(seconds: float, so_far: _SoFar, watch: Watch) -> None:
    until = monotonic() + seconds
    while True:
        watch.step(Bytes(so_far.bytes), so_far.total, AGAIN)
        left = until - monotonic()
        if left <= 0:
            return
        sleep(min(left, _BREATH))
