"""What is said when the register cannot be downloaded: what happened, and what an office can do about it."""

import errno
import socket
import ssl

import httpx

from npqdesk.problem import Problem
from npqdesk.services.download_address import DOWNLOADS_PAGE

_STEPS = (
    f"open {DOWNLOADS_PAGE} in a browser, tick the file of all establishments, choose “Download selected files”, and "
    "load the file you get."
)
BY_HAND = f"Or download it by hand: {_STEPS}"
_TRY_LATER = f"Try again in an hour: the website may be busy or under repair. {BY_HAND}"
_ASK_IT = "ask your IT support to let this computer reach it"


class NoFile(Exception):
    """The website has no file of this day."""


class Broken(Exception):
    """This try failed in a way that another one may not; `problem` is what to say if all do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.title)
        self.problem = problem


def switched_off(*, for_all: bool = False) -> Problem:
    """The office allows no downloads, or (`for_all`) whoever looks after this computer."""
    if for_all:
        return Problem(
            "Downloads are switched off",
            "Whoever looks after this computer has set that npqdesk may not fetch anything from the internet.",
            BY_HAND,
        )
    return Problem(
        "Downloads are switched off",
        "Under Settings, “Downloads” says that npqdesk may not fetch anything from the internet.",
        "Switch them on there if your school allows it. " + BY_HAND,
    )


def no_address() -> Problem:
    """The address set is not one at all."""
    return Problem(
        "The address of the register cannot be used",
        "What stands under Settings is not an address that a computer can ask.",
        "Empty it there to go back to the official one, or correct it.",
    )


def no_file_at_all(first: str, days: int) -> Problem:
    """Every day that was tried has no file; `first` is the newest of them in words."""
    return Problem(
        "There is no register to download",
        f"The website has no file of {first}, nor of the {days} days before.",
        f"Check the date of this computer and the address under Settings. {BY_HAND}",
    )


def status(code: int, host: str) -> Problem | Broken:
    """What an answer means that is no file: a Problem when asking again is of no use."""
    if code in (401, 403):
        return Problem(
            "The website does not let npqdesk download",
            f"{host} answered “forbidden” ({code}). Get Information about Schools turns programs away that it does not "
            "know, and so do the filters of some school networks.",
            f"Download it by hand: {_STEPS}",
        )
    if code == 407:
        return proxy_refuses("it wants a name and password")
    busy = code in (408, 425, 429) or code >= 500
    problem = Problem(
        "The website is not working at present" if busy else "The website gave no file",
        f"{host} answered with the error {code}.",
        _TRY_LATER,
    )
    return Broken(problem) if busy else problem


def led_astray(scheme: str, host: str) -> Problem:
    """A redirect led to an address that may not be followed."""
    return Problem(
        "The download was led to an address that is not safe",
        f"The website sent npqdesk on to {scheme}://{host}, which is not protected by https. It was not followed.",
        f"Your network may be asking you to sign in: open any website in a browser, then try again. {BY_HAND}",
    )


def led_in_circles(host: str) -> Problem:
    """One redirect after another."""
    return Problem(
        "The download was sent on too many times",
        f"{host} sends from one address to the next without end.",
        f"Your network may be asking you to sign in: open any website in a browser, then try again. {BY_HAND}",
    )


def web_page() -> Problem:
    """HTML where the register should be."""
    return Problem(
        "The website sent a page instead of the register",
        "It may be a page on which your network asks you to sign in, or an error message.",
        f"Open any website in a browser and sign in if you are asked to, then try again. {BY_HAND}",
    )


def not_the_register(why: str) -> Problem:
    """A file of another kind, or of other columns; `why` in a sentence."""
    return Problem(
        "What was downloaded is not the register",
        why,
        f"Check the address under Settings, then try again. {BY_HAND}",
    )


def too_large(most: int) -> Problem:
    """More than `most` bytes, on the way or unpacked."""
    return Problem(
        "What was sent is far too large",
        f"It is over {most / 1_000_000:,.0f} MB; the register has about 60. The download was stopped.",
        f"Check the address under Settings, then try again. {BY_HAND}",
    )


def cut_short(why: str) -> Problem:
    """A file that ends too early; `why` in a sentence."""
    return Problem("The register came incomplete", why, f"Try again. {BY_HAND}")


def damaged() -> Problem:
    """Compressed bytes that are none."""
    return Problem(
        "The register came damaged",
        "What was packed for the way cannot be unpacked.",
        f"Try again. {BY_HAND}",
    )


def too_slow() -> Problem:
    """A trickle."""
    return Problem(
        "The download is too slow",
        "The website hardly sends anything any more.",
        f"Check your connection, then try again. {BY_HAND}",
    )


def strange_proxy() -> Problem:
    """A proxy that cannot be spoken to."""
    return Problem(
        "npqdesk cannot use the proxy of this computer",
        "The system names a proxy of a kind that npqdesk does not know, such as SOCKS.",
        f"Ask your IT support for the address of a web proxy. {BY_HAND}",
    )


def proxy_refuses(said: str) -> Problem:
    """A proxy that says no; `said` is its reason."""
    return Problem(
        "Your network’s proxy does not let npqdesk through",
        f"The proxy that the system names refuses: {said}.",
        f"Ask your IT support to let npqdesk through. {BY_HAND}",
    )


def cannot_keep(error: OSError) -> Problem:
    """What to say when the disk does not take what was downloaded."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(
            "The disk is full",
            "There is no room for the register, which has about 60 MB. What had come of it was removed.",
            "Free some space on the disk, then try again.",
        )
    return Problem(
        "The download could not be kept on the disk",
        f"The system says: {error.strerror or error}.",
        "Check that you may write there and that the disk is connected, then try again.",
    )


def failed(error: httpx.TransportError, host: str) -> Problem | Broken:
    """What a network that failed means: a Problem when asking again is of no use."""
    roots = _roots(error)
    if any(isinstance(each, ssl.SSLCertVerificationError) for each in roots):
        return Problem(
            "The website could not prove who it is",
            f"The certificate shown for {host} is not one that this computer trusts, so nothing was fetched from it.",
            "Check the date of this computer. If your network looks into secure connections, ask your IT support to "
            f"install its certificate. {BY_HAND}",
        )
    if isinstance(error, httpx.ProxyError):
        return proxy_refuses(str(error) or "it gives no reason")
    if any(isinstance(each, ssl.SSLError) for each in roots):
        said = f"No secure connection to {host} could be agreed on."
        return Broken(Problem("There is no secure connection", said, f"Check your connection and {_ASK_IT}. {BY_HAND}"))
    return Broken(_unreachable(error, roots, host))


def _unreachable(error: httpx.TransportError, roots: list[BaseException], host: str) -> Problem:
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        unknown = any(isinstance(each, socket.gaierror) for each in roots)
        said = f"The name {host} is not known here." if unknown else f"{host} cannot be reached from this computer."
        to_do = f"Check that this computer is connected to the internet, then try again, or {_ASK_IT}. {BY_HAND}"
        return Problem("The website cannot be reached", said, to_do)
    if isinstance(error, httpx.TimeoutException):
        return Problem("The website does not answer", f"Nothing came from {host} for a long time.", _TRY_LATER)
    return Problem("The connection broke off", f"{host} stopped before all of the register had come.", _TRY_LATER)


def _roots(error: BaseException | None) -> list[BaseException]:
    """An error with all that led to it."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
