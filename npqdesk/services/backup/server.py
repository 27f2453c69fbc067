"""Records in a database server are backed up where the server is: npqdesk says so instead of making half a backup."""

from pathlib import Path

from npqdesk.problem import Problem


def file_of(place: Path | str) -> Path | None:
    """The file that records at a path or an address lie in; None where they are in a server."""
    if isinstance(place, Path):
        return place
    from sqlalchemy import make_url  # a slow library, not wanted for a path

    address = make_url(place)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def refuse_server(place: Path | str) -> Path:
    """The file of the records.  Problem where they are in a server, which says who backs them up and how."""
    file = file_of(place)
    if file is None:
        raise Problem(
            "These records are in a database server",
            "They are backed up and brought back there, all at once for everybody, not by npqdesk.",
            "Ask whoever looks after the server: pg_dump and pg_restore do it. The manual has the commands under “For "
            "the IT technician”.",
        )
    return file
