"""The groups of people of whom a comparison tells: their facts go together, and each is told apart from the others."""

from npqdesk.rules.conditions import holds


def test_each_group_has_words_of_its_own(vocabulary):
    said = [group.say for group in vocabulary.groups]
    assert len(said) == len(set(said)) > 10


def test_every_group_can_exist(vocabulary):
    for group in vocabulary.groups:
        for test in group.when.tests:
            assert any(test.passes(value) for value in vocabulary.facts[test.fact].values), (group.say, test.fact)
        case = {test.fact: next(filter(test.passes, vocabulary.facts[test.fact].values)) for test in group.when.tests}
        for name, fact in vocabulary.facts.items():
            if name in case and fact.only_when and holds(fact.only_when, case) is False:
                assert case[name] == fact.elsewhere, (group.say, name)


def test_what_is_usual_holds_unless_a_group_says_otherwise(vocabulary):
    england = {
        group.say: [test.values for test in group.when.tests if test.fact == "in_england"]
        for group in vocabulary.groups
    }
    assert england["Childminders"] == [frozenset({"yes"})]
    assert england["People who do not work in England"] == [frozenset({"no"})]
