"""A website on this computer that answers as badly as it is told to.

    with misbehaving_server() as server:
        server.answer(status(500), file(REGISTER))        # the first question, then every later one
        server.answer(status(404), day=date(2026, 11, 21))  # only for the file of that day

An answer is a function that gets the handler of the request and writes what it likes to it."""

import gzip
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext

_HEADER = (
    "URN,UKPRN,EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),EstablishmentStatus (name),"
    "LA (code),LA (name),Street,Town,Postcode,NumberOfPupils"
)
TYPES = ("Community school", "Academy converter", "Voluntary aided school", "Foundation school")


def register(schools: int, *, street: str = "Mill Lane") -> bytes:
    """A register of that many invented schools, its last line without an end, as published."""
    rows = (
        f"{900_001 + number},{10_900_001 + number},Poppleford No {number} School,{TYPES[number % 4]},Primary,Open,"
        f"916,Gloucestershire,{number} {street},Poppleford,ZZ9 9AA,{number % 400}"
        for number in range(schools)
    )
    return "\r\n".join((_HEADER, *rows)).encode("cp1252")


class Handler(BaseHTTPRequestHandler):
    """One question: it is noted, and answered by whatever is next in turn."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        self.close_connection = True
        self.server.asked.append((self.path, dict(self.headers)))
        with suppress(ConnectionError):  # whoever asked has gone
            self.server.next_answer(self.path)(self)

    def do_CONNECT(self) -> None:
        self.do_GET()

    def begin(self, code: int, length: int | None = None, **headers: str) -> None:
        """The head of an answer; `ETag="…"` and `Content_Type="…"` name headers."""
        self.send_response(code)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_given: object) -> None:
        """Quiet."""


Answer = Callable[[Handler], None]


class Server(ThreadingHTTPServer):
    """`address` is what a setting may hold; `asked` are the (path, headers) of all questions so far."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, secure: SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        if secure is not None:
            self.socket = secure.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.root = f"http{'s' if secure else ''}://127.0.0.1:{self.server_port}"
        self.address = self.root + "/edubasealldata{date}.csv"
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.over = threading.Event()
        self._answers: dict[str, list[Answer]] = {}

    def answer(self, *answers: Answer, day: date | None = None) -> None:
        """What to say from now on, in turn; the last of them again and again."""
        self._answers[f"{day:%Y%m%d}" if day else ""] = list(answers)

    def next_answer(self, path: str) -> Answer:
        waiting = next((found for day, found in self._answers.items() if day and day in path), self._answers.get(""))
        if not waiting:
            return status(404)
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def handle_error(self, *_given: object) -> None:
        """Whoever asked has hung up: no news."""


@contextmanager
def misbehaving_server(secure: SSLContext | None = None) -> Iterator[Server]:
    """A server in a thread, gone at the end."""
    with Server(secure) as server:
        thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def file(
    body: bytes, *, etag: str = '"one"', packed: bool = False, ranges: bool = True, kind: str = "text/csv"
) -> Answer:
    """The file as it should come: with a version, and only the rest of it where that is asked for."""
    sent = gzip.compress(body) if packed else body
    coding = {"Content_Encoding": "gzip"} if packed else {}

    def say(handler: Handler) -> None:
        asked = handler.headers.get("Range")
        if asked and ranges and handler.headers.get("If-Range") == etag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            span = f"bytes {start}-{len(sent) - 1}/{len(sent)}"
            handler.begin(206, len(sent) - start, ETag=etag, Content_Range=span, Content_Type=kind, **coding)
            handler.wfile.write(sent[start:])
            return
        handler.begin(200, len(sent), ETag=etag, Content_Type=kind, **coding)
        handler.wfile.write(sent)

    return say


def status(code: int, body: bytes = b"") -> Answer:
    """An answer that is no file."""

    def say(handler: Handler) -> None:
        handler.begin(code, len(body), Content_Type="text/plain")
        handler.wfile.write(body)

    return say


def broken_off(
    body: bytes, *, after: int, etag: str = '"one"', reset: bool = False, packed: bool = False, told: bool = True
) -> Answer:
    """The first bytes of a file, then the end: the connection is closed, or reset as by a cable that was pulled.

    Without `told` nobody said how long it would be, so that its end looks like any other."""
    coding = {"Content_Encoding": "gzip"} if packed else {}

    def say(handler: Handler) -> None:
        handler.begin(200, len(body) if told else None, ETag=etag, **coding)
        handler.wfile.write(body[:after])
        handler.wfile.flush()
        if reset:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            socket.close(handler.connection.detach())

    return say


def dripping(body: bytes, *, every: float) -> Answer:
    """One byte at a time."""

    def say(handler: Handler) -> None:
        handler.begin(200, len(body))
        for byte in body:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            if handler.server.over.wait(every):
                return

    return say


def silent(handler: Handler) -> None:
    """Takes the call and says nothing."""
    handler.server.over.wait()


def silent_after(body: bytes, *, after: int) -> Answer:
    """The first bytes of a file, and then nothing more."""

    def say(handler: Handler) -> None:
        handler.begin(200, len(body))
        handler.wfile.write(body[:after])
        handler.wfile.flush()
        handler.server.over.wait()

    return say


def endless(handler: Handler) -> None:
    """Rows without end, as long as anyone listens."""
    handler.begin(200)
    rows = register(1_000)
    while not handler.server.over.is_set():
        handler.wfile.write(rows)


def sent_on(to: str) -> Answer:
    """Another address."""

    def say(handler: Handler) -> None:
        handler.begin(302, 0, Location=to)

    return say


def tunnel(to: Server) -> Answer:
    """What a proxy does when it is asked to connect: passes on every byte, whatever name was asked for."""

    def say(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        with socket.create_connection(to.server_address[:2]) as other:
            back = threading.Thread(target=_pass_on, args=(other, handler.connection))
            back.start()
            _pass_on(handler.connection, other)
            back.join()

    return say


def _pass_on(source: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65_536):
            to.sendall(piece)
    with suppress(OSError):
        to.shutdown(socket.SHUT_WR)


def nobody_there() -> str:
    """An address at which nobody takes calls."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/edubasealldata{{date}}.csv"
