"""Names as they are shown: text that was encoded twice put right where it is certain, and told where it is not.

“North Star 82Â°” was once “North Star 82°”, and every step of the damage can be undone; where a sign was replaced by
“�” nobody can tell any more what it was.  Identifiers are never touched."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′", "'"))
_HIDDEN = "REDACTED"
_LOST = "\N{REPLACEMENT CHARACTER}"


def mended(text: str) -> str:
    """A name in one line, its spaces single, encoded once.  Empty for “REDACTED”, Ofsted's word for no name."""
    if not text.isascii():
        from ftfy import fix_encoding

        text = fix_encoding(text)
    plain = " ".join(text.split())
    return "" if plain == _HIDDEN else plain


def is_damaged(name: str) -> bool:
    """Whether a sign of a name is lost for good."""
    return _LOST in name or any("\x80" <= sign <= "\x9f" for sign in name)


def as_key(name: str) -> str:
    """A name by which a list is keyed: mended, and every apostrophe the straight one."""
    return mended(name).translate(_APOSTROPHES)
