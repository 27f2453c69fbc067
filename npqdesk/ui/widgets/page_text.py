"""The text of shown pages: where a place on the paper falls in it, what is chosen of it, and where words are found."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from npqdesk.ui.pdf import Box, PageText


class Place(NamedTuple):
    """Between two letters: the page, from 0, and how many letters of it come before."""

    page: int
    letter: int


class Found(NamedTuple):
    """A stretch of text, from one place to another."""

    start: Place
    end: Place


class PagesText:
    """The text of all pages."""

    def __init__(self, pages: Sequence[PageText] = ()) -> None:
        self.pages = tuple(pages)

    @property
    def whole(self) -> Found:
        """All of it."""
        last = len(self.pages) - 1
        return Found(Place(0, 0), Place(max(last, 0), len(self.pages[last].letters) if self.pages else 0))

    def place_at(self, page: int, x: float, y: float) -> Place:
        """The place nearest to a point of a page, in points from its top left corner."""
        boxes = self.pages[page].boxes
        best, nearest = 0, float("inf")
        for at, (left, top, right, bottom) in enumerate(boxes):
            if right <= left:
                continue
            down = max(top - y, 0, y - bottom)
            across = max(left - x, 0, x - right)
            if (away := 4 * down + across) < nearest:
                nearest, best = away, at + (x > (left + right) / 2)
        return Place(page, best)

    def moved(self, place: Place, step: int) -> Place:
        """The place a letter further on or back, over the ends of pages."""
        page, letter = place.page, place.letter + step
        if letter < 0:
            return Place(page - 1, len(self.pages[page - 1].letters)) if page else Place(0, 0)
        if letter > len(self.pages[page].letters):
            return Place(page + 1, 0) if page + 1 < len(self.pages) else place
        return Place(page, letter)

    def text(self, found: Found) -> str:
        """The words of a stretch, lines as they stand on the paper."""
        parts = [self.pages[page].letters[first:last] for page, first, last in self._stretches(found)]
        return "\n".join(part.replace("\r\n", "\n").replace("\u00a0", " ") for part in parts)

    def boxes(self, found: Found, page: int) -> Iterator[Box]:
        """What a stretch covers of a page: a box for each line."""
        for number, first, last in self._stretches(found):
            if number == page:
                shown = [box for box in self.pages[page].boxes[first:last] if box[2] > box[0]]
                for _top, line in groupby(shown, key=lambda box: round(box[3])):
                    lefts, tops, rights, bottoms = zip(*line, strict=True)
                    yield min(lefts), min(tops), max(rights), max(bottoms)

    def find(self, words: str) -> list[Found]:
        """Every place where these words stand, whatever their capitals and wherever a line ends between them."""
        wanted = " ".join(words.casefold().split())
        return [found for page in range(len(self.pages)) for found in self._find_on(page, wanted)] if wanted else []

    def _find_on(self, page: int, wanted: str) -> Iterator[Found]:
        """The letters folded one by one, so that each still knows where it came from."""
        folded: list[str] = []
        origins: list[int] = []
        for at, letter in enumerate(self.pages[page].letters):
            said = " " if letter.isspace() else letter.casefold()
            if said == " " and folded[-1:] == [" "]:
                continue
            folded += said
            origins += [at] * len(said)
        text, begin = "".join(folded), 0
        while (begin := text.find(wanted, begin)) >= 0:
            yield Found(Place(page, origins[begin]), Place(page, origins[begin + len(wanted) - 1] + 1))
            begin += len(wanted)

    def _stretches(self, found: Found) -> Iterator[tuple[int, int, int]]:
        """Page, first letter and last letter of each page that a stretch touches."""
        start, end = min(found.start, found.end), max(found.start, found.end)
        for page in range(start.page, min(end.page, len(self.pages) - 1) + 1):
            first = start.letter if page == start.page else 0
            last = end.letter if page == end.page else len(self.pages[page].letters)
            yield page, first, last
