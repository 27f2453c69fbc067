"""Secure connections and proxies: only certificates that the system trusts, by whatever way the system goes."""

import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
import trustme

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.services.download import latest_register
from npqdesk.services.download_http import Limits, proxy_for
from npqdesk.services.settings import write_setting
from npqdesk.store.engine import open_store
from tests.services.misbehaving_server import Server, file, misbehaving_server, register, sent_on, status, tunnel
from tests.services.records import RecordsDesk

REGISTER = register(50)
QUICK = Limits(connect_seconds=2, silent_seconds=5, tries=2, pause_seconds=0.01)
own_store = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system's store cannot be lent another")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever proxy this computer has."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Callable[[str], Server]]:
    """Makes a server that shows a certificate for a name."""
    with ExitStack() as servers:

        def made(name: str) -> Server:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(name).configure_cert(context)
            return servers.enter_context(misbehaving_server(context))

        yield made


@pytest.fixture
def is_trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system trusts the authority, as a school's computers trust that of its filter."""
    kept = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(kept))
    monkeypatch.setenv("SSL_CERT_FILE", str(kept))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RecordsDesk]:
    monkeypatch.setattr(paths, "cache_folder", lambda: tmp_path / "cache")
    desk = RecordsDesk(open_store(f"sqlite:///{tmp_path / 'npqdesk.sqlite3'}"))
    yield desk
    assert list((tmp_path / "cache").glob("*")) == []
    desk.store.close()


def body_from(desk: RecordsDesk, address: str) -> bytes:
    write_setting(desk, "downloads.register_address", address)
    with latest_register(desk, limits=QUICK) as got:
        return got.file.read_bytes()


def title_from(desk: RecordsDesk, address: str) -> str:
    with pytest.raises(Problem) as refused:
        body_from(desk, address)
    return refused.value.title


def test_a_certificate_that_nobody_vouches_for_is_refused(desk, secure):
    server = secure("127.0.0.1")
    server.answer(file(REGISTER))
    assert title_from(desk, server.address) == "The website could not prove who it is"
    assert server.asked == []


@own_store
@pytest.mark.usefixtures("is_trusted")
def test_what_the_system_trusts_is_trusted(desk, secure):
    server = secure("127.0.0.1")
    server.answer(file(REGISTER))
    assert body_from(desk, server.address) == REGISTER


@own_store
@pytest.mark.usefixtures("is_trusted")
def test_a_certificate_for_another_name_is_refused(desk, secure):
    server = secure("other.example")
    assert title_from(desk, server.address) == "The website could not prove who it is"


@own_store
@pytest.mark.usefixtures("is_trusted")
def test_no_way_leads_from_a_secure_address_to_another(desk, secure):
    server = secure("127.0.0.1")
    server.answer(sent_on("http://127.0.0.1:1/x.csv"))
    assert title_from(desk, server.address) == "The download was led to an address that is not safe"


def test_a_server_that_knows_nothing_of_security_is_told(desk):
    with misbehaving_server() as plain:
        address = plain.address.replace("http://", "https://")
        assert title_from(desk, address) == "There is no secure connection"


@own_store
@pytest.mark.usefixtures("is_trusted")
def test_through_the_proxy_of_the_system(desk, secure, monkeypatch):
    server = secure("gias.example")
    server.answer(file(REGISTER))
    with misbehaving_server() as proxy:
        proxy.answer(tunnel(server))
        monkeypatch.setenv("HTTPS_PROXY", proxy.root)
        assert body_from(desk, "https://gias.example/all{date}.csv") == REGISTER
        assert [path for path, _ in proxy.asked] == ["gias.example:443"]
    assert [path for path, _ in server.asked] == ["/all20261121.csv"]


@pytest.mark.parametrize("code", [403, 407])
def test_a_proxy_that_refuses(desk, monkeypatch, code):
    with misbehaving_server() as proxy:
        proxy.answer(status(code))
        monkeypatch.setenv("HTTPS_PROXY", proxy.root)
        title = title_from(desk, "https://gias.example/all{date}.csv")
        assert title == "Your network’s proxy does not let npqdesk through"
        assert len(proxy.asked) == 1


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "telnet://127.0.0.1:1"])
def test_a_proxy_that_cannot_be_spoken_to(desk, monkeypatch, proxy):
    monkeypatch.setenv("ALL_PROXY", proxy)
    title = title_from(desk, "https://gias.example/all{date}.csv")
    assert title == "npqdesk cannot use the proxy of this computer"


def test_which_proxy(monkeypatch):
    address = httpx.URL("https://gias.example/x.csv")
    assert proxy_for(address) is None
    monkeypatch.setenv("HTTPS_PROXY", "proxy.school:8080")
    assert proxy_for(address) == "http://proxy.school:8080"
    assert proxy_for(httpx.URL("https://127.0.0.1/x.csv")) is None
    monkeypatch.setenv("NO_PROXY", "gias.example")
    assert proxy_for(address) is None
