"""Which Maths Hubs projects are there, what do they cost or pay, and how do they lead to Leading primary mathematics?

Pure but for `shipped.py`, which reads the catalogue that comes with the program.  Begin with `catalogue.py`, the
values; `finance.py` has a class for each kind of money rule, `costing.py` works them out to the values of `costs.py`,
and `path.py` knows the way to the NPQ."""
