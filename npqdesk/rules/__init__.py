"""Is this place funded, and why?  Pure: standard library only; no clock, disk, window or database.

Imports nothing of the house but `npqdesk.problem`.  Begin with `decide.py`; `facts.py` says what can be known,
`policy.py` what a rule is, `reader.py` how one is written in TOML."""
