"""The register from a website that misbehaves in every way: whole, or a Problem in words and nothing left behind."""

import errno
import gzip
import io
import os
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.services import download_fetch
from npqdesk.services.download import Downloaded, latest_register, save_download
from npqdesk.services.download_address import DOWNLOADS_PAGE, GIAS
from npqdesk.services.download_http import USER_AGENT, Limits
from npqdesk.services.progress import Cancelled
from npqdesk.services.register import keep_register, preview_register, register_status
from npqdesk.services.settings import setting, why_not, write_setting
from npqdesk.store.engine import open_store
from tests.services.misbehaving_server import (
    Server,
    broken_off,
    dripping,
    endless,
    file,
    misbehaving_server,
    nobody_there,
    register,
    sent_on,
    silent,
    silent_after,
    status,
)
from tests.services.records import TODAY, RecordsDesk, rows_of

YESTERDAY = date(2026, 11, 20)
REGISTER = register(3_000)
QUICK = Limits(connect_seconds=2, silent_seconds=5, tries=3, pause_seconds=0.01)
HASTY = Limits(connect_seconds=2, silent_seconds=0.2, least_bytes=1_000, tries=2, pause_seconds=0.01)
SMALL = Limits(connect_seconds=2, silent_seconds=5, tries=2, pause_seconds=0.01, most_bytes=1_000_000)


@pytest.fixture
def server() -> Iterator[Server]:
    with misbehaving_server() as server:
        yield server


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setattr(paths, "cache_folder", lambda: folder)
    return folder


@pytest.fixture
def desk(tmp_path: Path, server: Server, cache: Path) -> Iterator[RecordsDesk]:
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    write_setting(desk, "downloads.register_address", server.address)
    yield desk
    assert list(cache.glob("*")) == [], "something was left behind"
    desk.store.close()


def got(desk: RecordsDesk, limits: Limits = QUICK, **more: object) -> tuple[Downloaded, bytes]:
    with latest_register(desk, limits=limits, **more) as downloaded:
        return downloaded, downloaded.file.read_bytes()


def refusal(desk: RecordsDesk, limits: Limits = QUICK, **more: object) -> Problem:
    """The Problem that a download ends in: whole sentences, and what to do."""
    with pytest.raises(Problem) as refused:
        got(desk, limits, **more)
    problem = refused.value
    assert problem.what_happened.endswith(".")
    assert problem.what_to_do.endswith(".")
    return problem


# It works


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_the_register_of_today(desk, server, packed):
    server.answer(file(REGISTER, packed=packed))
    downloaded, body = got(desk)
    assert body == REGISTER
    assert (downloaded.day, downloaded.asked, downloaded.bytes) == (TODAY, TODAY, len(REGISTER))
    assert downloaded.file.name == "edubasealldata20261121.csv"


def test_nothing_is_sent_but_which_program_asks(desk, server):
    server.answer(file(REGISTER))
    got(desk)
    [(path, headers)] = server.asked
    assert path == "/edubasealldata20261121.csv"
    assert headers.pop("User-Agent") == USER_AGENT
    assert USER_AGENT.startswith("npqdesk/")
    assert set(headers) == {"Host", "Accept", "Accept-Encoding", "Connection"}


def test_how_far_it_is_is_told_in_bytes(desk, server):
    server.answer(file(REGISTER))
    told: list[tuple[int, int | None, str]] = []
    got(desk, progress=lambda *step: told.append(step))
    downloading = [(done, total) for done, total, say in told if say == "Downloading the register"]
    assert downloading[-1] == (len(REGISTER), len(REGISTER))
    assert downloading == sorted(downloading)
    assert told[-1][2] == "Checking that all of it came"


def test_it_is_previewed_kept_and_known_again(desk, server):
    server.answer(file(REGISTER))
    with latest_register(desk, limits=QUICK) as downloaded:
        keep_register(desk, preview_register(desk, downloaded.file, as_at=downloaded.day))
    kept = register_status(desk)
    assert (kept.as_at, kept.known, kept.file_name) == (TODAY, 3_000, "edubasealldata20261121.csv")
    with latest_register(desk, limits=QUICK) as downloaded:
        assert preview_register(desk, downloaded.file, as_at=downloaded.day).already == kept


def test_the_file_of_a_day_that_is_named(desk, server):
    server.answer(file(REGISTER), day=date(2025, 7, 17))
    assert got(desk, day=date(2025, 7, 17))[0].day == date(2025, 7, 17)


def test_redirects_on_this_computer_are_followed(desk, server):
    server.answer(sent_on("/elsewhere.csv"), file(REGISTER))
    assert got(desk)[1] == REGISTER
    assert [path for path, _ in server.asked] == ["/edubasealldata20261121.csv", "/elsewhere.csv"]


# Nothing there


def test_no_file_of_today_is_that_of_yesterday(desk, server):
    server.answer(status(404), day=TODAY)
    server.answer(file(REGISTER), day=YESTERDAY)
    downloaded, body = got(desk)
    assert body == REGISTER
    assert (downloaded.day, downloaded.asked) == (YESTERDAY, TODAY)


def test_no_file_for_a_week_is_told(desk, server):
    problem = refusal(desk)
    assert problem.title == "There is no register to download"
    assert "21 November 2026, nor of the 7 days before" in problem.what_happened
    assert DOWNLOADS_PAGE in problem.what_to_do
    assert server.asked[-1][0] == "/edubasealldata20261114.csv"
    assert len(server.asked) == 8


def test_a_day_to_come_is_not_asked_for(desk, server):
    assert refusal(desk, day=date(2026, 11, 22)).title == "This date is in the future"
    assert server.asked == []


# Refused


@pytest.mark.parametrize("code", [401, 403])
def test_forbidden_leads_to_the_way_by_hand(desk, server, code):
    server.answer(status(code))
    problem = refusal(desk)
    assert problem.title == "The website does not let npqdesk download"
    assert problem.what_to_do.startswith(f"Download it by hand: open {DOWNLOADS_PAGE} in a browser")
    assert len(server.asked) == 1, "asking again is of no use"


def test_any_other_error_is_told_with_its_number(desk, server):
    server.answer(status(418))
    assert "418" in refusal(desk).what_happened


def test_switched_off_asks_nobody(desk, server):
    write_setting(desk, "downloads.allowed", "no")
    assert refusal(desk).title == "Downloads are switched off"
    assert server.asked == []


# Bad days of the website


@pytest.mark.parametrize("code", [500, 503, 429])
def test_a_bad_moment_is_waited_out(desk, server, code):
    server.answer(status(code), file(REGISTER))
    assert got(desk)[1] == REGISTER


def test_a_bad_day_ends_after_a_few_tries(desk, server):
    server.answer(status(502))
    problem = refusal(desk)
    assert problem.title == "The website is not working at present"
    assert "502" in problem.what_happened
    assert len(server.asked) == QUICK.tries


def test_nobody_takes_calls(desk):
    write_setting(desk, "downloads.register_address", nobody_there())
    assert refusal(desk).title == "The website cannot be reached"


def test_nobody_answers(desk, server):
    server.answer(silent)
    assert refusal(desk, HASTY).title == "The website does not answer"
    assert len(server.asked) == HASTY.tries


def test_a_trickle_is_given_up(desk, server):
    server.answer(dripping(REGISTER, every=0.02))
    assert refusal(desk, HASTY).title == "The download is too slow"


def test_silence_in_the_middle_is_given_up(desk, server):
    server.answer(silent_after(REGISTER, after=1_000))
    assert refusal(desk, HASTY).title == "The website does not answer"


# Broken off


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_what_broke_off_is_taken_up_where_it_broke(desk, server, packed, reset):
    sent = gzip.compress(REGISTER) if packed else REGISTER
    half = len(sent) // 2
    server.answer(broken_off(sent, after=half, reset=reset, packed=packed), file(REGISTER, packed=packed))
    assert got(desk)[1] == REGISTER
    [_first, (_path, again)] = server.asked
    start = int(again.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
    assert start == half if not reset else start <= half, "a reset may overtake what was sent before it"
    assert again.get("If-Range") == ('"one"' if start else None)


def test_a_server_that_cannot_take_up_sends_all_of_it(desk, server):
    server.answer(broken_off(REGISTER, after=50_000), file(REGISTER, ranges=False))
    assert got(desk)[1] == REGISTER


def test_a_file_that_is_another_by_now_is_sent_whole(desk, server):
    newer = register(3_000, street="New Lane")
    server.answer(broken_off(REGISTER, after=50_000), file(newer, etag='"two"'))
    assert got(desk)[1] == newer


def test_another_part_than_was_asked_for_is_not_sewn_on(desk, server):
    def wrong_part(handler):
        handler.begin(206, 10, ETag='"one"', Content_Range=f"bytes 7-16/{len(REGISTER)}")
        handler.wfile.write(b"0123456789")

    server.answer(broken_off(REGISTER, after=50_000), wrong_part, file(REGISTER))
    assert got(desk)[1] == REGISTER
    assert "Range" not in server.asked[-1][1]


def test_a_rest_that_is_gone_is_fetched_whole(desk, server):
    server.answer(broken_off(REGISTER, after=50_000), status(416), file(REGISTER))
    assert got(desk)[1] == REGISTER


def test_without_a_version_all_of_it_is_asked_for_again(desk, server):
    server.answer(broken_off(REGISTER, after=50_000, etag='W/"weak"'), file(REGISTER))
    assert got(desk)[1] == REGISTER
    assert "Range" not in server.asked[-1][1]


def test_what_breaks_off_each_time_is_given_up(desk, server):
    server.answer(broken_off(REGISTER, after=50_000))
    assert refusal(desk).title == "The connection broke off"


def test_an_end_that_nobody_announced_is_seen_in_the_last_row(desk, server):
    server.answer(broken_off(REGISTER, after=len(REGISTER) - 30, told=False))
    problem = refusal(desk)
    assert problem.title == "The register came incomplete"
    assert "Its last row has" in problem.what_happened


def test_a_packed_file_that_ends_too_early_is_seen(desk, server):
    packed = gzip.compress(REGISTER)
    server.answer(broken_off(packed, after=len(packed) // 2, packed=True, told=False))
    assert refusal(desk).title == "The register came incomplete"


def test_much_less_than_is_known_is_not_all_of_it(desk, server):
    server.answer(file(REGISTER))
    with latest_register(desk, limits=QUICK) as downloaded:
        keep_register(desk, preview_register(desk, downloaded.file, as_at=downloaded.day))
    before = rows_of(desk, "register_snapshots")
    server.answer(file(register(1_400)))
    assert "It has 1,400 schools and other places, and 3,000 are known" in refusal(desk).what_happened
    assert rows_of(desk, "register_snapshots") == before


# Other things than the register


def zipped(body: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("photograph.jpg", body)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("body", "kind", "title"),
    [
        (b"<html><body>Sign in</body></html>", "text/html; charset=utf-8", "The website sent a page"),
        (b"<!DOCTYPE html><p>Sorry", "text/csv", "What was downloaded is not the register"),
        (zipped(b"x"), "application/zip", "What was downloaded is not the register"),
        (b"", "text/csv", "What was downloaded is not the register"),
        (REGISTER[: REGISTER.index(b"\r\n")], "text/csv", "What was downloaded is not the register"),
        (b"School URN,School name\n900001,Somewhere\n", "text/csv", "What was downloaded is not the register"),
        (b"\x00\x01\x02" * 50, "application/octet-stream", "What was downloaded is not the register"),
    ],
    ids=["page", "page as csv", "zip", "nothing", "headings", "list", "bytes"],
)
def test_another_thing_is_refused(desk, server, body, kind, title):
    server.answer(file(body, kind=kind))
    problem = refusal(desk)
    assert problem.title.startswith(title)
    assert DOWNLOADS_PAGE in problem.what_to_do


def test_bytes_that_only_claim_to_be_packed_are_refused(desk, server):
    def say(handler):
        handler.begin(200, len(REGISTER), Content_Encoding="gzip")
        handler.wfile.write(REGISTER)

    server.answer(say)
    assert refusal(desk).title == "The register came damaged"


def test_a_packing_that_was_not_asked_for_is_refused(desk, server):
    server.answer(lambda handler: handler.begin(200, 0, Content_Encoding="br"))
    assert "(br)" in refusal(desk).what_happened


# Too much


def test_a_body_without_end_is_stopped(desk, server):
    server.answer(endless)
    assert refusal(desk, SMALL).title == "What was sent is far too large"


def test_a_length_that_no_register_has_is_not_begun(desk, server):
    server.answer(lambda handler: handler.begin(200, 5_000_000))
    told: list[str] = []
    assert refusal(desk, SMALL, progress=lambda *step: told.append(step[2])).title == "What was sent is far too large"
    assert told == []


def test_a_bomb_is_not_unpacked(desk, server):
    server.answer(file(b"900001," * 1_000_000, packed=True))
    assert refusal(desk, SMALL).title == "What was sent is far too large"


# Led astray


def test_redirects_without_end_are_given_up(desk, server):
    server.answer(sent_on("/round.csv"))
    assert refusal(desk).title == "The download was sent on too many times"
    assert len(server.asked) == QUICK.redirects + 1


@pytest.mark.parametrize("to", ["http://filter.example/login", "ftp://files.example/x.csv", "https://a:b@x.example/y"])
def test_an_address_that_is_not_safe_is_not_followed(desk, server, to):
    server.answer(sent_on(to))
    assert refusal(desk).title == "The download was led to an address that is not safe"


# Stopped


@pytest.mark.parametrize("say", ["Downloading the register", "That did not work. Trying again"])
def test_stopped_on_the_way(desk, server, say):
    server.answer(broken_off(REGISTER, after=50_000), silent)
    told: list[str] = []
    with pytest.raises(Cancelled):
        got(desk, progress=lambda *step: told.append(step[2]), cancelled=lambda: say in told)
    assert told[-1] == say
    assert register_status(desk) is None


def test_stopped_while_the_website_says_nothing(desk, server):
    server.answer(silent)
    patient = Limits(silent_seconds=600, tries=1)
    with pytest.raises(Cancelled):
        got(desk, patient, cancelled=lambda: len(server.asked) == 1)


def test_stopped_while_it_is_checked(desk, server):
    server.answer(file(REGISTER, packed=True))
    told: list[str] = []
    with pytest.raises(Cancelled):
        got(
            desk, progress=lambda *step: told.append(step[2]), cancelled=lambda: told[-1:] == ["Unpacking the register"]
        )


# The disk


@pytest.mark.parametrize(
    ("code", "title"),
    [(errno.ENOSPC, "The disk is full"), (errno.EIO, "The download could not be kept on the disk")],
)
def test_a_disk_that_does_not_take_it(desk, server, monkeypatch, code, title):
    server.answer(file(REGISTER))
    really = Path.open

    def opened(path, *given, **more):
        stream = really(path, *given, **more)
        return _Full(stream, code) if path.name == "register.part" else stream

    monkeypatch.setattr(Path, "open", opened)
    assert refusal(desk).title == title


class _Full:
    """A file on a disk that takes nothing more."""

    def __init__(self, stream, code):
        self._stream, self._code = stream, code

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._stream.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def write(self, _piece):
        raise OSError(self._code, "no")


def test_a_folder_that_cannot_be_made(desk, cache, tmp_path, monkeypatch):
    (tmp_path / "a file").write_bytes(b"")
    monkeypatch.setattr(paths, "cache_folder", lambda: tmp_path / "a file" / "cache")
    assert refusal(desk).title == "The download could not be kept on the disk"


def test_what_a_killed_program_left_goes_with_the_next_download(desk, server, cache):
    left, fresh = cache / "register-left", cache / "register-of-another-window"
    for folder in (left, fresh):
        folder.mkdir(parents=True)
        (folder / "register.part").write_bytes(b"URN")
    os.utime(left, (0, 0))
    server.answer(file(REGISTER))
    got(desk)
    assert list(cache.iterdir()) == [fresh]
    (fresh / "register.part").unlink()
    fresh.rmdir()


# Saved


def test_saved_as_a_file_or_in_a_folder(desk, server, tmp_path):
    server.answer(file(REGISTER))
    folder = tmp_path / "downloads"
    folder.mkdir()
    with latest_register(desk, limits=QUICK) as downloaded:
        assert save_download(downloaded, tmp_path / "gias.csv").read_bytes() == REGISTER
        assert save_download(downloaded, folder) == folder / "edubasealldata20261121.csv"
        with pytest.raises(Problem, match="could not be kept"):
            save_download(downloaded, tmp_path / "nowhere" / "gias.csv")
    assert [each.name for each in folder.iterdir()] == ["edubasealldata20261121.csv"]


# The setting


def test_the_official_address_holds_until_another_is_set(desk, monkeypatch):
    asked: list[str] = []

    def fetch(address, *_given, **_more):
        asked.append(address)
        raise Cancelled

    monkeypatch.setattr("npqdesk.services.download.fetch", fetch)
    write_setting(desk, "downloads.register_address", "")
    with pytest.raises(Cancelled):
        got(desk)
    assert asked == [GIAS.replace("{date}", "20261121")]


@pytest.mark.parametrize(
    "address",
    [
        "http://gias.example/{date}.csv",
        "https://gias.example/today.csv",
        "https://name:secret@gias.example/{date}.csv",
        "http://127.0.0.1.example/{date}.csv",
        "http://localhost@gias.example/{date}.csv",
        "file:///etc/{date}",
        "ftp://gias.example/{date}.csv",
    ],
)
def test_an_address_that_is_not_safe_is_not_kept(desk, address):
    with pytest.raises(Problem):
        write_setting(desk, "downloads.register_address", address)


def test_addresses_that_may_be_set():
    for address in (GIAS, "https://mirror.example:8443/gias/{date}.csv?x=1", "http://[::1]:8000/{date}"):
        assert why_not(setting("downloads.register_address"), address) == ""


def test_an_address_that_is_none_is_told(desk):
    write_setting(desk, "downloads.register_address", "https://gias.example:port/{date}.csv")
    assert refusal(desk).title == "The address of the register cannot be used"


def test_a_wait_between_tries_is_longer_each_time(desk, server, monkeypatch):
    server.answer(status(500))
    waits: list[float] = []
    monkeypatch.setattr(download_fetch, "_wait", lambda seconds, *_rest: waits.append(seconds))
    refusal(desk, Limits(tries=4, pause_seconds=1))
    assert waits == [1, 2, 4]
