"""The catalogue that comes with the program, looking up a code in it, and choosing from it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.rules.spelling import did_you_mean
from npqdesk.services.hubs.catalogue import Catalogue, Kind, OpenTo, Phase, Project, Required, ToSchools
from npqdesk.services.hubs.reading import read_catalogue

FILE = "hubs.toml"
_CODE = re.compile(r"(?:ncp)?\s*(?:(\d\d)\s*[-–/ ]?\s*)?(\d{1,2})", re.IGNORECASE)


@cache
def catalogue() -> Catalogue:
    """The edition of 2019/20, the only one there is."""
    return read_catalogue(paths.read_text("catalogue", FILE), FILE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show of the catalogue; what is empty leaves nothing out."""

    phase: Phase | None = None
    kind: Kind | None = None
    required: Required | None = None
    open_to: OpenTo | None = None
    to_schools: ToSchools | None = None
    words: str = ""

    def fits(self, project: Project) -> bool:
        """Whether a project is wanted."""
        said = _folded(" ".join((f"NCP {project.code}", project.title, project.own_title, project.phase_words)))
        return (
            self.phase in (None, *project.phases)
            and self.kind in (None, project.kind)
            and self.required in (None, project.required)
            and self.open_to in (None, *project.open_to)
            and self.to_schools in (None, project.to_schools)
            and all(word in said for word in _folded(self.words).split())
        )


def chosen(projects: Iterable[Project], wanted: Wanted) -> tuple[Project, ...]:
    """The projects that are wanted, in their order."""
    return tuple(project for project in projects if wanted.fits(project))


def read_code(text: str) -> str:
    """The code that "19-09", "NCP 19-09", "ncp1909" or "9" writes; empty for anything else."""
    written = _CODE.fullmatch(text.strip())
    return f"{written[1] or '19'}-{int(written[2]):02}" if written else ""


def project_of(text: str) -> Project:
    """The project of a code.  Raises Problem where there is none."""
    code, known = read_code(text), catalogue()
    for project in known.projects:
        if code in project.codes:
            return project
    nearest = did_you_mean(code or text, known.codes)
    raise Problem(
        "There is no such project",
        f"The catalogue of {known.year} has no “{text}”{nearest or '.'}",
        f"Its codes run from {known.codes[0]} to {known.codes[-1]}; see them all with the list.",
    )


def _folded(text: str) -> str:
    return text.casefold().replace("–", "-").replace("tfm", "tfm teaching for mastery")
