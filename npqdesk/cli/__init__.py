"""What can a script do?  The same services without a window: one module a family of commands.

May import `services`, `rules` and `enquiry`, never `store` or `ui`.  Begin with `main.py`.  To add a command: one
module with `add(commands)` and what each runs, named in `main.FAMILIES`, and its test."""
