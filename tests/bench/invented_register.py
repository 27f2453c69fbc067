"""A register of twenty-two thousand schools that do not exist, in the shape of the official state-funded extract."""

import random
from pathlib import Path

ROWS = 22_010
_WORDS = (
    "Elm",
    "Oak",
    "Acorn",
    "Mill",
    "Church",
    "Abbey",
    "Minster",
    "River",
    "Hill",
    "Wood",
    "Park",
    "Castle",
    "Manor",
)
_KINDS = ("Primary School", "Church of England Primary School", "Academy", "Infant & Nursery School", "High School")
_SAINTS = ("St Mary's", "St John’s", "Saint Bede's", "St Zoë's", "Our Lady's")
_TYPES = ("Community school", "Academy converter", "Voluntary aided school", "Academy sponsor led", "Free schools")


def write_register(path: Path, header: str) -> None:
    """Write the invented register under an extract's own headings, strings in quotation marks, in Windows-1252."""
    chance, names = random.Random(20250717), [name.strip('"') for name in header.split(",")]
    lines = [header]
    for number in range(ROWS):
        row = _school(chance, number)
        lines.append(",".join(row.get(name, '""') for name in names))
    path.write_bytes("\r\n".join(lines).encode("cp1252"))


def _school(chance: random.Random, number: int) -> dict[str, str]:
    first = chance.choice(_SAINTS if number % 3 == 0 else _WORDS)
    town = f"{chance.choice(_WORDS)}{chance.choice(['ton', 'ham', 'ford', 'ley', 'by'])}"
    letters = f"Z{chance.choice('ABCDEFGH')}{chance.randint(1, 40)} {chance.randint(1, 9)}{chance.choice('ABDEF')}Z"
    return {
        "URN": str(900_000 + number),
        "UKPRN": str(19_000_000 + number),
        "LA (code)": f'"{900 + number % 150}"',
        "LA (name)": f'"{town}shire"',
        "EstablishmentName": f'"{first} {chance.choice(_WORDS)} {chance.choice(_KINDS)}"',
        "TypeOfEstablishment (name)": f'"{chance.choice(_TYPES)}"',
        "EstablishmentStatus (name)": '"Open"',
        "PhaseOfEducation (name)": f'"{chance.choice(["Primary", "Secondary"])}"',
        "OpenDate": f'"01-09-{chance.randint(1950, 2024)}"',
        "Street": f'"{chance.randint(1, 99)} {chance.choice(_WORDS)} Road"',
        "Town": f'"{town}"',
        "County (name)": f'"{chance.choice(_WORDS)}shire"',
        "Postcode": f'"{letters}"',
        "TelephoneNum": f'"0{chance.randint(10**9, 10**10 - 1)}"',
        "SchoolWebsite": '"https://www.school.invalid/a-longer-address"',
        "ReligiousCharacter (name)": '"Does not apply"',
        "AdmissionsPolicy (name)": '"Not applicable"',
        "GOR (name)": '"North"',
    }
