"""What can the office do?  One use case, one function, one transaction; plain arguments in, frozen rows out.

May import `rules`, `enquiry`, `registers`, `letters` and `store`.  Begin with `desk.py`."""
