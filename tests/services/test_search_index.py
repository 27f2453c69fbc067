"""The search over every kind of workplace: habits of spelling, numbers, typos, and what comes first."""

import gc
import weakref

import pytest

from npqdesk.services.searching.entries import Entry
from npqdesk.services.searching.index import SearchIndex
from npqdesk.services.searching.telling import tell_apart
from tests.bench.invented_workplaces import invented_workplaces


def _school(key: str, name: str, town: str = "Marston", **given: object) -> Entry:
    return Entry(key, "school", name, town=town, **{"status": "Open", "numbers": (key,), **given})


ENTRIES = (
    _school("900101", "St Mary’s Church of England Primary School", postcode="ZM1 2AB", street="Queens Road"),
    _school("900102", "Saint Joseph's RC Junior & Infant School", "Ferry", postcode="ZM12 3AB"),
    _school("900103", "Hill Side Nursery School", "Ferry", postcode="ZM2 4CD", numbers=("900103", "902/1234")),
    _school("900104", "Woodgate Academy", "Ferry", former_names=("Kiln Lane High School",), trust="Beacon Trust"),
    _school("900105", "Oakfield Pupil Referral Unit", "Stoke-on-Marsh", street="12 High St"),
    _school("900106", "Marston High School", is_open=False, status="Closed"),
    _school("900107", "Queens Park School", street="Mill Road"),
    _school("900108", "École Zoë à Becket", "Ferry", local_authority="Northshire"),
    _school("900109", "The Acorn Pre-School", "Ferry"),
    _school("900110", "Co-op Academy Brinley", "Ferry"),
    Entry("trust:1", "trust", "Beacon Trust", numbers=("10059999",)),
    Entry("ey:EY123456", "early_years", "", local_authority="Northshire", numbers=("EY123456",)),
    Entry("ey:2500001", "early_years", "Marston Day Nursery", town="Marston", numbers=("2500001",)),
    Entry("la:901", "local_authority", "Marston", numbers=("901",)),
)


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return SearchIndex(ENTRIES)


def _keys(index: SearchIndex, typed: str, **given: object) -> list[str]:
    return [hit.entry.key for hit in index.search(typed, **given)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("st marys cofe pri", "900101"),
        ("saint mary's c of e primary sch", "900101"),
        ("St. Marys C.E.", "900101"),
        ("st mary church of eng", "900101"),
        ("st josephs catholic jr and inf", "900102"),
        ("st joseph roman catholic", "900102"),
        ("hillside nursery", "900103"),
        ("hill side", "900103"),
        ("wood gate acad", "900104"),
        ("kiln lane high", "900104"),
        ("woodgate beacon trust", "900104"),
        ("oakfield pru", "900105"),
        ("oakfield pupil ref", "900105"),
        ("high street stoke on marsh", "900105"),
        ("queens road marston", "900101"),
        ("ecole zoe", "900108"),
        ("acorn preschool", "900109"),
        ("acorn pre school ferry", "900109"),
        ("ferry acorn the", "900109"),
        ("coop brinley", "900110"),
        ("co op brin", "900110"),
        ("co o", "900110"),
        ("zm1 2", "900101"),
        ("zm12ab", "900101"),
        ("zm123", "900102"),
        ("902/1234", "900103"),
        ("9021234", "900103"),
        ("ey123456", "ey:EY123456"),
        ("EY1234", "ey:EY123456"),
        ("10059999", "trust:1"),
        ("beacon", "trust:1"),
        ("marston", "la:901"),
        ("marston day", "ey:2500001"),
    ],
)
def test_found_first_however_it_is_typed(index: SearchIndex, typed: str, first: str) -> None:
    assert _keys(index, typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("st josehps ferry", "900102"),
        ("wodgate", "900104"),
        ("woodgatte ferry", "900104"),
        ("oskfield", "900105"),
        ("aokfield", "900105"),
        ("akfield", "900105"),
        ("pakfield", "900105"),
        ("hill sdie nursrey", "900103"),
        ("quens parl", "900107"),
        ("woodgate primary", "900104"),
        ("st marys school ferrytown marston", "900101"),
    ],
)
def test_what_is_mistyped_or_said_from_habit_is_found_as_similar(index: SearchIndex, typed: str, first: str) -> None:
    assert _keys(index, typed)[0] == first


def test_how_a_row_fits_is_told(index: SearchIndex) -> None:
    fits = {typed: index.search(typed)[0].fit for typed in ("900104", "woodgate ferry", "odgate", "wodgate")}
    assert fits == {"900104": "number", "woodgate ferry": "words", "odgate": "inside", "wodgate": "similar"}


def test_open_before_closed_the_name_before_the_place(index: SearchIndex) -> None:
    assert _keys(index, "marston")[-1] == "900106"
    assert _keys(index, "queens marston") == ["900107", "900101"]


def test_halves_of_a_postcode_are_no_words_of_their_own(index: SearchIndex) -> None:
    assert _keys(index, "zm1 2") == ["900101"], "900105 is at number 12, 900102 in ZM12"
    assert _keys(index, "zm1 2 marston st") == ["900101"]


def test_own_schools_stand_ahead_then_those_of_the_trust(index: SearchIndex) -> None:
    plain = _keys(index, "ferry")
    ahead = _keys(index, "ferry", mine=["900108"], my_trust=["900108", "900104", "900999"])
    assert ahead[:2] == ["900108", "900104"]
    assert set(plain) == set(ahead)
    assert plain[:2] != ahead[:2]
    assert _keys(index, "900101", mine=["900108"])[0] == "900101", "a whole number stays first"


def test_own_schools_are_found_among_very_many() -> None:
    last = "school:100007"
    index = SearchIndex(invented_workplaces(3_000, 0))
    own = index.entry(last)
    assert own is not None
    for end in range(1, 6):
        assert own.name[:end].strip() == "" or _keys(index, own.name[:end], mine=[last])[0] == last


@pytest.mark.parametrize("typed", ["", " ", " -' ", "°", "|", "\x00", "qqqqq zzzzz", "x" * 5_000, "7 " * 500, "%_*?[("])
def test_anything_may_be_typed(index: SearchIndex, typed: str) -> None:
    assert _keys(index, typed) == []


def test_an_answer_does_not_depend_on_what_was_asked_before() -> None:
    entries = list(invented_workplaces(2_000, 1_000))
    typed = ["sto", "stone", "stoneha", "stonehma", "hill side", "ba1", "zz", "st marsy"]
    asked, fresh = SearchIndex(entries), {text: SearchIndex(entries).search(text) for text in typed}
    assert {text: asked.search(text) for text in (*typed, *reversed(typed))} == fresh


def test_an_index_goes_as_soon_as_nobody_has_it() -> None:
    index = SearchIndex(ENTRIES)
    assert index.search("st josehps ferry")
    gone = weakref.ref(index._tools.terms)
    gc.disable()
    try:
        del index
        assert gone() is None
    finally:
        gc.enable()


def test_the_order_of_the_entries_does_not_matter() -> None:
    entries = list(invented_workplaces(1_000, 500))
    one, other = SearchIndex(entries), SearchIndex(reversed(entries))
    for typed in ("st", "oakfield primary", "high street"):
        keys = [_keys(index, typed, limit=1_000) for index in (one, other)]
        assert sorted(keys[0]) == sorted(keys[1])


def test_no_entries_find_nothing() -> None:
    index = SearchIndex(())
    assert (len(index), index.search("elm"), index.entry("elm")) == (0, (), None)


def test_as_many_as_asked_for(index: SearchIndex) -> None:
    assert len(index.search("ferry", 2)) == 2
    assert len(SearchIndex(invented_workplaces(3_000, 0)).search("school", 10_000)) > 2_000


def _alike(count: int, **given: object) -> list[Entry]:
    return [_school(str(number), "St Joseph's School", **given) for number in range(count)]


def test_a_town_is_enough_where_it_differs() -> None:
    entries = [_school("1", "Elm", "Marston"), _school("2", "Elm", "Ferry"), _school("3", "Oak", "Ferry")]
    assert tell_apart(entries) == ("Marston", "Ferry", "Ferry")


def test_the_shortest_that_tells_all_of_a_name_apart() -> None:
    streets = [entry._replace(street=f"{entry.key} Mill Lane", postcode=f"ZM1 {entry.key}AB") for entry in _alike(3)]
    assert tell_apart(streets) == ("Marston, ZM1 0AB", "Marston, ZM1 1AB", "Marston, ZM1 2AB")
    places = [entry._replace(locality=where) for entry, where in zip(streets, ("Hey", "", "Low"), strict=True)]
    assert tell_apart(places) == ("Hey, Marston", "Marston", "Low, Marston")


def test_numbers_where_nothing_else_differs_and_the_status() -> None:
    one, other = _alike(2)
    assert tell_apart((one, other)) == ("Marston, 0", "Marston, 1")
    assert tell_apart((one, other._replace(status="Closed"))) == ("Marston", "Marston · Closed")
    assert tell_apart([Entry("ey:1", "early_years", "", local_authority="Northshire")]) == ("Northshire",)
    assert tell_apart(()) == ()
