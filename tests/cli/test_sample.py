from npqdesk.cli.main import main


def test_a_school_to_try_things_in_and_not_twice_into_one_file(tmp_path, capsys):
    file = tmp_path / "try.sqlite3"
    assert main(["sample", "--into", str(file), "--size", "school"]) == 0
    assert "Open it with" in capsys.readouterr().out
    assert main(["staff", "list", "--database", str(file)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 41
    assert main(["sample", "--into", str(file)]) == 1
    assert "in use" in capsys.readouterr().err
