"""Details of a bug tell where, never who."""

import pytest

from npqdesk.services.redact import bug_report, redacted


@pytest.mark.parametrize(
    "message",
    [
        "'amara okafor'",
        "Amara Okafor has no school",
        "no row for 1234567",
        "jo@school.example",
        "josé is missing",
        '"x y"',
        "cannot read /data/amara/okafor",
        "cannot read d:\\data\\amara okafor\\b",
    ],
)
def test_what_may_be_about_a_person_is_left_out(message):
    left = redacted(message).lower()
    for word in ("amara", "okafor", "1234567", "@", "josé", "x y"):
        assert word not in left


def test_plain_words_stay():
    assert redacted("list index out of range") == "list index out of range"


def test_the_report_names_file_line_and_kind_without_folders():
    def lookup(names):
        return names["Amara Okafor"]

    with pytest.raises(KeyError) as raised:
        lookup({})
    report = bug_report(raised.value, program="npqdesk 0")
    assert report.startswith("npqdesk 0\nKeyError: […]")
    assert "tests/services/test_redact.py" in report
    assert "in lookup" in report
    assert "Amara" not in report
    assert "/tests/services/test_redact.py" not in report.replace("  tests/services", "")


def test_the_cause_is_told_too():
    def read():
        try:
            int("Amara")
        except ValueError as error:
            raise RuntimeError("it could not be read") from error

    with pytest.raises(RuntimeError) as raised:
        read()
    report = bug_report(raised.value, program="npqdesk 0")
    assert "RuntimeError: it could not be read" in report
    assert "ValueError" in report
    assert "Amara" not in report
