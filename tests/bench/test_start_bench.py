"""The first window, no later than twice a bare `QApplication` + `QMainWindow` in the same environment and run."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
ROUNDS = 9

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.show()
application.processEvents()
import os; os._exit(0)
"""

NPQDESK = """
import os
from npqdesk import app
from npqdesk.ui.shell import Shell
Shell.open_records = lambda shell: os._exit(0)
app.main([])
"""


def seconds(script: str, folder: Path) -> float:
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "PYTHONPYCACHEPREFIX"), str(folder))
    environment = os.environ | homes
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], cwd=CHECKOUT, env=environment, check=True, timeout=60)
    return time.perf_counter() - begun


def test_the_first_window_stands_within_twice_a_bare_one(benchmark, tmp_path):
    seconds(BARE, tmp_path), seconds(NPQDESK, tmp_path)  # both warm
    bare, ours = [], []
    for _round in range(ROUNDS):
        bare.append(seconds(BARE, tmp_path))
        ours.append(seconds(NPQDESK, tmp_path))
    floor, first = statistics.median(bare), statistics.median(ours)
    benchmark.extra_info |= {"floor": floor, "first window": first, "ratio": first / floor}
    benchmark.pedantic(seconds, args=(NPQDESK, tmp_path), rounds=1)
    assert first <= 2 * floor, f"{first:.3f} s against {floor:.3f} s"
