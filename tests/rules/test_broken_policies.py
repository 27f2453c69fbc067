"""Ways to break a policy file: each ends in one message with its place, never in a crash.

The form of a file is refused with one Problem; what its rules say wrongly is found by the check."""

import pytest

from npqdesk.problem import Problem
from npqdesk.rules.check import check
from npqdesk.rules.reader import read_policy

CASE = '\n[[case]]\nsay = "Anyone"\nreason = "{reason}"\ngiven = {{ {given} }}\n'


def swap(old, new):
    """The policy with one text for another, where it first stands."""

    def change(text):
        assert old in text
        return text.replace(old, new, 1)

    return change


def without(first, last):
    """The policy without what stands from one text up to another."""
    return lambda text: text[: text.index(first)] + text[text.index(last) :]


def append(added):
    return lambda text: text + added


LISTED = '[[list]]\nid = "listed"\nfact = "on_list"\nidentifier = "urn"\n\n[[scholarship]]'
SOURCE = '[[source]]\nid = "{id}"\ntitle = "A"\npublisher = "B"\nurl = "https://b.uk/"\ndate = 2026-05-18\n\n[courses]'
WALES = '  [[scholarship.example]]\n  say = "Someone in Wales"\n  given = { in_england = "no" }\n'

# What was done, how, what stands in the line that is pointed at ("" where it is the whole file), and what is said.
REFUSED = [
    ("a quote is not closed", swap('id = "england"', 'id = "england'), 'id = "england', "cannot be read"),
    ("a bracket is not closed", swap('["1", "2"]', '["1", "2"'), "[[list]]", "cannot be read"),
    (
        "a key stands twice",
        swap("edition = 1", "edition = 1\nedition = 2"),
        "edition = 2",
        "this name stands here twice",
    ),
    ("a day that is none", swap("= 2026-05-18\n", "= 2026-02-30\n"), "2026-02-30", "Invalid date"),
    ("brackets without end", append("\nx = " + "[" * 9000 + "]" * 9000), "", "nested too deeply"),
    ("tables without end", append("\nx = " + "{a = " * 3000 + "1" + "}" * 3000), "", "nested too deeply"),
    ("a character of no text", append("\n# \x00"), "\x00", "cannot be read"),
    ("nothing in it", lambda text: "", "", "has no table [policy]"),
    ("another file", lambda text: "[project]\nname = 'x'\n", "", "has no table [policy]"),
    ("the table misspelt", swap("[policy]", "[polcy]"), "", "did you mean 'polcy'"),
    ("the table many times", swap("[policy]", "[[policy]]"), "[[policy]]", "is there once only"),
    ("a table once that stands often", swap("[[source]]", "[source]"), "[source]", "written as [[source]]"),
    ("an example as one table", swap("[[scholarship.example]]", "[scholarship.example]"), "[scholarship.ex", "[[schol"),
    ("a table that does not exist", append("\n[scholarships]\n"), "[scholarships]", "There is no “scholarships” here"),
    ("another format", swap("format = 1", "format = 2"), "format = 2", "reads policy format 1"),
    ("no title", swap('title = "Autumn 2026"\n', ""), "[policy]", "has no “title”"),
    ("a number for a title", swap('title = "Autumn 2026"', "title = 2026"), "title = 2026", "must be text in quotes"),
    ("the title is empty", swap('title = "Autumn 2026"', 'title = " "'), 'title = " "', "a few words on one line"),
    ("edition 0", swap("edition = 1", "edition = 0"), "edition = 0", "1 or more"),
    ("an edition below 0", swap("edition = 1", "edition = -1"), "edition = -1", "1 or more"),
    ("an edition without end", swap("edition = 1", "edition = 9000000000"), "edition = 9", "below 1,000"),
    ("a path for an id", swap('id = "2026-autumn"', 'id = "../../x"'), "../../x", "small letters, digits and hyphens"),
    ("an unknown status", swap('"in_force"', '"valid"'), "valid", "it is one of draft, in_force, withdrawn"),
    ("text for a day", swap("from = 2026-05-18", 'from = "18 May"'), '"18 May"', "must be a date"),
    ("a moment for a day", swap("from = 2026-05-18", "from = 2026-05-18T12:00:00"), "T12:00", "must be a date"),
    ("no start", swap('cohorts = ["2026-autumn"]', "cohorts = []"), "cohorts = []", "one start or more"),
    ("a start twice", swap('["2026-autumn"]', '["2026-autumn", "2026-autumn"]'), "cohorts", "'2026-autumn' twice"),
    ("an unknown start", swap('["2026-autumn"]', '["2026-winter"]'), "2026-winter", "no cohort called '2026-winter'"),
    ("no courses", without("npq-one = ", "[sets]"), "[courses]", "must name one course or more"),
    ("an unknown course", swap("npq-one =", "npq-onne ="), "npq-onne", "did you mean 'npq-one'"),
    ("no address", swap("https://example.org/page", ""), 'url = ""', "must be an address on the web"),
    (
        "an address that runs",
        swap("https://example.org/page", "javascript:alert(1)"),
        "javascript",
        "an address on the",
    ),
    ("two sources of one id", swap("[courses]", SOURCE.format(id="page")), 'id = "page"', "two sources called 'page'"),
    ("an unknown source", swap('sources = ["page"]', 'sources = ["pag"]'), '"pag"', "did you mean 'page'"),
    ("a source twice", swap('sources = ["page"]', 'sources = ["page", "page"]'), '"page", "page"', "'page' twice"),
    ("no source", swap('sources = ["page"]', "sources = []"), "sources = []", "at least one source"),
    ("text for sources", swap('sources = ["page"]', 'sources = "page"'), 'sources = "page"', "must be a list"),
    (
        "a set that nobody uses",
        swap("[sets]", '[sets]\nidle = ["1"]'),
        "idle",
        "No condition speaks of the set “@idle”",
    ),
    ("a set of nothing", swap('["1", "2"]', "[]"), "eligible = []", "has no value in it"),
    ("an unknown set", swap('"@eligible"', '"@eligble"'), "@eligble", "did you mean 'eligible'"),
    ("a value that a set cannot have", swap('["1", "2"]', '["1", "77"]'), "@eligible", "cannot be '77'"),
    ("an unknown fact", swap('{ in_england = "no" }', '{ in_wales = "no" }'), "in_wales", "no fact called 'in_wales'"),
    ("an unknown value", swap('{ in_england = "no" }', '{ in_england = "non" }'), '"non"', "cannot be 'non'"),
    (
        "a value that is no text",
        swap('{ in_england = "no" }', "{ in_england = false }"),
        "= false }",
        "texts in quotes",
    ),
    (
        "a list for a condition",
        swap('when = { in_england = "no" }', 'when = ["no"]'),
        'when = ["no"]',
        "curly brackets",
    ),
    ("no condition", swap('when = { in_england = "no" }\n', ""), "[[scholarship]]", "has no “when”"),
    ("not of not", swap('{ not = "@eligible" }', '{ not = { not = "1" } }'), "not = { not", "has “not” twice"),
    (
        "from above to",
        swap("{ from = 1, to = 150 }", "{ from = 150, to = 1 }"),
        "from = 150",
        "the smaller number first",
    ),
    ("fewer pupils than none", swap("{ from = 1, to = 150 }", "{ from = -5, to = 150 }"), "from = -5", "never below 0"),
    ("half a pupil", swap("{ from = 151 }", "{ from = 150.5 }"), "150.5", "whole numbers “from” and “to”"),
    ("a range of words", swap('on_list = "no"', "on_list = { from = 1 }"), "on_list = { from", "is no number"),
    ("a month that is none", swap('"2026-01"', '"January"'), "January", "started cannot be 'January'"),
    ("an unknown reason", swap('"not_in_england"', '"not_in_englnd"'), "englnd", "did you mean 'not_in_england'"),
    ("an outcome that its reason denies", swap('"not_funded"', '"funded"'), 'outcome = "funded"', "means not_funded"),
    ("nothing said", swap('say = "Each NPQ is funded once."', 'say = ""'), 'say = ""', "must have words in it"),
    ("pounds below 0", swap("pounds = 800", "pounds = -800"), "pounds = -800", "0 or more"),
    ("pounds in text", swap("pounds = 800", 'pounds = "800"'), '"800"', "must be a whole number"),
    ("pounds without end", swap("pounds = 800", "pounds = inf"), "pounds = inf", "must be a whole number"),
    ("no example", swap(WALES, ""), "[[scholarship]]", "at least one example"),
    (
        "an example of an unknown fact",
        swap('given = { in_england = "no"', "given = { in_wales = 1"),
        "in_wales",
        "no fact",
    ),
    ("an example of an unknown answer", swap('"not_funded" }', '"perhaps" }'), "perhaps", "cannot be 'perhaps'"),
    (
        "an answer that is a list",
        swap('scholarship = "not_funded" }', "scholarship = [[]] }"),
        "[[]]",
        "cannot be [[]]",
    ),
    (
        "no rule for the rest",
        swap("when = {}\nout", 'when = { in_england = "yes" }\nout'),
        "[[scholarship]]",
        "all other",
    ),
    ("no grant rules", without("[[grant]]", "[[caution]]"), "", "has no [[grant]] rule"),
    ("an unknown identifier", swap('"urn"', '"upin"'), "upin", "“identifier” cannot be 'upin'"),
    ("a list that ends before it begins", swap('"urn"', '"urn"\npublished_until = 2026-01-01'), "until", "lies before"),
    ("a list twice", swap("[[scholarship]]", LISTED), "[[list]]", "is read twice by urn"),
    ("a list that settles no yes or no", swap('fact = "on_list"', 'fact = "pupils"'), '"pupils"', "cannot be 'pupils'"),
    ("an unknown key", swap('status = "in_force"', 'status = "in_force"\ncolour = 1'), "colour", "no “colour” here"),
    (
        "a case of an unknown reason",
        append(CASE.format(reason="fine", given="")),
        '"fine"',
        "“reason” cannot be 'fine'",
    ),
    ("a case of no one", append(CASE.format(reason="funded", given="pupils = []")), "given", "has no value in it"),
    ("a note without words", append('\n[[note]]\nid = "n"\nsources = ["page"]\n'), "[[note]]", "has no “say”"),
    ("escapes in an id", swap('"england"', '"\\u001b[31mred"'), "u001b", "a character in it that cannot be shown"),
    ("escapes in a key", swap("format = 1", '"\\u001b[2J" = 1\nformat = 1'), "[policy]", "There is no “\\x1b[2J” here"),
    ("words from right to left", swap('"Autumn 2026"', '"Autumn \\u202e6202"'), "u202e", "that cannot be shown"),
]

STARTED = 'yes", started = "2026-01" }\noutcome = "review"'
FOUND = [
    ("a rule that is never reached", swap('when = { workplace_kind = "school" }', "when = {}"), "can never decide"),
    (
        "an example of another rule",
        swap('given = { in_england = "no" }', 'given = { in_england = "yes" }'),
        "by england",
    ),
    ("an id twice", swap('id = "england"', 'id = "before"'), "There are two rules called before."),
    ("a source that nobody cites", swap("[courses]", SOURCE.format(id="idle")), "No rule rests on the source idle."),
    ("a list that nobody reads", swap(', on_list = "no" }', " }"), "the list listed is idle"),
    ("an example that says too little", swap('yes" }\noutcome = "review"', STARTED), "facts are missing"),
    ("a case that is not so", append(CASE.format(reason="funded", given='in_england = "no"')), "claims funded as the"),
    ("a case that says too little", append(CASE.format(reason="funded", given="")), "it is open, for want of"),
]


@pytest.mark.parametrize(("what", "breaks", "at", "says"), REFUSED, ids=[each[0] for each in REFUSED])
def test_a_file_is_refused_at_its_line(policy_text, vocabulary, what, breaks, at, says):
    text = breaks(policy_text)
    with pytest.raises(Problem) as caught:
        read_policy(text, "mine.toml", vocabulary)
    problem = caught.value
    assert says in problem.what_happened
    assert problem.what_to_do
    assert problem.place.file == "mine.toml"
    if at:
        assert at in text.splitlines()[problem.place.line - 1]
    assert str(problem).replace("\n", "").isprintable()


@pytest.mark.parametrize(("what", "breaks", "says"), FOUND, ids=[each[0] for each in FOUND])
def test_what_the_rules_say_wrongly_is_found_at_its_line(policy_text, vocabulary, what, breaks, says):
    text = breaks(policy_text)
    findings = check(read_policy(text, "mine.toml", vocabulary), vocabulary)
    (finding, *_) = [finding for finding in findings if says in finding.say]
    assert text.splitlines()[finding.line - 1].startswith("[[")


def test_the_column_is_told_where_it_is_known(policy_text, vocabulary):
    with pytest.raises(Problem) as caught:
        read_policy(policy_text.replace('id = "england"', "id = england"), "mine.toml", vocabulary)
    assert str(caught.value.place).endswith(", column 6")
    with pytest.raises(Problem) as caught:
        read_policy(policy_text.replace("pounds = 800", "pounds = true"), "mine.toml", vocabulary)
    assert str(caught.value.place).endswith(", column pounds")
