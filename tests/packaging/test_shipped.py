"""What stands in the packages: small parts of their making that no installer shows before it is too late."""

import importlib.util
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def part(monkeypatch):
    """One of the modules that make the packages."""

    def load(path: str):
        monkeypatch.syspath_prepend(str((PACKAGING / path).parent))
        spec = importlib.util.spec_from_file_location(f"packaging_{Path(path).stem}", PACKAGING / path)
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, spec.name, module)
        spec.loader.exec_module(module)
        return module

    return load


def test_a_lock_is_read_as_windows_would(part):
    lock = (
        "# a comment\n"
        "everywhere==1.0 \\\n    --hash=sha256:aa\n"
        "windows==2.0 ; sys_platform == 'win32' \\\n    --hash=sha256:bb\n"
        "linux==3.0 ; sys_platform == 'linux' \\\n    --hash=sha256:cc\n"
    )
    assert part("windows/for_windows.py").for_windows(lock) == (
        "everywhere==1.0 \\\n    --hash=sha256:aa\nwindows==2.0 \\\n    --hash=sha256:bb\n"
    )


def test_only_the_parts_of_qt_that_the_window_asks_for_are_shipped(part):
    names = [
        *("PySide6/Qt6Core.dll", "PySide6/Qt6Quick.dll", "PySide6/QtWidgets.pyd", "PySide6/QtQml.pyd"),
        *("PySide6/opengl32sw.dll", "PySide6/plugins/platforms/qwindows.dll", "PySide6/plugins/sqldrivers/qsqlite.dll"),
        *("PySide6/__init__.py", "PySide6/QtCore.pyi", "PySide6/vcruntime140.dll", "PIL/_avif.cp311-win_amd64.pyd"),
    ]
    kept = [str(name) for name in part("windows/folder.py").wanted(Path(name) for name in names)]
    assert kept == [
        *("PySide6/Qt6Core.dll", "PySide6/QtWidgets.pyd", "PySide6/plugins/platforms/qwindows.dll"),
        "PySide6/__init__.py",
    ]


def test_a_path_that_would_not_fit_behind_a_long_folder_stops_the_build(part, tmp_path):
    folder = part("windows/folder.py")
    (tmp_path / ("x" * folder.LONGEST)).touch()
    folder.check_lengths(tmp_path)
    (tmp_path / ("x" * (folder.LONGEST + 1))).touch()
    with pytest.raises(SystemExit):
        folder.check_lengths(tmp_path)


def test_the_msi_is_known_by_the_same_identifiers_for_ever(part, tmp_path):
    msi = part("windows/msi.py")
    (tmp_path / "app/lib").mkdir(parents=True)
    (tmp_path / "app/npqdesk.exe").touch()
    (tmp_path / "app/lib/a.dll").touch()
    product = next(iter(msi.package(tmp_path / "app", "1.2.3", "npqdesk.ico")))
    assert product.attrib["UpgradeCode"] == "0C7CD873-A9A2-55B7-AD14-E7FBD76DE2A0"
    assert [each.attrib["Source"] for each in product.iter("File")] == ["app/npqdesk.exe", "app/lib/a.dll"]
    parts = [each.attrib["Id"] for each in product.iter("Component")]
    assert sorted(parts) == sorted(each.attrib["Id"] for each in product.iter("ComponentRef"))
    assert len(set(parts)) == len(parts)


def test_the_man_page_has_every_command(part):
    told = f"commands:\n  COMMAND\n    {'decide':20}decide a row at a time from\n{'':24}named facts\n"
    assert part("linux/commands.py").as_man_page(told) == ".TP\n.B decide\ndecide a row at a time from named facts\n"


def test_every_byte_of_a_folder_is_counted_once(part, tmp_path):
    for name in ("lib/PySide6/Qt6Core.dll", "resources/fonts/a.ttf", "resources/lists/b.csv", "npqdesk/c.pyc", "odd"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"xx")
    found = part("sizes.py").sizes(tmp_path)
    assert found.total() == 10
    assert found["Qt: the window"] == found["npqdesk: fonts"] == found["npqdesk: the program"] == found["Other"] == 2
