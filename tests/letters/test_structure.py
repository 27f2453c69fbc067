"""What a screen reader finds: order, headings, lists, tables, links; and nothing outside the structure."""

import re

import pytest

from npqdesk.letters.letter import Letter
from tests.letters.pdf_reading import Node


def test_letterhead_address_greeting_and_subject_come_in_this_order(structures: dict[str, Node]) -> None:
    root = structures["eligible"]
    said = [kid.text for kid in root.kids[:8]]
    assert said[0] == "Harrow Lane Primary School"
    assert said[1].startswith("Harrow Lane, Exbourne, EX99 4ZZ · Telephone 01632 960142")
    assert said[3].startswith("Private and confidential Mrs Siân Llŷr-Kowalska Year 5 teacher")
    assert said[4:] == [
        "Date 9 September 2026",
        "Reference NPQ/999142/2026/017",
        "Dear Mrs Llŷr-Kowalska",
        "Funding for your NPQ for Senior Leadership, autumn 2026",
    ]


@pytest.mark.parametrize(
    "kind", ["eligible", "not_eligible", "review", "cannot_tell", "grant", "no_grant", "large_print"]
)
def test_every_letter_has_one_main_heading_and_no_level_is_skipped(structures: dict[str, Node], kind: str) -> None:
    tags = [kid.tag for kid in structures[kind].kids]
    assert tags.count("H1") == 1
    assert tags.index("H1") < tags.index("H2")
    assert set(tags) <= {"P", "H1", "H2", "L", "Table"}


def test_steps_are_one_numbered_list_with_its_labels(structures: dict[str, Node]) -> None:
    steps = structures["eligible"].all("L")[1]
    assert steps.attributes["ListNumbering"] == "Decimal"
    assert [item.all("Lbl")[0].text for item in steps.all("LI")] == ["1", "2", "3", "4"]
    assert steps.all("LI")[2].all("LBody")[0].text == "By 25 September 2026: ask Mr Owusu to send your reference."


def test_a_list_over_two_pages_is_one_list(structures: dict[str, Node]) -> None:
    why = structures["eligible"].all("L")[0]
    assert len(why.all("LI")) == 3
    assert {page for body in why.all("LBody") for page in body.pages} == {0, 1}


def test_a_table_has_heads_for_its_columns_and_rows(structures: dict[str, Node]) -> None:
    table = structures["grant"].all("Table")[1]
    heads = table.all("THead")[0].all("TH")
    assert [head.text for head in heads] == ["Member of staff", "Course", "Started", "Earned", "Received", "To come"]
    assert {head.attributes["Scope"] for head in heads} == {"Column"}
    rows = table.all("TBody")[0].all("TR")
    assert [cell.text for cell in rows[-1].kids] == ["Total", "3 courses", "–", "£2,400", "£1,600", "£800"]
    assert [row.kids[0].attributes["Scope"] for row in rows] == ["Row"] * 4
    assert table.attributes["Summary"].startswith("For each member of staff")


def test_a_link_is_one_element_with_its_address(structures: dict[str, Node]) -> None:
    link = structures["grant"].all("Link")[0]
    assert link.text == "Targeted support funding for national professional qualifications"
    assert len(link.links) == 2, "one annotation a line"
    assert set(link.links) == {
        "https://www.gov.uk/government/publications/targeted-support-funding-for-national-professional-qualifications"
    }


def test_every_text_of_the_letter_is_read_once_and_as_it_was_written(
    structures: dict[str, Node], letters: dict[str, Letter]
) -> None:
    """Spaces at line ends, accents, shaped names: the words read are the words meant, in the order meant."""
    for kind, letter in letters.items():
        read = structures[kind].text.replace("\u00a0", " ")
        for place, text in letter.texts():
            if place == "the reference" and letter.paper != "letter":
                continue
            if text and place not in ("the title", "the running head", "the footer", "a table", "a chart"):
                meant = re.sub(r"\s+", " ", text).strip()
                assert all(part in read for part in meant.split("  ")), (kind, place, meant)
