"""npqdesk audit: a person, an answer, and proving the file.  Everyone is invented."""

import pytest

from npqdesk.services.determine import determinations
from tests.sample_records import open_sample


@pytest.fixture
def kept(tmp_path, monkeypatch) -> int:
    """The number of an answer kept in the invented trust."""
    file = tmp_path / "records" / "npqdesk.sqlite3"
    monkeypatch.setenv("NPQDESK_DATABASE", str(file))
    desk = open_sample(file)
    number = determinations(desk)[0].id
    desk.close()
    return number


def test_made_and_checked(npqdesk, kept, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = npqdesk("audit", "person", "Amara", "Okafor")
    assert "NPQ audit – Okafor A.zip. It holds personal data" in ran.out
    (made,) = tmp_path.glob("*.zip")
    assert "Answers that follow from their facts and rules: 1." in npqdesk("audit", "check", made).out
    assert npqdesk("audit", "answer", kept, "--to", "one.zip").code == 0
    damaged = tmp_path / "one.zip"
    content = bytearray(damaged.read_bytes())
    content[content.index(b"audit.json") + 400] ^= 1
    damaged.write_bytes(bytes(content))
    assert npqdesk("audit", "check", damaged).code == 1


def test_what_it_cannot_find_it_says(npqdesk, kept, said, tmp_path):
    assert "Nobody of that name" in said(npqdesk("audit", "person", "Nobody"))[0]
    assert "no audit file" in said(npqdesk("audit", "check", tmp_path / "none.zip"))[0]
