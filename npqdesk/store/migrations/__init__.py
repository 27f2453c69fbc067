"""How records of an earlier npqdesk become records of this one: one file in `versions/` a step, the newest last in
`upgrade.REVISIONS`."""
