"""npqdesk: NPQ funding for a whole school office.  Begin with `app.py` (start), or `rules/` (what it is all for)."""

__version__ = "0.1.0"
