"""What does each page of the sidebar show?  One module a page; `npqdesk/ui/entries.py` puts them in their order.

May import `services`, `rules`, `enquiry` and `npqdesk.ui`, never `store`.  Begin with `settings.py`, the plainest."""
