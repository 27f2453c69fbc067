"""A PostgreSQL server for the tests: that which NPQDESK_TEST_SERVER names, or their own where it is installed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

WHY_NOT = "no PostgreSQL here: install it, or name a server in NPQDESK_TEST_SERVER (postgresql://user@host/postgres)"
_PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def program(name: str) -> str | None:
    """Where a program of PostgreSQL lies."""
    return shutil.which(name, path=os.pathsep.join([*map(str, _PROGRAMS), os.environ.get("PATH", "")]))


@contextmanager
def running() -> Iterator[str]:
    """The address of a server, without a database; "" where there is none."""
    named = os.environ.get("NPQDESK_TEST_SERVER", "")
    if named or sys.platform == "win32" or not program("initdb") or not program("pg_ctl"):
        yield named.rpartition("/")[0]
        return
    with TemporaryDirectory(prefix="npqdesk-pg-") as folder:
        as_nobody = {"user": "nobody"} if os.geteuid() == 0 else {}  # it refuses to run as root
        if as_nobody:
            shutil.chown(folder, "nobody")

        def run(name: str, *words: str) -> None:
            subprocess.run([str(program(name)), "-D", f"{folder}/data", *words], check=True, cwd=folder,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **as_nobody)  # fmt: skip

        run("initdb", "-A", "trust", "-U", "npqdesk", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", f"-k {folder} -c listen_addresses= -c fsync=off", "start")
        try:
            yield f"postgresql://npqdesk@?host={folder}"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")


@contextmanager
def database(server: str) -> Iterator[str]:
    """The address of a new, empty database on a server; it goes at the end."""
    import psycopg
    from sqlalchemy import make_url

    name = f"npqdesk_test_{uuid4().hex[:12]}"
    address = make_url(server).set(database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
