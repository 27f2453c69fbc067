"""Which NPQ is right for whom, and what is each of them?  The courses as data, the guide, the gates, the engagement.

Pure: no clock, no disk, no SQL.  It may import `rules` only.  Begin with `catalogue.py`, then `guide.py`."""
