"""How long it takes to hold 500 kept answers against what is known now, when many of them differ and when none does."""

from datetime import date
from itertools import product
from time import process_time

import pytest

from npqdesk.services.desk import Desk, RuleDesk, open_desk
from npqdesk.services.determine import determine
from npqdesk.services.enquiries import begin_enquiry, put_answers
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.recheck import differing
from npqdesk.services.sample import load_sample

COURSES = ("npq-leading-literacy", "npq-leading-teaching", "npq-executive-leadership", "npq-headship")
STARTS, SCHOOLS = ("2024-spring", "2026-autumn"), ("902114", "902115", "902116", "902117", "902119")
COPIES = 12


def _copies(desk: Desk) -> None:
    """Each kept answer a dozen times over, as if for other people."""
    for table, own in (("enquiries", "id"), ("determinations", "enquiry_id")):
        with desk.store.writing() as session:
            connection = session.connection()
            columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
            for copy in range(1, COPIES + 1):
                values = [
                    "NULL" if name == "id" and own != "id" else f"id + {copy * 1000}" if name == "id" else name
                    for name in columns
                ]
                if own == "enquiry_id":
                    values[columns.index("enquiry_id")] = f"enquiry_id + {copy * 1000}"
                chosen = f"SELECT {', '.join(values)} FROM {table} WHERE {own} < 1000"
                connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(columns)}) {chosen}")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(RuleDesk, "today", lambda _desk: date(2026, 11, 21))
    desk = open_desk(str(tmp_path / "office.sqlite3"))
    load_sample(desk)
    for course, cohort, urn in product(COURSES, STARTS, SCHOOLS):
        enquiry = begin_enquiry(desk, name="Invented Person").id
        person = {"name": "Invented Person", "new_headteacher": "no", f"previously_funded@{course}": "no"}
        about = {"cohort": cohort, "course": course, "work_setting": "a_school", "workplace": urn}
        put_answers(desk, enquiry, {**person, **about, f"had_targeted_support_for_course@{course}": "no"})
        determine(desk, enquiry)
    _copies(desk)
    yield desk
    desk.close()


def test_five_hundred_kept_answers_are_checked_in_well_under_two_seconds(desk, tmp_path):
    begun = process_time()
    assert differing(desk) == ()
    none = process_time() - begun
    file = tmp_path / "later.csv"
    file.write_text("URN,School name\n902114,A school\n902116,A school\n")
    keep_list(desk, preview_list(desk, "pp50-schools", file, published=date(2026, 8, 12)))
    begun = process_time()
    found = differing(desk)
    some = process_time() - begun
    print(f"\nnone differs: {none:.2f} s; {len(found)} differ: {some:.2f} s")
    assert len(found) > 100
    assert none < 1
    assert some < 2
