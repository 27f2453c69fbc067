"""What has to be done by when?  Pure calculation in `of_applications`, `of_staff` and `of_grants`; `gather` reads.

Begin with `deadline.py`.  A day comes from `resources/catalogue/dates.toml`, from the records, or from the office;
where nobody says, it is not known."""
