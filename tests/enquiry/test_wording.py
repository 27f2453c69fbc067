from npqdesk.enquiry.answers import Answers
from npqdesk.enquiry.route import route
from npqdesk.enquiry.wording import answer_words, names, option_in_words, wording


def test_a_question_names_the_person_and_the_course(small, policy_for):
    way = route(policy_for, small, Answers({"name": "Amara {course}", "cohort": "2026-autumn", "course": "lead"}))
    words = names(small, way)
    assert wording(small["setting"], words) == "Where does Amara {course} work?"
    assert wording(small["had"], words) == "Had Leading (L) in autumn 2026?"
    assert option_in_words(small["setting"].options[0], words).hint == "Where Amara {course} teaches"


def test_there_are_words_before_anything_is_known(small, policy_for):
    assert names(small, route(policy_for, small, Answers())) == {
        "name": "this person",
        "workplace": "the workplace",
        "course": "this course",
        "cohort": "this start",
    }


def test_answers_in_a_few_words(small, policy_for):
    texts = {"name": "Amara", "cohort": "2026-autumn", "course": "teach", "setting": "school", "workplace": "Elm"}
    texts |= {"kind@Elm": "unknown", "listed@Elm": "yes", "had@teach": "no", "pupils@Elm": "not_recorded"}
    way = route(policy_for, small, Answers(texts))

    def said(question):
        return answer_words(small, small[question], way)

    assert said("name") == "Amara"
    assert said("workplace") == "Elm"
    assert said("setting") == "A school"
    assert said("kind") == "Not known yet"
    assert said("pupils") == "Not recorded"
    assert said("since") == "Not known yet"
