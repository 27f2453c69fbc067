"""Where a school and a person stand on the path to the NPQ, as it was chosen last: three words, of nobody by name."""

from typing import NamedTuple

from npqdesk.services.desk import Desk
from npqdesk.services.hubs.path import BARRIER, PERSON, SCHOOL
from npqdesk.store.tables import Setting

_KEY = "hubs.path"


class KeptPath(NamedTuple):
    """Keys of `SCHOOL`, `BARRIER` and `PERSON`."""

    school: str = "unknown"
    barrier: str = "unknown"
    person: str = "unknown"


def kept_path(desk: Desk) -> KeptPath:
    """What was chosen last."""
    with desk.store.reading() as session:
        row = session.get(Setting, _KEY)
    words = row.value.split() if row else []
    known = zip(words, (SCHOOL, BARRIER, PERSON), strict=False)
    return KeptPath(*words) if len(words) == 3 and all(word in choices for word, choices in known) else KeptPath()


def keep_path(desk: Desk, path: KeptPath) -> None:
    """Keep what is chosen now."""
    with desk.store.writing() as session:
        session.merge(Setting(key=_KEY, value=" ".join(path)))
