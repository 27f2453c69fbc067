"""What opens the records once the window stands: nothing slow is imported before that."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Opening:
    """Opens the desk on the given records, and knows where they are without opening them."""

    database: str | None = None
    read_only: bool = False

    def __call__(self) -> "Desk":
        """The desk.  Raises Problem as `open_desk` does."""
        from npqdesk.services.desk import open_desk

        return open_desk(self.database, read_only=self.read_only)

    def place(self) -> Path | str:
        """The file of the records, or their address."""
        from npqdesk.services.desk import chosen_records

        return chosen_records(self.database)
