"""How is each kind of question answered?  One field a kind, each with a name, a hint, an error and a value as text.

May import `services`, `enquiry` and `npqdesk.ui`.  Begin with `kinds.py`, which knows them all."""
