"""The shipped typefaces of letters."""

from functools import cache

from npqdesk import paths
from npqdesk.letters.typeface import Fonts


@cache
def fonts() -> Fonts:
    """The shipped typefaces, the same value each time, so that they are read once."""
    return Fonts(lambda name: paths.read_bytes("fonts", name))
