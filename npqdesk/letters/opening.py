"""What stands above the greeting, in each form of a letter?  The address as it shows in a window, and the date."""

from npqdesk.letters.letter import Letter, Text, words
from npqdesk.letters.phrase import say_date

WINDOW_LINES = 6


def address_lines(letter: Letter) -> tuple[Text, ...]:
    """The address as it shows through the window: at most six lines, others joined, the postcode alone at the end."""
    lines = list(letter.address)
    most = WINDOW_LINES - letter.private
    while len(lines) > most:
        at = min(range(1, len(lines) - 2), key=lambda n: len(lines[n]) + len(lines[n + 1]), default=0)
        lines[at : at + 2] = [", ".join(lines[at : at + 2])]
    private = (words("Private and confidential", bold=True),) if letter.private else ()
    return (*private, *(words(line) for line in lines))


def labelled(letter: Letter) -> tuple[tuple[str, str], ...]:
    """Date and reference, each with its label; a summary has them elsewhere."""
    if letter.paper != "letter":
        return ()
    return (("Date", say_date(letter.written)), ("Reference", letter.reference))
