"""`register download` as a script runs it, from a website on this computer."""

import hashlib
import io
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from npqdesk import paths
from npqdesk.services.desk import open_desk
from npqdesk.services.settings import write_setting
from tests.services.misbehaving_server import Server, file, misbehaving_server, register, status

REGISTER = register(40)
DAY = date(2026, 9, 1)


@pytest.fixture
def server(npqdesk, tmp_path, monkeypatch) -> Iterator[Server]:
    """What the records name as the address of the register."""
    monkeypatch.setattr(paths, "cache_folder", lambda: tmp_path / "cache")
    with misbehaving_server() as server:
        desk = open_desk()
        write_setting(desk, "downloads.register_address", server.address)
        desk.close()
        yield server
    assert list((tmp_path / "cache").glob("*")) == []


def test_downloaded_reported_and_kept_once(npqdesk, server):
    server.answer(file(REGISTER, packed=True), day=DAY)
    ran = npqdesk("register", "download", "--date", "1 September 2026")
    assert (ran.code, ran.err) == (0, "")
    assert "edubasealldata20260901.csv: the schools register of 1 September 2026, 40 rows" in ran.out
    assert "Kept. 40 establishments are known now." in ran.out
    again = npqdesk("register", "download", "--date", "2026-09-01")
    assert (again.code, again.err) == (0, "")
    assert "already imported" in again.out
    assert "Kept" not in again.out


def test_the_day_before_is_said(npqdesk, server):
    server.answer(file(REGISTER), day=DAY - timedelta(days=1))
    ran = npqdesk("register", "download", "--date", "2026-09-01")
    assert ran.code == 0
    assert ran.err == "There is no file of 1 September 2026; the newest before it is of 31 August 2026.\n"
    assert "the schools register of 31 August 2026" in ran.out


def test_without_a_day_it_is_that_of_today(npqdesk, server):
    server.answer(file(REGISTER))
    assert npqdesk("register", "download").code == 0
    assert server.asked[0][0].startswith("/edubasealldata20")
    assert "Loaded from edubasealldata20" in npqdesk("register", "status").out


def test_only_saved(npqdesk, server, tmp_path):
    server.answer(file(REGISTER))
    ran = npqdesk("register", "download", "--date", "2026-09-01", "--to", tmp_path / "gias.csv")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("gias.csv: the schools register of 1 September 2026, 0.0 MB. Nothing was loaded.\n")
    assert (tmp_path / "gias.csv").read_bytes() == REGISTER
    assert npqdesk("register", "status").code == 1


def test_to_standard_output_goes_the_file_and_nothing_else(npqdesk, server, monkeypatch):
    server.answer(file(REGISTER))
    out = io.TextIOWrapper(io.BytesIO())
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", out)
        assert npqdesk("register", "download", "--date", "2026-09-01", "--to", "-").err == ""
    assert hashlib.sha256(out.buffer.getvalue()).digest() == hashlib.sha256(REGISTER).digest()


def test_a_refusal_is_two_lines(npqdesk, server, said):
    server.answer(status(403))
    what, do = said(npqdesk("register", "download"))
    assert what.startswith("The website does not let npqdesk download.")
    assert "https://get-information-schools.service.gov.uk/Downloads" in do


def test_switched_off_is_a_refusal(npqdesk, server, said):
    desk = open_desk()
    write_setting(desk, "downloads.allowed", "no")
    desk.close()
    what, _do = said(npqdesk("register", "download"))
    assert what.startswith("Downloads are switched off.")
    assert server.asked == []


@pytest.mark.parametrize("wrong", [("--date", "soon"), ("--date",), ("--to",), ("now",)])
def test_wrong_usage(npqdesk, wrong):
    assert npqdesk("register", "download", *wrong).code == 2


def test_a_person_who_looks_sees_how_far_it_is(npqdesk, server, monkeypatch):
    server.answer(file(register(3_000)))
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _stream: True, raising=False)
    ran = npqdesk("register", "download", "--date", "2026-09-01")
    assert re.search(r"Downloading the register [0-9.]+ of 0.4 MB", ran.err)
    assert ran.err.endswith("\r\x1b[K")
    server.answer(status(404))
    ran = npqdesk("register", "download", "--date", "2026-09-02")
    assert ran.code == 1
    assert "\r\x1b[KThere is no register to download." in ran.err


def test_interrupted_leaves_nothing(npqdesk, server, monkeypatch):
    def interrupted(*_given, **_more):
        raise KeyboardInterrupt

    server.answer(file(REGISTER))
    monkeypatch.setattr("npqdesk.services.register.preview_register", interrupted)
    assert npqdesk("register", "download", "--date", "2026-09-01").code == 130
