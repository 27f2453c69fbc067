"""The two commands on machines of every kind: each is a folder of stand-ins that write down how they were called."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PREPARE = (CHECKOUT / "packaging/prepare").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="installs with apt-get, which only Linux has")


def libraries(table: str) -> list[str]:
    """The shared libraries of one of the two tables in packaging/prepare."""
    return [word for word in PREPARE.split(f"{table}='")[1].split("'")[0].split() if ".so." in word]


LIBRARIES = libraries("qt_libraries")


class Machine:
    """A checkout whose venv is stand-ins, on a PATH where whatever could change the real machine is one too."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "a checkout"
        self.bin = folder / "bin"
        self.calls = folder / "calls"
        self.bin.mkdir()
        self.calls.touch()
        shutil.copytree(CHECKOUT / "packaging", self.checkout / "packaging")
        shutil.copy(CHECKOUT / "pyproject.toml", self.checkout)
        (self.checkout / ".venv/bin").mkdir(parents=True)
        for name in ("python", "npqdesk"):
            self.stand_in(name, folder=self.checkout / ".venv/bin")
        self.stand_in("apt-get")
        self.stand_in("sudo", "exit 1")
        self.stand_in("id", "echo 0")
        self.has(LIBRARIES)

    def stand_in(self, name: str, then: str = "", *, folder: Path | None = None) -> None:
        file = (folder or self.bin) / name
        file.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.calls}"\n{then}\n')
        file.chmod(0o755)

    def has(self, libraries: list[str]) -> None:
        lines = "\n".join(f"echo '{name} (libc6,x86-64) => /lib/{name}'" for name in libraries)
        self.stand_in("ldconfig", lines)

    def run(self, command: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {"PATH": f"{self.bin}:{os.environ['PATH']}", "HOME": str(self.checkout)}
        whole = [str(self.checkout / "packaging" / command), *arguments]
        return subprocess.run(whole, env=clean | environment, capture_output=True, text=True, check=False, timeout=60)

    def called(self, name: str) -> list[str]:
        return [line for line in self.calls.read_text().splitlines() if line.split()[0] == name]


def installs(machine: Machine) -> list[str]:
    return [call for call in machine.called("python") if " install " in call]


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_with_no_screen_the_main_job_is_done_without_one(machine):
    done = machine.run("run")
    assert done.returncode == 0
    assert machine.called("npqdesk") == ["npqdesk demo --out npqdesk-demo"]
    assert "There is no screen here" in done.stderr


def test_with_a_screen_the_window_is_opened(machine):
    machine.has(LIBRARIES + libraries("screen_libraries"))
    assert machine.run("run", DISPLAY=":7").returncode == 0
    assert machine.called("npqdesk") == ["npqdesk "]


def test_a_screen_needs_libraries_of_its_own(machine):
    machine.run("run")
    assert machine.called("apt-get") == []
    machine.run("run", WAYLAND_DISPLAY="wayland-0")
    assert "libxcb-cursor0" in machine.called("apt-get")[-1]


def test_arguments_and_exit_code_pass_through(machine):
    machine.stand_in("npqdesk", 'printf "%s|" "$@"; exit 3', folder=machine.checkout / ".venv/bin")
    done = machine.run("run", "schools", "st mary's", "--limit", "2")
    assert (done.returncode, done.stdout) == (3, "schools|st mary's|--limit|2|")


def test_libraries_are_installed_once(machine):
    machine.run("run")
    first = installs(machine)
    again = machine.run("run", "--version")
    assert len(first) == 2
    assert installs(machine) == first
    assert again.stderr == ""


def test_what_the_tests_need_serves_the_program_too(machine):
    machine.run("test", "tests/rules")
    machine.run("run")
    locked, itself = installs(machine)
    assert "--require-hashes" in locked
    assert locked.endswith("a checkout/packaging/locks/test.txt")
    assert itself.endswith("--editable " + str(machine.checkout))


@pytest.mark.parametrize("file", ["pyproject.toml", "packaging/locks/run.txt"])
def test_changed_dependencies_are_installed_again(machine, file):
    machine.run("run")
    with (machine.checkout / file).open("a") as changed:
        changed.write("# another library\n")
    machine.run("run")
    assert len(installs(machine)) == 4


def test_a_library_that_was_not_locked_is_told(machine):
    lacks = 'case "$*" in *check) echo "npqdesk requires a library, which is not installed"; exit 1;; esac'
    machine.stand_in("python", lacks, folder=machine.checkout / ".venv/bin")
    done = machine.run("run")
    assert done.returncode == 1
    assert "npqdesk requires a library" in done.stderr
    assert "packaging/lock writes them anew" in done.stderr


def test_a_failed_install_is_told_and_tried_again_the_next_time(machine):
    fails = 'case "$*" in *install*) echo "no such host" >&2; exit 1;; esac'
    machine.stand_in("python", fails, folder=machine.checkout / ".venv/bin")
    done = machine.run("run")
    assert done.returncode == 1
    assert "no such host" in done.stderr
    assert "A network connection is needed this once." in done.stderr
    assert machine.called("npqdesk") == []
    machine.stand_in("python", folder=machine.checkout / ".venv/bin")
    assert machine.run("run").returncode == 0


def test_an_administrator_gets_only_what_is_missing(machine):
    machine.has([name for name in LIBRARIES if name not in {"libEGL.so.1", "libGL.so.1"}])
    machine.run("run")
    update, install = machine.called("apt-get")
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends libegl1 libgl1")


def test_nothing_missing_means_no_apt(machine):
    machine.run("run")
    assert machine.called("apt-get") == []


def test_anybody_else_is_told_what_to_ask_for(machine):
    machine.has([])
    machine.stand_in("id", "echo 1000")
    done = machine.run("run")
    assert done.returncode == 1
    assert done.stderr.startswith("npqdesk needs system packages that only an administrator can install.")
    assert "libegl1" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert machine.called("apt-get") == machine.called("npqdesk") == []


def test_an_allowed_user_installs_through_sudo(machine):
    machine.has(LIBRARIES[1:])
    machine.stand_in("id", "echo 1000")
    machine.stand_in("sudo", "shift; exec $*")
    assert machine.run("run").returncode == 0
    assert [call.split()[-1] for call in machine.called("apt-get")] == ["update", "libglib2.0-0"]


def test_a_system_without_apt_is_told_the_names(machine):
    machine.has([])
    (machine.bin / "apt-get").unlink()
    for tool in ("bash", "env", "dirname", "uname", "locale", "sort", "cat", "cmp", "sh"):
        (machine.bin / tool).symlink_to(shutil.which(tool))
    done = machine.run("run", PATH=str(machine.bin))
    assert done.returncode == 1
    assert "On Debian or Ubuntu they are called libdbus-1-3 libegl1" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_only_the_tests_named_are_run(machine):
    machine.run("test", "tests/rules", "-k", "decide")
    assert machine.called("python")[-1] == "python -m pytest tests/rules -k decide"
