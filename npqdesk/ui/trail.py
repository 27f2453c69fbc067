"""Where one has been in the window, so that Alt+Left leads back."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

_MOST = 50


class Stop(NamedTuple):
    """A page that was gone to, and what it was told."""

    page_id: str
    arguments: Mapping[str, object]


class Trail:
    """The stops of one window, the one of now last."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []

    def visit(self, page_id: str, arguments: Mapping[str, object], *, cut: bool = False) -> None:
        """Add a stop, unless one is there already; with `cut`, go on from where the same stop was before."""
        stop = Stop(page_id, dict(arguments))
        if cut and stop in self._stops:
            del self._stops[self._stops.index(stop) + 1 :]
        if self._stops[-1:] != [stop]:
            self._stops = [*self._stops[1 - _MOST :], stop]

    def back(self, go: Callable[[Stop], object]) -> bool:
        """Go to the stop before; False when there is none.  Wherever that page leads on to, it is left behind."""
        if len(self._stops) < 2:
            return False
        *rest, before, _now = self._stops
        go(before)
        self._stops = [*rest, self._stops[-1]]
        return True

    def clear(self) -> None:
        self._stops = []
