"""Which row of a table holds its headings, and which column a heading is.

Headings are compared without regard to capitals and outer spaces first; then, where that finds none, by their letters
and digits alone, since “Ofsted URN”, “OfstedURN” and “ofsted_urn” are one heading in three years."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from rapidfuzz import process, utils

from npqdesk.problem import Place, Problem

Wanted = Sequence[Sequence[str]]
"""What a reader looks for: each group is the names of one column, of which one must be there."""
Required = str | tuple[str, ...]
"""A key whose column must be there, or several of which one must."""
SEARCHED_ROWS = 50
"""How far down the headings are looked for; above them stand titles and notes."""


def fits(cells: Iterable[str], wanted: Wanted) -> bool:
    """Whether a row of headings has one of each group."""
    plain = {_letters(cell) for cell in cells}
    return all(any(_letters(name) in plain for name in group) for group in wanted)


def heading_row(rows: Sequence[Sequence[str]], wanted: Wanted) -> int | None:
    """The first of `rows` that has the headings wanted; None when none has."""
    return next((place for place, cells in enumerate(rows) if fits(cells, wanted)), None)


def places_of(
    header: Sequence[str],
    wanted: Mapping[str, Iterable[str]],
    *,
    required: Iterable[Required],
    file_name: str,
    line: int,
) -> dict[str, int | None]:
    """For each key the position of the first of its headings that is in `header`, or None.

    Problem that names every required key of whose headings none is there (with the nearest that is), or when one that
    is read stands there twice."""
    found: dict[str, int | None] = {}
    for key, named in wanted.items():
        names = list(named)
        at = _at(header, names, str.casefold) or _at(header, names, _letters)
        if len(at) > 1:
            raise _twice(file_name, line, header[at[0]])
        found[key] = at[0] if at else None
    one_of = [(each,) if isinstance(each, str) else each for each in required]
    missing = [
        [name for key in keys for name in wanted[key]] for keys in one_of if all(found[key] is None for key in keys)
    ]
    if missing:
        raise _missing(header, missing, file_name, line)
    return found


def _at(header: Sequence[str], names: Sequence[str], plain: Callable[[str], str]) -> list[int]:
    """Every place of the first name that is there at all."""
    have = [plain(name) for name in header]
    for name in names:
        if name and (found := [place for place, each in enumerate(have) if each == plain(name)]):
            return found
    return []


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _twice(file_name: str, line: int, name: str) -> Problem:
    return Problem(
        "Two columns have the same name",
        f"“{name}” stands twice in the headings, and it cannot be told which one is meant.",
        "Download the file again, or remove the column that you added.",
        place=Place(file_name, line, name),
    )


def _missing(header: Sequence[str], missing: Sequence[Sequence[str]], file_name: str, line: int) -> Problem:
    headings = [name for name in header if name]
    nearest = process.extractOne(missing[0][0], headings, processor=utils.default_process, score_cutoff=60)
    have = f"The nearest heading is “{nearest[0]}”." if nearest else f"Its headings are: {', '.join(headings[:8])}."
    wanted = [" or ".join(f"“{name}”" for name in names) for names in missing]
    columns = "A column that is needed is" if len(wanted) == 1 else f"{len(wanted)} columns that are needed are"
    lack = (
        f"There is no column {wanted[0]}. {have[:300]}"
        if len(wanted) == 1
        else f"There are none of: {'; '.join(wanted)}."
    )
    return Problem(
        f"{columns} missing",
        lack,
        "Check that you chose the right file; if the Department has renamed the column, rename it in the first line.",
        place=Place(file_name, line, missing[0][0]),
    )
