"""Workplaces that do not exist, for the search: names, towns and streets repeat as they do in the official extracts.

In the extract of July 2025 one school in eight is named after a saint, fifty-six share one whole name, seven in a
hundred are in one town, and a few streets ("School Lane") come back in hundreds of towns."""

import random
from collections.abc import Iterator, Sequence

from npqdesk.services.searching.entries import Entry

_SAINTS, _STARTS, _ENDS = (
    words.split()
    for words in (
        """Mary Joseph John Peter Andrew Michael Paul Thomas Patrick James Anne Luke Mark Francis George Stephen Bede
        Cuthbert Catherine Margaret Helen Edmund Wilfrid Oswald Teresa Bernadette Aidan Alban Chad Giles Hilda Zoë""",
        """Elm Oak Ash Birch Acorn Mill Church Abbey Minster River Hill Wood Park Castle Manor Stone Brook Lake Marsh
        Heath West East North South High Low Long Broad White Black Red Green King Queen Bishop Fair Clay Sand Thorn
        Hazel Holly Crow Raven Swan Wolf Hare Lamb Ox Barn Bridge Ford Cross Harrow Wind Sun Moor Fen Cold Spring
        Summer Winter""",
        """ton ham ford ley by field side worth wood mere stead bury hurst dale combe cliffe thorpe wick gate
        bourne""",
    )
)
_STREETS = ("School Lane", "High Street", "Church Road", "Station Road", "Church Lane", "Main Street", "The Green")
_ROADS = ("Road", "Lane", "Street", "Avenue", "Drive", "Close", "Way")
_KINDS = (
    (30, "{} Primary School"),
    (12, "{} Community Primary School"),
    (9, "{} Church of England Primary School"),
    (6, "{} CofE Primary School"),
    (6, "{} Academy"),
    (6, "{} Junior School"),
    (6, "{} Infant and Nursery School"),
    (5, "{} School"),
    (5, "{} High School"),
    (3, "{} Primary Academy"),
    (2, "The {} School"),
    (2, "{} Sixth Form College"),
    (1, "{} Pupil Referral Unit"),
)
_SAINTLY = (
    (40, "St {}'s Catholic Primary School"),
    (25, "St {}'s CofE Primary School"),
    (15, "St {}'s Church of England Primary School"),
    (8, "St {}'s RC Primary School"),
    (6, "St. {}’s C.E. (VA) Junior & Infant School"),
    (5, "St {}'s Catholic Academy"),
    (3, "Saint {}'s Catholic High School, a Voluntary Academy"),
)
_NURSERIES = (
    "{} Pre-School",
    "{} Day Nursery",
    "{} Playgroup",
    "Little {} Nursery",
    "{} Out of School Club",
    "{} Kids Ltd",
)


def invented_workplaces(schools: int, providers: int, *, seed: int = 20250717) -> Iterator[Entry]:
    """Schools, three in five of them open, then early years providers, of which three in five have no name."""
    chance = random.Random(seed)
    towns = _towns(chance)
    for number in range(schools):
        yield _school(chance, number, towns)
    for number in range(providers):
        yield _provider(chance, number, towns)


def _towns(chance: random.Random) -> Sequence[tuple[str, str, str]]:
    """(town, local authority, postcode area), the first of them in most addresses."""
    names = list(dict.fromkeys(f"{chance.choice(_STARTS)}{chance.choice(_ENDS)}" for _ in range(1_600)))
    areas = [f"{first}{second}" for first in "BCDHKLMNPST" for second in "ABDEHLNRST"]
    towns = []
    for place, name in enumerate(names):
        said = f"{name}-on-{chance.choice(_STARTS)}" if place % 40 == 7 else name
        towns.append((said, names[place // 12 * 12 % len(names)], areas[place % len(areas)]))
    return towns


def _where(chance: random.Random, towns: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    town, authority, area = towns[min(int(chance.paretovariate(0.35)) - 1, 10**6) % len(towns)]
    road = f"{chance.choice(_STARTS)}{chance.choice(['', ' ', chance.choice(_ENDS) + ' '])}".strip()
    street = chance.choice(_STREETS) if chance.random() < 0.15 else f"{road} {chance.choice(_ROADS)}"
    number = f"{chance.randint(1, 200)} " if chance.random() < 0.3 else ""
    letters = f"{chance.choice('ABDEFGHJLNPQ')}{chance.choice('ABDEFGHJLNPQ')}"
    return {
        "street": f"{number}{street}",
        "locality": chance.choice(towns)[0] if chance.random() < 0.3 else "",
        "town": town,
        "county": f"{authority}shire" if chance.random() < 0.5 else "",
        "local_authority": authority,
        "postcode": f"{area}{chance.randint(1, 40)} {chance.randint(0, 9)}{letters}",
    }


def _school(chance: random.Random, number: int, towns: Sequence[tuple[str, str, str]]) -> Entry:
    where, saintly = _where(chance, towns), chance.random() < 0.2
    kinds = _SAINTLY if saintly else _KINDS
    (kind,) = chance.choices([say for _, say in kinds], [weight for weight, _ in kinds])
    if saintly:
        (who,) = chance.choices(_SAINTS, [1 / place for place in range(1, len(_SAINTS) + 1)])
    else:
        place = chance.choice((where["town"], where["locality"] or where["street"].lstrip("0123456789 ")))
        own = f"{chance.choice(_STARTS)}{chance.choice(_ENDS)}"
        who = chance.choice((own, own, place, f"{chance.choice(_STARTS)} {chance.choice(_STARTS)}"))
    is_open = chance.random() < 0.6
    return Entry(
        key=f"school:{100_000 + number}",
        kind="school",
        name=kind.format(who),
        about="Community school, Primary",
        **where,
        numbers=(str(100_000 + number), str(10_010_000 + number), f"{201 + number % 150}/{2_000 + number // 150}"),
        status="Open" if is_open else "Closed",
        is_open=is_open,
    )


def _provider(chance: random.Random, number: int, towns: Sequence[tuple[str, str, str]]) -> Entry:
    where = _where(chance, towns)
    named = chance.random() < 0.4
    if not named:
        where = {"local_authority": where["local_authority"]}
    who = chance.choice((f"{chance.choice(_STARTS)}{chance.choice(_ENDS)}", where.get("town", ""), "Stars", "Rainbow"))
    number_said = f"EY{100_000 + number}" if chance.random() < 0.6 else str(2_500_000 + number)
    return Entry(
        key=f"early_years:{number_said}",
        kind="early_years",
        name=chance.choice(_NURSERIES).format(who) if named else "",
        about="Full day care" if named else "Childminder",
        **where,
        numbers=(number_said,),
        status="Active",
    )
