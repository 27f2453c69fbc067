"""The reader: what is wrong with a policy file, in which line, and what was probably meant."""

from datetime import date

import pytest

from npqdesk.problem import Problem
from npqdesk.rules.reader import policy_hash, read_policy
from npqdesk.rules.vocabulary import read_vocabulary


def _line_of(text, part):
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "at", "what"),
    [
        ('status = "in_force"', 'statuss = "in_force"', "[policy]", "[policy] has no “status”"),
        ('status = "in_force"', 'status = "in_frce"', "in_frce", "did you mean 'in_force'?"),
        ('title = "Autumn 2026"', 'title = "Autumn 2026"\ncolour = "blue"', "colour", "There is no “colour” here"),
        ("format = 1", "format = 2", "format = 2", "policy format 1"),
        ("edition = 1", 'edition = "1"', 'edition = "1"', "must be a whole number"),
        ("decided_from = 2026-05-18", 'decided_from = "18 May"', '"18 May"', "must be a date"),
        ('cohorts = ["2026-autumn"]', 'cohorts = ["2026-autum"]', '"2026-autum"]', "did you mean '2026-autumn'?"),
        ('cohorts = ["2026-autumn"]', "cohorts = [2026]", "cohorts = [2026]", "list of texts"),
        ('npq-one = "2026-spring"', 'npq-onne = "2026-spring"', "npq-onne", "did you mean 'npq-one'?"),
        ('npq-one = "2026-spring"', 'npq-one = "2026-sprng"', "2026-sprng", "did you mean '2026-spring'?"),
        ("[sets]", '[starts]\n2026-summer = "June"\n\n[sets]', "2026-summer", "write it as 2026-autumn"),
        ("when = { in_england =", "when = { in_englnd =", "in_englnd", "did you mean 'in_england'?"),
        ('when = { in_england = "no" }', 'when = { in_england = "nope" }', "nope", "in_england cannot be 'nope'"),
        ('when = { in_england = "no" }', "when = { in_england = 5 }", "5 }", "in_england cannot be 5"),
        ('when = { in_england = "no" }', "when = { in_england = [] }", "[] }", "texts in quotes or whole numbers"),
        ('when = { in_england = "no" }', "when = { in_england = { from = 1 } }", "from = 1 }", "is no number"),
        ('not = "@eligible"', 'not = "@eligble"', "@eligble", "did you mean 'eligible'?"),
        ("pupils = { from = 151 }", "pupils = { form = 151 }", "form = 151", "“from” and “to”"),
        ("pupils = { from = 151 }", 'pupils = { from = "151" }', '"151"', "“from” and “to”"),
        ("pupils = { from = 151 }", "pupils = {}", "pupils = {}", "“from” and “to”"),
        ("pupils = { from = 151 }", 'pupils = "many"', "many", "pupils cannot be 'many'"),
        ('reason = "not_in_england"', 'reason = "not_in_englnd"', "not_in_englnd", "did you mean 'not_in_england'?"),
        ('basis = "guidance"', 'basis = "guidence"', "guidence", "did you mean 'guidance'?"),
        (
            'sources = ["page"]\n  [[scholarship.example]]\n  say = "A new head"',
            'sources = ["paage"]\n  [[scholarship.example]]\n  say = "A new head"',
            "paage",
            "did you mean 'page'?",
        ),
        (
            'sources = ["page"]\n  [[scholarship.example]]\n  say = "A new head"',
            'sources = []\n  [[scholarship.example]]\n  say = "A new head"',
            "sources = []",
            "at least one source",
        ),
        ('given = { in_england = "no" }', 'given = { in_england = "maybe" }', "maybe", "in_england cannot be 'maybe'"),
        ('fact = "on_list"', 'fact = "on_lst"', "on_lst", "did you mean 'on_list'?"),
        ('source = "page"', 'source = "pge"', "pge", "did you mean 'page'?"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_was_meant(policy_text, vocabulary, old, new, at, what):
    assert old in policy_text
    text = policy_text.replace(old, new, 1)
    with pytest.raises(Problem) as caught:
        read_policy(text, "mine.toml", vocabulary)
    problem = caught.value
    assert what in problem.what_happened
    assert problem.place.file == "mine.toml"
    assert problem.place.line == _line_of(text, at)


def test_an_outcome_that_its_reason_denies_is_refused(policy_text, vocabulary):
    text = policy_text.replace(
        'outcome = "not_funded"\nreason = "not_in_england"', 'outcome = "funded"\nreason = "not_in_england"'
    )
    with pytest.raises(Problem, match="means not_funded"):
        read_policy(text, "p.toml", vocabulary)


def test_text_that_is_no_toml_is_refused_with_its_line(vocabulary):
    with pytest.raises(Problem) as caught:
        read_policy('[policy]\nid = "x\n', "p.toml", vocabulary)
    assert caught.value.place.line == 2


def test_a_file_that_ends_too_early_is_refused_at_its_end(vocabulary):
    with pytest.raises(Problem) as caught:
        read_policy('[policy]\nid = """x\n', "p.toml", vocabulary)
    assert caught.value.place.line == 3


def test_an_unknown_table_is_refused(policy_text, vocabulary):
    with pytest.raises(Problem, match="scholarships"):
        read_policy(policy_text + "\n[scholarships]\n", "p.toml", vocabulary)


def test_a_table_written_where_tables_belong_is_refused(policy_text, vocabulary):
    text = policy_text.replace("[[list]]", "list = [1]\n[unused]", 1)
    with pytest.raises(Problem):
        read_policy(text, "p.toml", vocabulary)
    with pytest.raises(Problem, match=r"must be written as \[\[caution\]\]"):
        read_policy("caution = [1]\n" + policy_text[: policy_text.index("[[caution]]")], "p.toml", vocabulary)


def test_every_case_must_find_a_rule(policy_text, vocabulary):
    text = policy_text.replace("when = {}\noutcome", 'when = { in_england = "yes" }\noutcome')
    with pytest.raises(Problem, match="for all other cases"):
        read_policy(text, "p.toml", vocabulary)
    start, end = policy_text.index("[[grant]]"), policy_text.index("[[caution]]")
    with pytest.raises(Problem, match=r"It has no \[\[grant\]\] rule"):
        read_policy(policy_text[:start] + policy_text[end:], "p.toml", vocabulary)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "2026-autumn"', 'id = "../autumn"', "“id” must be small letters"),
        ("edition = 1", "edition = 0", "“edition” must be 1 or more"),
        ('title = "Autumn 2026"', 'title = " "', "“title” must be a few words"),
        ('title = "Autumn 2026"', 'title = "Autumn\\n2026"', "“title” must be a few words"),
        ('title = "Autumn 2026"', 'title = "Autumn \\u001b[31m"', "cannot be shown"),
        ('cohorts = ["2026-autumn"]', "cohorts = []", "must name one start or more"),
        ('cohorts = ["2026-autumn"]', 'cohorts = ["2026-autumn", "2026-autumn"]', "has '2026-autumn' twice"),
        ('url = "https://', 'url = "file:///', "“url” must be an address on the web"),
        ("pounds = 200", "pounds = -200", "“pounds” must be 0 or more"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(policy_text, vocabulary, old, new, message):
    assert old in policy_text
    with pytest.raises(Problem, match=message) as caught:
        read_policy(policy_text.replace(old, new, 1), "p.toml", vocabulary)
    assert caught.value.place.line > 0


def test_a_policy_has_a_course(policy_text, vocabulary):
    start, end = policy_text.index("[courses]"), policy_text.index("[sets]")
    with pytest.raises(Problem, match="one course or more"):
        read_policy(policy_text[:start] + policy_text[end:], "p.toml", vocabulary)


def test_a_rule_needs_an_example(policy_text, vocabulary):
    start = policy_text.index('  [[scholarship.example]]\n  say = "A new head"')
    end = policy_text.index('[[scholarship]]\nid = "england"')
    with pytest.raises(Problem, match="at least one example"):
        read_policy(policy_text[:start] + policy_text[end:], "p.toml", vocabulary)


def test_a_policy_is_read_whole(policy):
    assert policy.name == "Autumn 2026, edition 1"
    assert policy.sources["page"].publisher == "Department for Education"
    assert next(rule.id for rule in policy.rules("service")) == "england"
    assert policy.rules("published")[0].id == "coaching-review"
    assert policy.grant_terms.scheme == "Targeted Support Fund"
    assert policy.lists[0].published_from.year == 2026


def test_the_hash_does_not_hang_on_line_ends(policy_text):
    assert policy_hash(policy_text) == policy_hash(policy_text.replace("\n", "\r\n"))
    assert policy_hash(policy_text) != policy_hash(policy_text + " ")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('kind = "count"', 'kind = "number"', "kind"),
        ('phrases = { any = "{workplace} is a {value}" }', "phrases = { any = 3 }", "must be text in quotes"),
        ('group = "coaching"', 'group = "other"', "group"),
        ('outcome = "review"', 'outcome = "maybe"', "outcome"),
        ('label = "URN"', 'label = "URN"\nlabl = "x"', "labl"),
    ],
)
def test_a_facts_file_is_read_as_strictly(facts_text, old, new, what):
    assert old in facts_text
    with pytest.raises(Problem, match=what):
        read_vocabulary(facts_text.replace(old, new, 1), "facts.toml")


def test_a_list_may_count_from_any_day_or_from_one(policy, policy_text, vocabulary):
    assert policy.lists[0].is_too_old(date(2026, 5, 17))
    assert not policy.lists[0].is_too_old(date(2026, 5, 18))
    anytime = read_policy(policy_text.replace("published_from = 2026-05-18\n", ""), "p.toml", vocabulary)
    assert not anytime.lists[0].is_too_old(date(1999, 1, 1))


def test_a_list_of_a_later_start_does_not_answer_for_this_one(policy_text, vocabulary):
    text = policy_text.replace(
        "published_from = 2026-05-18\n", "published_from = 2026-05-18\npublished_until = 2026-12-31\n"
    )
    use = read_policy(text, "p.toml", vocabulary).lists[0]
    assert use.last_day(date(2026, 11, 21)) == date(2026, 11, 21)
    assert use.last_day(date(2027, 6, 1)) == date(2026, 12, 31)
