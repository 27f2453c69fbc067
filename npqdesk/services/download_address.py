"""Where the register of a day lies, and which addresses npqdesk asks at all."""

from datetime import date
from ipaddress import ip_address
from urllib.parse import urlsplit

GIAS = "https://ea-edubase-api-prod.azurewebsites.net/edubase/downloads/public/edubasealldata{date}.csv"
"""The file of all establishments, made anew each day; DfE's own registration service reads it from here."""

DOWNLOADS_PAGE = "https://get-information-schools.service.gov.uk/Downloads"
"""Where a person downloads the same file in a browser."""

PATTERN = r"(https://[^\s/?#@{}\[\]]+|http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?)/[^\s{}]*\{date\}[^\s{}]*"
"""What an office may set: https, or a server on this very computer; no name and password; {date} for the day."""


def address_of(pattern: str, day: date) -> str:
    """The address of one day's file."""
    return pattern.replace("{date}", f"{day:%Y%m%d}")


def name_of(day: date) -> str:
    """What the file of a day is called, wherever it came from."""
    return f"edubasealldata{day:%Y%m%d}.csv"


def may_follow(begins: str, leads_to: str) -> bool:
    """Whether a download may be led from the address where it begins to another.

    Only to https, and never with a name and password; a server on this computer may send on to this computer."""
    parts = urlsplit(leads_to)
    if parts.username is not None or not parts.hostname:
        return False
    stays_here = begins.startswith("http:") and is_here(begins) and is_here(leads_to)
    return parts.scheme == "https" or (parts.scheme == "http" and stays_here)


def is_here(address: str) -> bool:
    """Whether an address is of this very computer."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
