"""Reads what a policy file states besides its rules: sources, lists, notes, places and the terms of the grant."""

import re
from collections.abc import Mapping
from datetime import date

from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import GrantTerms, ListUse, Note, Source
from npqdesk.rules.spelling import did_you_mean
from npqdesk.rules.toml_file import Table, read_each

Sources = Mapping[str, Source]

_ADDRESS = re.compile(r"https?://[\w.-]+\.\w+(:[0-9]+)?(/[^\s<>\"]*)?")


def read_sources(top: Table) -> dict[str, Source]:
    """Each source by its id.  Raises Problem with the line, also for two of one id."""
    sources: dict[str, Source] = {}
    for table in top.tables("source"):
        source = _source(table)
        table.done()
        if source.id in sources:
            raise table.problem(f"There are two sources called {source.id!r}.", "id")
        sources[source.id] = source
    return sources


def source_ids(table: Table, sources: Sources) -> tuple[str, ...]:
    """The sources that a table rests on, by their ids.  Raises Problem for none and for one that is not there."""
    ids = table.words("sources")
    for source in ids:
        if source not in sources:
            raise table.problem(f"There is no source called {source!r}{did_you_mean(source, sources)}.", "sources")
    if not ids:
        raise table.problem("A rule needs at least one source.", "sources")
    return ids


def read_lists(top: Table, vocabulary: Vocabulary) -> tuple[ListUse, ...]:
    """The eligibility lists that it reads.  Raises Problem with the line, also for one that stands there twice."""
    lists = read_each(top.tables("list"), lambda table: _list(table, vocabulary))
    seen: set[tuple[str, str, str]] = set()
    for use in lists:
        key = (use.list_id, use.fact, use.identifier)
        if key in seen:
            raise top.file.problem(use.line, f"The list {use.list_id} is read twice by {use.identifier}.")
        seen.add(key)
    return lists


def read_note(table: Table, sources: Sources) -> Note:
    """Something worth knowing that hangs on no rule.  Raises Problem with the line."""
    return Note(table.name("id"), table.text("say"), source_ids(table, sources), table.line)


def read_places(top: Table, sources: Sources) -> Note | None:
    """How many places were funded, where the file says so.  Raises Problem with the line."""
    table = top.table("places")
    if not list(table):
        return None
    places = Note("places", table.text("say"), source_ids(table, sources), table.line)
    table.done()
    return places


def read_grant_terms(top: Table, sources: Sources) -> GrantTerms | None:
    """The terms of the grant in words, where the file has them.  Raises Problem with the line."""
    table = top.table("grant_terms")
    if not list(table):
        return None
    terms = GrantTerms(
        scheme=table.text("scheme"),
        academic_year=table.text("academic_year"),
        paid=table.text("paid"),
        source=table.one_of("source", sources),
    )
    table.done()
    return terms


def _source(table: Table) -> Source:
    return Source(
        id=table.name("id"),
        title=table.text("title"),
        publisher=table.text("publisher"),
        url=table.fitting("url", str, _ADDRESS.fullmatch, "must be an address on the web that begins with https://"),
        date=table.take("date", date),
        dated=table.text("dated", ""),
        line=table.line,
    )


def _list(table: Table, vocabulary: Vocabulary) -> ListUse:
    answers = [name for name, fact in vocabulary.facts.items() if fact.kind == "yes_no"]
    use = ListUse(
        list_id=table.name("id"),
        fact=table.one_of("fact", answers),
        identifier=table.one_of("identifier", ("urn", "ukprn", "ofsted_urn")),  # type: ignore[arg-type]
        published_from=table.take("published_from", date) if "published_from" in table else None,
        published_until=table.take("published_until", date) if "published_until" in table else None,
        line=table.line,
    )
    if use.published_from and use.published_until and use.published_until < use.published_from:
        raise table.problem("“published_until” lies before “published_from”.", "published_until")
    return use
