"""Everything that the page of one list shows, read at once: its releases, who is on it, and what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from npqdesk.services.list_diff import ListDiff, Listed, diff_of, listed_on
from npqdesk.services.lists import ListStatus, list_kind, list_releases

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ListView:
    """A list with every release, the newest first.  `entries` are those on `newer`; without two releases there is no
    `diff`, without any no `newer`."""

    list_id: str
    title: str
    releases: tuple[ListStatus, ...]
    older: ListStatus | None
    newer: ListStatus | None
    entries: tuple[Listed, ...]
    diff: ListDiff | None
    _texts: Mapping[Listed, str] = field(repr=False)

    @property
    def came(self) -> tuple[Listed, ...]:
        """Who came on."""
        return self.diff.came if self.diff else ()

    @property
    def went(self) -> tuple[Listed, ...]:
        """Who went off."""
        return self.diff.went if self.diff else ()

    def found(self, which: str, text: str) -> tuple[Listed, ...]:
        """Those who "came", who "went", or "all" on it, with every word of `text` in their number, name or place."""
        rows = {"came": self.came, "went": self.went}.get(which, self.entries)
        words = text.casefold().replace("’", "'").split()
        return tuple(row for row in rows if all(word in self._texts[row] for word in words)) if words else rows


def view_list(desk: "Desk", list_id: str, *, older: int = 1, newer: int = 0) -> ListView:
    """A list with two of its releases by their places in `releases`: the newest and the one before it at first.

    The later of the two counts as the newer, whichever way round they are given."""
    releases = list_releases(desk, list_id)
    first, second = sorted((min(older, len(releases) - 1), min(newer, len(releases) - 1)))
    now = releases[first] if releases else None
    then = releases[second] if second > first >= 0 else None
    entries = listed_on(desk, now) if now else ()
    diff = diff_of(desk, then, now) if then and now else None
    rows = {*entries, *(diff.went if diff else ())}
    texts = {row: f"{row.identifier} {row.name} {row.place}".casefold().replace("’", "'") for row in rows}
    return ListView(list_id, list_kind(list_id).title, releases, then, now, entries, diff, texts)
