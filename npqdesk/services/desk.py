"""The office's desk: its open records, the policies in force, the words for everything, and what day it is.

Every service takes the desk first.  `open_desk` makes one; `Desk.close` lets the records go."""

import getpass
import hashlib
import os
import platform
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk import paths
from npqdesk.enquiry.needed_once import NeededOnce
from npqdesk.problem import Problem
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Policy
from npqdesk.rules.reader import read_policy
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.rulebook import Rulebook, read_rulebook, with_added
from npqdesk.services.set_for_all import set_for_all
from npqdesk.store.added_texts import added_texts

if TYPE_CHECKING:
    from npqdesk.store.engine import Store

DATABASE_VARIABLE = "NPQDESK_DATABASE"


class RuleDesk:
    """The rule book and the day, with no records: all that an answer needs; `needed` says what is still to be asked."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.needed = NeededOnce()

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the rule book."""
        return self.rulebook.vocabulary

    def today(self) -> date:
        """The day here, as on the wall calendar."""
        return datetime.now().astimezone().date()

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)

    def policy_for(self, cohort: str, *, on: date | None = None) -> Policy | NoPolicy:
        """The edition in force for a cohort on a day, today when none is named, or why there is none."""
        return self.rulebook.policy_for(cohort, on or self.today())


class Desk(RuleDesk):
    """One office at work: its records besides."""

    def __init__(self, store: "Store", rulebook: Rulebook) -> None:
        super().__init__(rulebook)
        self.store = store
        self._kept_policies: dict[str, Policy] = {}

    @property
    def place(self) -> Path | str:
        """The file of the records, or their address where a server keeps them."""
        return self.store.file_name if self.store.is_server else Path(self.store.file_name)

    @property
    def read_only(self) -> bool:
        """Whether the records are open for reading only, after a safe start."""
        return self.store.read_only

    def kept_policy(self, text_hash: str, text: str, file_name: str) -> Policy:
        """The policy of a kept text, which is read once.  Raises Problem where this version cannot read it."""
        found = self._kept_policies.get(text_hash)
        if found is None:
            found = self._kept_policies[text_hash] = read_policy(text, file_name, self.vocabulary)
        return found

    def read_rules_again(self) -> None:
        """Take in the policies that were added or removed since the rule book was read."""
        self.rulebook = with_added(read_rulebook(), self.store.added_texts())
        self._kept_policies, self.needed = {}, NeededOnce()

    def close(self) -> None:
        """Let the records go."""
        self.store.close()


def open_desk(database: str | None = None, *, read_only: bool = False) -> Desk:
    """The desk on the given records: a path, an address, or the office's own when nothing is said.

    `read_only`: nothing is made or changed.

    Raises Problem when the records cannot be opened (newer, damaged, locked, read-only, no space)."""
    from npqdesk.store.engine import open_store  # a slow library, not wanted where the rules alone will do

    file = chosen_records(database)
    if isinstance(file, Path) and not read_only:
        _make_folder(file.parent)
    store = open_store(f"sqlite:///{file}" if isinstance(file, Path) else file, read_only=read_only, user=_user())
    desk = Desk(store, read_rulebook())
    try:
        desk.read_rules_again()
    except BaseException:
        desk.close()
        raise
    return desk


def open_rules(database: str | None = None) -> Rulebook:
    """The rule book with what was added to the given records; they are neither made nor upgraded, nor kept open.

    Raises Problem when there are records that cannot be read."""
    file = chosen_records(database)
    if not isinstance(file, Path):
        from sqlalchemy import make_url

        address = make_url(file)
        if address.get_backend_name() != "sqlite":
            from npqdesk.store.server import texts_on_server

            return with_added(read_rulebook(), texts_on_server(address))
        file = Path(address.database or "")
    return with_added(read_rulebook(), added_texts(str(file)) if file.is_file() else ())


def chosen_records(database: str | None = None) -> Path | str:
    """The file of the records that are meant, or their address where one is given; the office's own for None."""
    asked = database or os.environ.get(DATABASE_VARIABLE) or set_for_all().database
    chosen = asked or str(paths.data_folder() / "npqdesk.sqlite3")
    return chosen if "://" in chosen else Path(chosen).expanduser().resolve()


def _user() -> str:
    """A mark of the user of this computer that tells nobody's name."""
    try:
        who = getpass.getuser()
    except (OSError, KeyError):  # nobody is logged in, as in a container
        who = ""
    return hashlib.sha256(f"npqdesk {who}@{platform.node()}".encode()).hexdigest()[:16]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            "The folder for your records cannot be made",
            f"{folder}: {error.strerror}.",
            "Choose another place with --database, or ask your IT support for the right to write there.",
        ) from error
