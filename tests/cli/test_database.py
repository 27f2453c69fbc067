"""npqdesk database: where the records are, a backup of them, and bringing it back."""


def test_backed_up_and_restored(npqdesk, tmp_path, said):
    assert "There are none yet" in npqdesk("database", "status").out
    assert npqdesk("database", "upgrade").out.startswith("New records were made, of form 00")
    assert "already" in npqdesk("database", "upgrade").out
    ran = npqdesk("database", "backup", tmp_path)
    (file,) = tmp_path.glob("npqdesk 20*.npqbackup")
    assert f"Made and read back: {file}, with 0 colleagues" in ran.out
    ran = npqdesk("database", "restore", file)
    assert "Restored: the records of " in ran.out
    assert "before restoring" in ran.out
    status = npqdesk("database", "status")
    assert status.code == 0
    assert "yes, every page reads back" in status.out
    assert "This is not a backup" in said(npqdesk("database", "restore", __file__))[0]
    assert "database server" in said(npqdesk("database", "restore", file, "--database", "postgresql://a@b/c"))[0]


def test_damaged_records_are_told_by_the_exit_code(npqdesk, tmp_path):
    npqdesk("database", "upgrade")
    records = tmp_path / "records" / "npqdesk.sqlite3"
    content = bytearray(records.read_bytes())
    content[8192:12288] = b"\7" * 4096
    records.write_bytes(content)
    ran = npqdesk("database", "status")
    assert (ran.code, "no: they are damaged" in ran.out) == (1, True)
