from npqdesk.cli.main import main
from npqdesk.services.desk import open_desk
from npqdesk.services.sample import load_sample


def test_every_school_with_totals_as_text_and_as_a_file(tmp_path, capsys):
    records = tmp_path / "records.sqlite3"
    assert main(["trust", "--database", str(records)]) == 0
    assert "Nobody is on the staff record yet" in capsys.readouterr().out
    desk = open_desk(str(records))
    load_sample(desk)
    desk.close()
    assert main(["trust", "--database", str(records), "--cohort", "2024-spring"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Spring 2024; grant of 2023/24\nSCHOOL")
    assert "All schools" in told
    assert main(["trust", "--database", str(records), "-o", str(tmp_path / "schools.xlsx")]) == 0
    assert (tmp_path / "schools.xlsx").read_bytes()[:2] == b"PK"
    assert main(["trust", "--database", str(records), "-o", str(tmp_path / "schools.pdf")]) == 2
    assert main(["trust", "--database", str(records), "--cohort", "soon"]) == 1
