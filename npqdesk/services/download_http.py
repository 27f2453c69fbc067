"""One question to a website: over the system's proxy, with certificates that the system trusts, stopped at any moment.

A waiting socket cannot be woken from outside, so each wait is cut into short ones, between which it is asked whether
to stop.  Nothing of the office is sent: a fixed header says which program asks."""

import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import ceil
from time import monotonic
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx
import truststore

from npqdesk import __version__
from npqdesk.services import download_words as words
from npqdesk.services.download_address import is_here, may_follow
from npqdesk.services.progress import Cancelled

USER_AGENT = f"npqdesk/{__version__}"
_LOOK_UP_EVERY = 0.2  # seconds
_ONE_KNOCK = 2.0  # seconds, enough for a second try of the network's own


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a download waits, and for how much.

    Less than `least_bytes` in `silent_seconds` counts as a connection that broke.  `pause_seconds` double from try to
    try.  `most_bytes` hold for what travels and for what is unpacked: the register has 60 million."""

    connect_seconds: float = 10
    silent_seconds: float = 30
    least_bytes: int = 50_000
    tries: int = 4
    pause_seconds: float = 1
    most_bytes: int = 200_000_000
    days_back: int = 7
    redirects: int = 3


@contextmanager
def asked(
    address: str, *, headers: Mapping[str, str], limits: Limits, cancelled: Callable[[], bool]
) -> Iterator[httpx.Response]:
    """The answer to GET, its body not yet read, after the redirects that may be followed.

    Problem when a redirect leads away from https or there are too many; httpx.TransportError for a network that fails;
    Cancelled when asked to stop."""
    at = httpx.URL(address)
    for _redirect in range(limits.redirects + 1):
        with _client(at, limits, cancelled) as client, client.stream("GET", at, headers=dict(headers)) as response:
            if response.next_request is None:
                yield response
                return
            at = response.next_request.url
            if not may_follow(address, str(at)):
                raise words.led_astray(at.scheme, at.host)
    raise words.led_in_circles(httpx.URL(address).host)


def proxy_for(address: httpx.URL) -> str | None:
    """The proxy that the system (its environment, on Windows and macOS its settings) names for an address."""
    if is_here(str(address)) or proxy_bypass(address.host):
        return None
    named = getproxies()
    proxy = named.get(address.scheme) or named.get("all")
    return proxy if proxy is None or "://" in proxy else f"http://{proxy}"


def _client(address: httpx.URL, limits: Limits, cancelled: Callable[[], bool]) -> httpx.Client:
    return httpx.Client(
        transport=_transport(address, cancelled),
        timeout=httpx.Timeout(limits.silent_seconds, connect=limits.connect_seconds),
        headers={"User-Agent": USER_AGENT},
        follow_redirects=False,
        trust_env=False,
    )


def _transport(address: httpx.URL, cancelled: Callable[[], bool]) -> httpx.HTTPTransport:
    try:
        transport = httpx.HTTPTransport(
            verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT), proxy=proxy_for(address), trust_env=False
        )
    except (ImportError, ValueError) as error:  # a SOCKS proxy, or one that is no address
        raise words.strange_proxy() from error
    transport._pool._network_backend = _Network(cancelled)  # httpx has no argument for it, httpcore has
    return transport


class _Network(httpcore.NetworkBackend):
    """Connections that look up from waiting."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        assert timeout is not None
        knocks = ceil(timeout / _ONE_KNOCK)

        def knock() -> httpcore.NetworkStream:
            _stop_if_asked(self._cancelled)
            stream = self._network.connect_tcp(host, port, timeout / knocks, local_address, socket_options)
            return _Stream(stream, self._cancelled)

        for _knock in range(knocks - 1):
            with suppress(httpcore.ConnectTimeout):
                return knock()
        return knock()


class _Stream(httpcore.NetworkStream):
    """A connection whose waiting for an answer is cut into short waits."""

    def __init__(self, stream: httpcore.NetworkStream, cancelled: Callable[[], bool]) -> None:
        self._stream, self._cancelled = stream, cancelled

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        assert timeout is not None
        until = monotonic() + timeout
        while True:
            _stop_if_asked(self._cancelled)
            try:
                return self._stream.read(max_bytes, min(timeout, _LOOK_UP_EVERY))
            except httpcore.ReadTimeout:
                if monotonic() >= until:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, *given: Any, **more: Any) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(*given, **more), self._cancelled)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _stop_if_asked(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled
