"""How somebody left the columns of a table: which are shown, in which order, how wide, and by which it is sorted.

It is remembered on this computer for each user and each table."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from npqdesk.ui.place import memory


@dataclass(frozen=True, slots=True)
class Placed:
    """One column: `width` in pixels at 100 %, 0 for the usual one."""

    name: str
    shown: bool = True
    width: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """Every column in its order; `sort` is the name of one and whether it goes backwards."""

    columns: tuple[Placed, ...]
    sort: tuple[str, bool] | None = None

    @property
    def shown(self) -> tuple[Placed, ...]:
        return tuple(each for each in self.columns if each.shown)

    def with_shown(self, name: str, *, shown: bool) -> "Layout":
        return self._with(replace(each, shown=shown) if each.name == name else each for each in self.columns)

    def with_widths(self, widths: dict[str, int]) -> "Layout":
        return self._with(replace(each, width=widths.get(each.name, each.width)) for each in self.columns)

    def in_order(self, names: Sequence[str]) -> "Layout":
        """The columns named stand in this order, in the places that they have now; the others stay where they are."""
        by_name = {each.name: each for each in self.columns}
        following = iter(names)
        return self._with(by_name[next(following)] if each.name in names else each for each in self.columns)

    def moved(self, name: str, by: int) -> "Layout":
        """One column further to the right, or with a negative number to the left; at the edge it stays."""
        names = [each.name for each in self.columns]
        at = names.index(name)
        names.insert(min(max(at + by, 0), len(names) - 1), names.pop(at))
        return self.in_order(names)

    def of(self, names: Collection[str]) -> "Layout":
        """Only the columns named."""
        return self._with(each for each in self.columns if each.name in names)

    def taking(self, some: "Layout") -> "Layout":
        """Some columns stand as another layout has them, in the places that they have here; the others as they are."""
        theirs = {each.name: each for each in some.columns}
        return self.in_order(list(theirs))._with_places(theirs)

    def _with_places(self, places: Mapping[str, Placed]) -> "Layout":
        return self._with(places.get(each.name, each) for each in self.columns)

    def _with(self, columns: Iterable[Placed]) -> "Layout":
        return replace(self, columns=tuple(columns))


def usual_layout(names: Iterable[str], usual: Sequence[str]) -> Layout:
    """As a table is at first: all columns, or the first and those that are `usual`."""
    return Layout(tuple(Placed(name, not usual or at == 0 or name in usual) for at, name in enumerate(names)))


def kept_layout(table: str, at_first: Layout, *, fixed: str = "") -> Layout:
    """As somebody left a table; what is not known of it, such as a column that is new, is as at first.

    The one that is `fixed` is always shown."""
    source = memory()
    try:
        kept = json.loads(str(source.value(_key(table)))) if source is not None else {}
        places = [Placed(str(name), bool(shown), int(width)) for name, shown, width in kept["columns"]]
        sort = (str(kept["sort"][0]), bool(kept["sort"][1])) if kept["sort"] else None
    except (ValueError, TypeError, KeyError):
        return at_first
    known = {each.name for each in at_first.columns}
    old = {each.name: each for each in places if each.name in known}
    layout = Layout(
        (*old.values(), *(each for each in at_first.columns if each.name not in old)),
        sort if sort and sort[0] in known else None,
    )
    return layout.with_shown(fixed, shown=True)


def keep_layout(table: str, layout: Layout) -> None:
    """Remember how a table was left."""
    keeper = memory()
    if keeper is not None:
        columns = [[each.name, each.shown, each.width] for each in layout.columns]
        keeper.setValue(_key(table), json.dumps({"columns": columns, "sort": layout.sort}))


def _key(table: str) -> str:
    return f"tables/{table}"
