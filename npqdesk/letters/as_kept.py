"""How is a letter kept beside its pages, so that the very same can be read as a web page or as text years later?

All its words and shapes as packed JSON; a picture goes by the hash of its bytes, which are kept once for all."""

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_args

from npqdesk.letters.letter import Block, Column, Letter, Letterhead, Picture, Run

_MADE_OF = {each.__name__: each for each in (*get_args(Block), Column, Letter, Letterhead, Picture, Run)}
_KIND, _DAY = "", "day"


def to_kept(letter: Letter) -> tuple[bytes, Mapping[str, bytes]]:
    """A letter as it is kept, and the bytes of each picture in it by their hash."""
    pictures: dict[str, bytes] = {}
    said = json.dumps(_told(letter, pictures), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(said.encode()), pictures


def from_kept(kept: bytes, picture: Callable[[str], bytes]) -> Letter:
    """The letter again; `picture` gives bytes by their hash.  ValueError when it is not as this version keeps it."""
    try:
        letter = _read(json.loads(zlib.decompress(kept)), picture)
    except (zlib.error, LookupError, TypeError) as error:
        raise ValueError("not a letter as this version keeps it") from error
    if not isinstance(letter, Letter):
        raise ValueError("not a letter")
    return letter


def _told(value: Any, pictures: dict[str, bytes]) -> Any:
    match value:
        case bytes():
            digest = hashlib.sha256(value).hexdigest()
            pictures[digest] = value
            return digest
        case date():
            return {_KIND: _DAY, _DAY: value.isoformat()}
        case tuple():
            return [_told(each, pictures) for each in value]
        case _ if is_dataclass(value):
            told = {field.name: _told(getattr(value, field.name), pictures) for field in fields(value)}
            return {_KIND: type(value).__name__, **told}
    return value


def _read(value: Any, picture: Callable[[str], bytes]) -> Any:
    match value:
        case list():
            return tuple(_read(each, picture) for each in value)
        case {"": "day"}:
            return date.fromisoformat(value[_DAY])
        case dict():
            known = {name: _read(each, picture) for name, each in value.items() if name != _KIND}
            made_of = _MADE_OF[value[_KIND]]
            if made_of is Picture:
                known["png"] = picture(known["png"])
            return made_of(**known)
    return value
