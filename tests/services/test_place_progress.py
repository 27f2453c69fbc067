"""How far a place has got, as letters and summaries tell it, after the steps of an application."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from npqdesk.services.applying.standing import Event, standing
from npqdesk.services.places import Progress, progress_of

DETAILS = {
    "applied": {"provider": "Invented Hub"},
    "offered": {"place": "funded"},
    "a paid place": {"place": "paid"},
    "paying": {"payer": "school", "pounds": 900},
}


def after(*kinds: str) -> Progress:
    made = []
    for number, kind in enumerate(kinds, 1):
        happened, details = "offered" if kind == "a paid place" else kind, DETAILS.get(kind, {})
        made.append(Event(number, happened, date(2026, 6, number), datetime(2026, 6, 1, tzinfo=UTC), **details))
    return progress_of(SimpleNamespace(standing=standing(made), urn=""))


@pytest.mark.parametrize(
    ("kinds", "place"),
    [
        ((), "not_asked"),
        (("registered",), "not_asked"),
        (("applied",), "asked"),
        (("applied", "waiting"), "waiting"),
        (("applied", "refused"), "refused"),
        (("applied", "offered"), "offered"),
        (("applied", "offered", "started"), "started"),
        (("applied", "offered", "started", "passed"), "started"),
        (("applied", "offered", "deferred"), "deferred"),
        (("applied", "offered", "declined"), "declined"),
        (("applied", "withdrawn"), "withdrawn"),
        (("applied", "offered", "withdrawn"), "withdrawn"),
        (("applied", "offered", "started", "withdrawn"), "left"),
        (("applied", "a paid place"), "paid"),
        (("applied", "a paid place", "started"), "paid"),
        (("applied", "a paid place", "started", "withdrawn"), "withdrawn"),
    ],
)
def test_each_standing_has_its_place(kinds, place):
    assert after(*kinds).place == place


def test_registering_is_told_apart_from_applying():
    assert after("registered").registered
    assert not after("applied").registered


def test_who_pays_is_told():
    assert after("applied", "a paid place", "paying").payer == "school"
    assert after("applied", "offered").payer == "dfe"
