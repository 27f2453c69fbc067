"""What a course would cost: published, put right, left out, quoted to this office; one truth for letters too."""

from dataclasses import replace
from datetime import date

import pytest

from npqdesk.problem import Problem
from npqdesk.services.desk import open_desk
from npqdesk.services.fees import CostForm, cost, fee_rows, free_support, remove_fee, save_fee
from npqdesk.services.letter_prices import published_prices, who_asked
from npqdesk.services.undo import undo
from npqdesk.services.wordings import letter_wording

HEADSHIP = "npq-headship"
QUOTED = CostForm(HEADSHIP, "£2,000", "included", "Our hub", "LLSE", "2027-autumn", date(2026, 11, 2), "Their e-mail")


@pytest.fixture
def desk(tmp_path):
    desk = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    desk.today = lambda: date(2026, 11, 22)
    yield desk
    desk.close()


def test_a_range_from_all_that_is_published_with_its_vat(desk):
    found = cost(desk, HEADSHIP)
    assert found.said == "£1,885 to £1,984, some plus VAT"
    assert {row.seller for row in found.rows} == {"Red Kite Teaching School Hub", "Bradford Teaching School Hub", "EDT"}
    assert cost(desk, "npq-early-headship-coaching-offer") is None
    assert [row.pounds for row in fee_rows(desk, HEADSHIP, "2026-autumn")] == [1949]


def test_a_quotation_counts_at_once_everywhere(desk):
    save_fee(desk, QUOTED)
    newest = fee_rows(desk, HEADSHIP)[0]
    assert (newest.pounds, newest.quotation, newest.when) == (2000, True, "for autumn 2027, 2 November 2026")
    assert cost(desk, HEADSHIP).said == "£1,885 to £2,000, some plus VAT"
    wording, _hash = letter_wording(desk)
    assert published_prices(desk, HEADSHIP, wording).highest == 2000
    assert "Our hub" in who_asked(desk, {HEADSHIP}, wording)
    save_fee(desk, replace(QUOTED, pounds="2100", number=newest.number))
    assert cost(desk, HEADSHIP).highest == 2100
    undo(desk)
    undo(desk)
    assert cost(desk, HEADSHIP).highest == 1984


def test_a_published_fee_is_put_right_and_left_out(desk):
    shipped = next(row for row in fee_rows(desk, HEADSHIP) if row.pounds == 1949)
    form = CostForm(
        HEADSHIP, "1,959", "plus", shipped.seller, start="2026-autumn", source="Their page", quotation=False
    )
    save_fee(desk, replace(form, key=shipped.key))
    assert 1959 in {row.pounds for row in cost(desk, HEADSHIP).rows}
    mended = next(row for row in fee_rows(desk, HEADSHIP) if row.pounds == 1959)
    assert (mended.source.title, mended.quotation) == ("Their page", False)
    remove_fee(desk, mended)
    assert {row.pounds for row in cost(desk, HEADSHIP).rows} == {1885, 1984}
    for row in fee_rows(desk, HEADSHIP):
        remove_fee(desk, row)
    assert cost(desk, HEADSHIP) is None
    undo(desk)
    assert [row.pounds for row in cost(desk, HEADSHIP).rows] == [1984]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"pounds": "about 900"}, "whole pounds"),
        ({"pounds": "899.50"}, "whole pounds"),
        ({"seller": " "}, "who asks"),
        ({"said_on": date(2027, 1, 1)}, "day that has come"),
        ({"course": "npq-x"}, "the course"),
        ({"quotation": False, "source": ""}, "where it is published"),
        ({"url": "javascript:x"}, "https://"),
    ],
)
def test_what_cannot_be_kept_is_said(desk, wrong, says):
    with pytest.raises(Problem) as told:
        save_fee(desk, replace(QUOTED, **wrong))
    assert says in told.value.what_happened
    assert len(fee_rows(desk, HEADSHIP)) == 4


def test_free_support_where_a_lead_provider_offers_it():
    assert [each.lead_provider for each, _links in free_support(("Teach First", "LLSE"))] == ["Teach First"]
    assert free_support(("LLSE",)) == ()
