"""The shipped rule book, and a small questions file on which each law can be seen by eye."""

import pytest

from npqdesk.enquiry.questions import Questions, read_questions
from npqdesk.rules.policy import Policy
from npqdesk.rules.reader import read_policy
from npqdesk.rules.vocabulary import read_vocabulary
from npqdesk.services.rulebook import Rulebook, read_rulebook

FACTS = """
[fact.cohort]
kind = "cohort"
label = "Start"
names = { "2026-autumn" = "autumn 2026" }
[fact.course]
kind = "choice"
values = ["lead", "teach"]
label = "Course"
names = { lead = "Leading", teach = "Teaching" }
[fact.setting]
kind = "choice"
values = ["school", "nursery", "none"]
label = "Setting"
[fact.kind]
kind = "choice"
values = ["1", "11", "none"]
label = "Type"
names = { "1" = "Community school", "11" = "Independent school", none = "None" }
only_when = { setting = "school" }
elsewhere = "none"
[fact.listed]
kind = "yes_no"
label = "On the list"
[fact.had]
kind = "yes_no"
label = "Had it"
[fact.pupils]
kind = "count"
values = ["not_recorded"]
label = "Pupils"
[fact.since]
kind = "month"
label = "Since"
[fact.ofsted]
kind = "identifier"
label = "Ofsted number"
[fact.shut]
kind = "yes_no"
label = "Shut"
[course.lead]
name = "Leading"
short = "L"
group = "leadership"
npq = true
for_whom = "Leaders"
[course.teach]
name = "Teaching"
short = "T"
group = "specialist"
npq = true
for_whom = "Teachers"
[starts]
2025-autumn = "November 2025"
2026-autumn = "November 2026"

[reason.funded]
outcome = "funded"
title = "Funded"
say = "Funded"
[reason.had]
outcome = "not_funded"
title = "Had"
say = "Had"
[reason.review]
outcome = "review"
title = "Review"
say = "Review"
[reason.no]
outcome = "not_funded"
title = "No"
say = "No"
"""

POLICY = """
[policy]
format = 1
id = "small"
edition = 1
cohorts = ["2026-autumn"]
title = "Small"
status = "in_force"
decided_from = 2026-01-01
[[source]]
id = "s"
title = "S"
publisher = "P"
url = "https://example.org"
date = 2026-01-01
[courses]
lead = "2026-autumn"
teach = "2025-autumn"
[[scholarship]]
id = "had"
when = { had = "yes" }
outcome = "not_funded"
reason = "had"
basis = "both"
say = "Once"
sources = ["s"]
  [[scholarship.example]]
  say = "x"
  given = { had = "yes" }
[[scholarship]]
id = "nursery"
when = { setting = "nursery" }
outcome = "review"
reason = "review"
basis = "both"
say = "By hand"
sources = ["s"]
  [[scholarship.example]]
  say = "x"
  given = { had = "no", setting = "nursery" }
[[scholarship]]
id = "type"
when = { kind = { not = "1" } }
outcome = "not_funded"
reason = "no"
basis = "both"
say = "Type"
sources = ["s"]
  [[scholarship.example]]
  say = "x"
  given = { had = "no", setting = "school", kind = "11" }
[[scholarship]]
id = "list"
when = { course = "teach", listed = "no" }
outcome = "not_funded"
reason = "no"
basis = "both"
say = "List"
sources = ["s"]
  [[scholarship.example]]
  say = "x"
  given = { had = "no", setting = "school", kind = "1", course = "teach", listed = "no" }
[[scholarship]]
id = "else"
when = {}
outcome = "funded"
reason = "funded"
basis = "both"
say = "Else"
sources = ["s"]
  [[scholarship.example]]
  say = "x"
  given = { had = "no", setting = "school", kind = "1", course = "lead" }
[[grant]]
id = "not"
when = { scholarship = ["not_funded", "review"] }
pounds = 0
reason = "no"
say = "No"
sources = ["s"]
  [[grant.example]]
  say = "x"
  given = { scholarship = "review" }
[[grant]]
id = "small"
when = { pupils = { from = 1, to = 150 } }
pounds = 800
reason = "small"
say = "Small"
sources = ["s"]
  [[grant.example]]
  say = "x"
  given = { scholarship = "funded", pupils = 3 }
[[grant]]
id = "rest"
when = {}
pounds = 0
reason = "rest"
say = "Rest"
sources = ["s"]
  [[grant.example]]
  say = "x"
  given = { scholarship = "funded", pupils = 300 }
[[caution]]
id = "care"
when = { course = "lead", since = { not = "" } }
asks = true
say = "Care"
sources = ["s"]
"""

QUESTION = 'source = "npqdesk"\nwhy = "Because."\n'

QUESTIONS = f"""
[[question]]
id = "name"
kind = "text"
subject = "person"
wording = "Who?"
label = "Name"
needed_for = ["letter"]
{QUESTION}
[[question]]
id = "cohort"
kind = "cohort"
subject = "course"
wording = "When?"
label = "Starts"
{QUESTION}
[[question]]
id = "course"
kind = "course"
subject = "course"
wording = "Which course is {{name}} thinking of?"
label = "Course"
needed_for = ["letter"]
{QUESTION}
[[question]]
id = "setting"
kind = "choice"
subject = "workplace"
wording = "Where does {{name}} work?"
label = "Setting"
needed_for = ["letter"]
likely = "school"
{QUESTION}
  [[question.option]]
  value = "school"
  label = "A school"
  hint = "Where {{name}} teaches"
  [[question.option]]
  value = "nursery"
  label = "A nursery"
  [[question.option]]
  value = "none"
  label = "None"
  facts = {{ kind = "none" }}
[[question]]
id = "workplace"
kind = "workplace"
subject = "workplace"
wording = "Which school?"
label = "School"
only_when = {{ setting = "school" }}
unless = {{ shut = "yes" }}
looks_up = ["kind", "listed", "pupils"]
likely_facts = {{ kind = "1", pupils = 100 }}
{QUESTION}
[[question]]
id = "kind"
kind = "long_choice"
subject = "workplace"
wording = "What type is {{workplace}}?"
label = "Type"
about = ["workplace"]
unknown = "The school can say"
{QUESTION}
[[question]]
id = "ofsted"
kind = "ofsted_urn"
subject = "workplace"
wording = "Which number?"
label = "Ofsted number"
looks_up = ["listed"]
{QUESTION}
[[question]]
id = "listed"
kind = "yes_no"
subject = "workplace"
wording = "Is {{workplace}} on the list?"
label = "On the list"
about = ["workplace"]
unknown = "The list can say"
{QUESTION}
[[question]]
id = "since"
kind = "month"
subject = "person"
wording = "Since when?"
label = "Since"
{QUESTION}
[[question]]
id = "had"
kind = "yes_no"
subject = "person"
wording = "Had {{course}} in {{cohort}}?"
label = "Had it"
about = ["course"]
unknown = "{{name}} can say"
{QUESTION}
[[question]]
id = "pupils"
kind = "count"
subject = "workplace"
wording = "How many?"
label = "Pupils"
about = ["workplace"]
{QUESTION}
  [[question.option]]
  value = "not_recorded"
  label = "No number"
[[follows]]
when = {{ setting = "none" }}
facts = {{ shut = "yes", kind = "1" }}
why = "Nothing is open there"
"""


@pytest.fixture(scope="session")
def small() -> Questions:
    """The small questions."""
    return read_questions(QUESTIONS, "small.toml", read_vocabulary(FACTS, "facts.toml"))


@pytest.fixture(scope="session")
def policy(small: Questions) -> Policy:
    """The small policy, for autumn 2026 alone."""
    return read_policy(POLICY, "policy.toml", small.vocabulary)


@pytest.fixture(scope="session")
def policy_for(policy: Policy):
    """Which policy holds for a cohort."""
    return {"2026-autumn": policy}.get


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """What is shipped."""
    return read_rulebook()
