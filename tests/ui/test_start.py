"""The window stands before anything slow is loaded, and opens the records by itself afterwards."""

import os
import subprocess
import sys
from pathlib import Path

from npqdesk import app

SLOW = (
    "sqlalchemy",
    "alembic",
    "reportlab",
    "pypdfium2",
    "pikepdf",
    "uharfbuzz",
    "rapidfuzz",
    "httpx",
    "npqdesk.store",
    "npqdesk.letters",
)
CHECKOUT = Path(__file__).resolve().parents[2]

SHOWN = f"""
import sys
from npqdesk import app
from npqdesk.ui.shell import Shell
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def first_shown(shell):
    assert shell.isVisible()
    print(*[name for name in {SLOW!r} if name in sys.modules])
    QTimer.singleShot(0, lambda: QApplication.exit(7))

Shell.open_records = first_shown
sys.exit(app.main([]))
"""

OPENED = """
import sys
from npqdesk import app
from npqdesk.ui.shell import Shell
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

make = Shell.__init__
def made(shell, *given, **named):
    make(shell, *given, **named)
    shell.opened.connect(lambda: QTimer.singleShot(50, shell.close))
Shell.__init__ = made
sys.exit(app.open_window(app.Wanted(sys.argv[1])))
"""


def run(script: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    environment = os.environ | {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(
        command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_nothing_slow_is_loaded_when_the_window_is_first_shown(tmp_path):
    ran = run(SHOWN, tmp_path)
    assert (ran.returncode, ran.stdout.strip()) == (7, ""), ran.stderr


def test_the_window_opens_the_records_and_closes_cleanly(tmp_path):
    ran = run(OPENED, tmp_path, str(tmp_path / "office.sqlite3"))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "office.sqlite3").exists()


def test_without_a_screen_it_says_so_and_what_to_do(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert app.main([]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "There is no screen here to open a window on."
    assert "npqdesk demo" in told[1]
