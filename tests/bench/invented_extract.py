"""A full extract of schools that do not exist: 52,000 rows of 139 columns in Windows-1252, as `edubasealldata` is.

What it is made like, from the official files: strings in quotation marks and numbers bare, no mark at the front, CRLF
between lines and none after the last; one row in 3,000 with a letter outside ASCII; two schools in five closed; the
number of pupils blank for every other school, and a UKPRN for two in three; the shares of types, phases and statuses;
the widths of cells (nearly nine hundred bytes of values a row).  Names, streets and towns are those of
`invented_workplaces`."""

import random
from pathlib import Path

from npqdesk.services.searching.entries import Entry
from tests.bench.invented_workplaces import invented_workplaces

SCHOOLS = 52_000
_NOT_APPLICABLE = "Not applicable"
_TYPES = (
    (7_545, "34", "Academy converter", "10", "Academies"),
    (5_159, "1", "Community school", "4", "Local authority maintained schools"),
    (2_672, "28", "Academy sponsor led", "10", "Academies"),
    (2_169, "2", "Voluntary aided school", "4", "Local authority maintained schools"),
    (1_415, "3", "Voluntary controlled school", "4", "Local authority maintained schools"),
    (2_300, "11", "Other independent school", "3", "Independent schools"),
    (1_500, "30", "Welsh establishment", "6", "Welsh schools"),
    (607, "5", "Foundation school", "4", "Local authority maintained schools"),
    (530, "35", "Free schools", "11", "Free Schools"),
    (443, "7", "Community special school", "5", "Special schools"),
    (379, "15", "Local authority nursery school", "4", "Local authority maintained schools"),
    (300, "18", "Further education", "1", "Colleges"),
    (156, "14", "Pupil referral unit", "4", "Local authority maintained schools"),
)
_PHASES = ((16_735, "2", "Primary"), (3_168, "4", "Secondary"), (1_395, "0", _NOT_APPLICABLE), (379, "1", "Nursery"))
_ALWAYS = {
    "StatutoryLowAge": "4",
    "StatutoryHighAge": "11",
    "Boarders (code)": '"1"',
    "Boarders (name)": '"No boarders"',
    "NurseryProvision (name)": '"Has Nursery Classes"',
    "OfficialSixthForm (code)": '"2"',
    "OfficialSixthForm (name)": '"Does not have a sixth form"',
    "Gender (code)": '"3"',
    "Gender (name)": '"Mixed"',
    "ReligiousCharacter (code)": '"0"',
    "ReligiousCharacter (name)": '"Does not apply"',
    "ReligiousEthos (name)": '"Does not apply"',
    "Diocese (code)": '"0000"',
    "SpecialClasses (code)": '"2"',
    "SpecialClasses (name)": '"No Special Classes"',
    "FederationFlag (name)": '"Not under a federation"',
    "GOR (code)": '"B"',
    "GOR (name)": '"North West"',
    "DistrictAdministrative (code)": '"E09000001"',
    "AdministrativeWard (code)": '"E05009308"',
    "ParliamentaryConstituency (code)": '"E14000639"',
    "UrbanRural (code)": '"A1"',
    "UrbanRural (name)": '"(England/Wales) Urban major conurbation"',
    "GSSLACode (name)": '"E09000001"',
    "PreviousLA (code)": '"999"',
    "MSOA (code)": '"E02000001"',
    "LSOA (code)": '"E01032739"',
    **dict.fromkeys(
        """Diocese (name)|AdmissionsPolicy (name)|ReasonEstablishmentOpened (name)|ReasonEstablishmentClosed (name)
        |TrustSchoolFlag (name)|SchoolSponsorFlag (name)|FurtherEducationType (name)|OfstedSpecialMeasures (name)
        |BSOInspectorateName (name)|TeenMoth (name)|CCF (name)|SENPRU (name)|EBD (name)|EdByOther (name)
        |Section41Approved (name)|QABName (name)|EstablishmentAccredited (name)""".replace("\n        ", "").split("|"),
        f'"{_NOT_APPLICABLE}"',
    ),
}


def write_extract(path: Path, header: list[str], *, schools: int = SCHOOLS, changed: int = 0) -> None:
    """Write the extract under these headings.  Of a later day's, every `changed`th school has moved."""
    chance = random.Random(20260712)
    lines = [",".join(f'"{name}"' for name in header)]
    for number, entry in enumerate(invented_workplaces(schools, 0)):
        cells = _cells(chance, number, entry)
        if changed and number % changed == 0:
            cells["Street"] = '"1 New Road"'
        lines.append(",".join([cells.get(name, '""') for name in header]))
    path.write_bytes("\r\n".join(lines).encode("cp1252"))


def _cells(chance: random.Random, number: int, entry: Entry) -> dict[str, str]:
    (kind,) = chance.choices(_TYPES, [share for share, *_ in _TYPES])
    (phase,) = chance.choices(_PHASES, [share for share, *_ in _PHASES])
    urn, ukprn, laestab = entry.numbers
    authority, school_number = laestab.split("/")
    pupils = chance.randint(18, 948)
    open_on = f"01-09-{chance.randint(1950, 2024)}" if chance.random() < 0.6 else ""
    town = entry.town
    said = {
        "LA (code)": authority,
        "LA (name)": entry.local_authority,
        "EstablishmentName": f"{entry.name} à Beckett" if number % 3_000 == 0 else entry.name,
        "TypeOfEstablishment (code)": kind[1].zfill(2),
        "TypeOfEstablishment (name)": kind[2],
        "EstablishmentTypeGroup (code)": kind[3],
        "EstablishmentTypeGroup (name)": kind[4],
        "EstablishmentStatus (code)": "1" if entry.is_open else "2",
        "EstablishmentStatus (name)": entry.status,
        "OpenDate": open_on,
        "CloseDate": "" if entry.is_open else f"31-08-{chance.randint(2000, 2025)}",
        "PhaseOfEducation (code)": phase[1],
        "PhaseOfEducation (name)": phase[2],
        "CensusDate": "15-01-2026" if pupils % 2 else "",
        "Trusts (code)": str(16_000 + number % 2_400) if kind[4] == "Academies" else "",
        "Trusts (name)": f"{town.upper()} LEARNING TRUST" if kind[4] == "Academies" else "",
        "LastChangedDate": f"{chance.randint(1, 28):02}-{chance.randint(1, 12):02}-{chance.randint(2015, 2025)}",
        "Street": entry.street,
        "Locality": entry.locality,
        "Town": town,
        "County (name)": entry.county,
        "Postcode": entry.postcode,
        "SchoolWebsite": f"http://www.{town.lower()}{number}.invalid/",
        "TelephoneNum": f"0{chance.randint(10**9, 10**10 - 1)}",
        "DistrictAdministrative (name)": entry.local_authority,
        "AdministrativeWard (name)": town,
        "ParliamentaryConstituency (name)": f"{town} and {entry.local_authority} North",
        "MSOA (name)": f"{entry.local_authority} {number % 60:03}",
        "LSOA (name)": f"{entry.local_authority} {number % 60:03}F",
    }
    numbers = {
        "URN": urn,
        "EstablishmentNumber": school_number,
        "UKPRN": ukprn if number % 3 else '""',
        "SchoolCapacity": str(pupils + 20),
        "NumberOfPupils": str(pupils) if pupils % 2 else '""',
        "NumberOfBoys": str(pupils // 2) if pupils % 2 else '""',
        "NumberOfGirls": str(pupils - pupils // 2) if pupils % 2 else '""',
        "PercentageFSM": f"{pupils % 500 / 10}" if pupils % 2 else '""',
        "Easting": str(chance.randint(100_000, 650_000)),
        "Northing": str(chance.randint(10_000, 650_000)),
        "UPRN": f'"{chance.randint(10**10, 10**11)}"',
    }
    return {**_ALWAYS, **{name: f'"{text}"' for name, text in said.items()}, **numbers}


def headings(sample: Path) -> list[str]:
    """The 139 headings of a file of the same kind."""
    return sample.read_text(encoding="cp1252").splitlines()[0].split(",")
