"""A small invented rule book: the shape of the real one, small enough to see through."""

import pytest

from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Policy
from npqdesk.rules.reader import read_policy
from npqdesk.rules.vocabulary import read_vocabulary

FACTS = """
[fact.cohort]
kind = "cohort"
label = "Start"

[fact.decided_on]
kind = "day"
label = "Decided on"

[fact.course]
kind = "choice"
label = "Course"
values = ["npq-one", "npq-two", "coaching"]

[fact.in_england]
kind = "yes_no"
label = "Works in England"
asks = "{name}"
phrases = { yes = "{name} works in England", no = "{name} works outside England" }
belongs_to = ["workplace"]

[fact.workplace_kind]
kind = "choice"
label = "Kind of workplace"
values = ["school", "none"]
belongs_to = ["workplace"]

[fact.establishment_type]
kind = "choice"
label = "Establishment type"
values = ["1", "2", "11", "none"]
names = { 1 = "Community school", 2 = "Voluntary aided school", 11 = "Other independent school" }
phrases = { any = "{workplace} is a {value}" }
only_when = { workplace_kind = "school" }
elsewhere = "none"
belongs_to = ["workplace"]

[fact.on_list]
kind = "yes_no"
label = "On the list"
belongs_to = ["workplace", "start"]

[fact.previously_funded]
kind = "yes_no"
label = "Funded before"
for_other_course = "no"

[fact.new_headteacher]
kind = "yes_no"
label = "First five years of headship"

[fact.pupils]
kind = "count"
label = "Pupils"
belongs_to = ["workplace"]

[fact.urn]
kind = "identifier"
label = "URN"

[fact.started]
kind = "month"
label = "Started"

[what_if.on-the-list]
say = "{workplace} were on the list"
facts = { on_list = "yes" }
when = { on_list = "no" }

[what_if.state-school]
say = "{name} worked at a state-funded school"
moves = true
facts = { in_england = "yes", workplace_kind = "school", establishment_type = "1" }

[what_if.listed-school]
say = "{name} worked at a listed school"
said = "{name} had worked at a listed school"
moves = true
facts = { in_england = "yes", workplace_kind = "school", establishment_type = "1", on_list = "yes" }

[what_if.england]
say = "{name} worked in England"
facts = { in_england = "yes" }

[what_if.elsewhere]
say = "{name} moved to an independent school"
moves = true
ends = true
facts = { in_england = "yes", workplace_kind = "school", establishment_type = "11" }

[what_if.smaller]
say = "{workplace} were smaller"
ends = true
facts = { pupils = "100" }

[course.npq-one]
name = "One"
short = "NPQ1"
group = "specialist"
npq = true
months_taught = 12
for_whom = "Teachers"

[course.npq-two]
name = "Two"
short = "NPQ2"
group = "leadership"
npq = true
for_whom = "Leaders"

[course.coaching]
name = "Coaching"
short = "C"
group = "coaching"
npq = false
for_whom = "Heads"

[starts]
2026-spring = "spring 2026"
2026-autumn = "about November 2026"

[reason.funded]
outcome = "funded"
title = "Eligible"
say = "{name} is eligible."

[reason.not_in_england]
outcome = "not_funded"
title = "Not in England"
say = "{name} works outside England."

[reason.previously_funded]
outcome = "not_funded"
title = "Funded before"
say = "{name} has had it."

[reason.ineligible_type]
outcome = "not_funded"
title = "Type not eligible"
say = "The type is not eligible."

[reason.not_listed]
outcome = "not_funded"
title = "Not listed"
say = "The school is not listed."

[reason.subject_to_review]
outcome = "review"
title = "DfE will review"
say = "DfE looks at it."

[reason.other]
outcome = "not_funded"
title = "Not eligible"
say = "Nothing fits."
"""

POLICY = """
[policy]
format = 1
id = "2026-autumn"
edition = 1
cohorts = ["2026-autumn"]
title = "Autumn 2026"
status = "in_force"
decided_from = 2026-05-18

[[source]]
id = "page"
title = "A page"
publisher = "Department for Education"
url = "https://example.org/page"
date = 2026-05-18

[courses]
npq-one = "2026-spring"
npq-two = "2026-autumn"
coaching = "2026-autumn"

[sets]
eligible = ["1", "2"]

[[list]]
id = "listed"
fact = "on_list"
identifier = "urn"
published_from = 2026-05-18

[[scholarship]]
id = "coaching-review"
when = { course = "coaching", new_headteacher = "yes", in_england = "yes" }
outcome = "review"
reason = "subject_to_review"
basis = "guidance"
say = "DfE reviews coaching."
sources = ["page"]
  [[scholarship.example]]
  say = "A new head"
  given = { course = "coaching", new_headteacher = "yes", in_england = "yes" }

[[scholarship]]
id = "england"
when = { in_england = "no" }
outcome = "not_funded"
reason = "not_in_england"
basis = "both"
say = "Scholarships are for people who work in England."
sources = ["page"]
  [[scholarship.example]]
  say = "Someone in Wales"
  given = { in_england = "no" }

[[scholarship]]
id = "before"
when = { previously_funded = "yes" }
outcome = "not_funded"
reason = "previously_funded"
basis = "both"
say = "Each NPQ is funded once."
sources = ["page"]
  [[scholarship.example]]
  say = "Someone who had it"
  given = { in_england = "yes", previously_funded = "yes" }

[[scholarship]]
id = "type"
when = { workplace_kind = "school", establishment_type = { not = "@eligible" } }
outcome = "not_funded"
reason = "ineligible_type"
basis = "both"
say = "The school must be state-funded."
sources = ["page"]
  [[scholarship.example]]
  say = "An independent school"
  given = { in_england = "yes", previously_funded = "no", workplace_kind = "school", establishment_type = "11" }

[[scholarship]]
id = "listed"
when = { workplace_kind = "school", course = "npq-one", on_list = "no" }
unless = { new_headteacher = "yes" }
outcome = "not_funded"
reason = "not_listed"
basis = "both"
say = "This course is for listed schools."
sources = ["page"]
  [[scholarship.example]]
  say = "An unlisted school"
  [scholarship.example.given]
  in_england = "yes"
  previously_funded = "no"
  workplace_kind = "school"
  establishment_type = "1"
  course = "npq-one"
  on_list = "no"
  new_headteacher = "no"

[[scholarship]]
id = "school"
when = { workplace_kind = "school" }
outcome = "funded"
reason = "funded"
basis = "both"
say = "Every other state-funded school is open."
sources = ["page"]
  [[scholarship.example]]
  say = "A community school"
  [scholarship.example.given]
  in_england = "yes"
  previously_funded = "no"
  workplace_kind = "school"
  establishment_type = "1"
  course = "npq-two"

[[scholarship]]
id = "else"
when = {}
outcome = "not_funded"
reason = "other"
basis = "both"
say = "Nobody else is."
sources = ["page"]
  [[scholarship.example]]
  say = "No workplace"
  given = { in_england = "yes", previously_funded = "no", workplace_kind = "none", course = "npq-two" }

[[grant]]
id = "not-eligible"
when = { scholarship = ["not_funded", "review"] }
pounds = 0
reason = "not_eligible_for_scholarship"
say = "Only for those eligible."
sources = ["page"]
  [[grant.example]]
  say = "Refused"
  given = { scholarship = "not_funded" }

[[grant]]
id = "small"
when = { pupils = { from = 1, to = 150 } }
pounds = 800
reason = "small"
say = "Schools with 1 to 150 pupils earn £800."
sources = ["page"]
  [[grant.example]]
  say = "150 pupils"
  given = { scholarship = "funded", pupils = 150 }

[[grant]]
id = "larger"
when = { pupils = { from = 151 } }
pounds = 200
reason = "larger"
say = "Larger schools earn £200."
sources = ["page"]
  [[grant.example]]
  say = "151 pupils"
  given = { scholarship = "funded", pupils = 151 }

[[grant]]
id = "no-number"
when = {}
pounds = 0
reason = "no_pupil_number"
say = "Without a number there is no grant."
sources = ["page"]
  [[grant.example]]
  say = "Blank"
  given = { scholarship = "funded", pupils = "not_recorded" }

[[caution]]
id = "capped"
when = { workplace_kind = "school" }
say = "Places are limited."
sources = ["page"]

[[caution]]
id = "placed"
when = { scholarship = "funded" }
say = "Eligible is not a place."
sources = ["page"]
asks = true

[[caution]]
id = "started"
when = { course = "coaching", started = { not = "2026-01" } }
say = "It runs for a year."
sources = ["page"]
asks = true

[grant_terms]
scheme = "Targeted Support Fund"
academic_year = "2023 to 2024"
paid = "June 2024"
source = "page"
"""

UNLISTED = {
    "course": "npq-one",
    "cohort": "2026-autumn",
    "in_england": "yes",
    "previously_funded": "no",
    "workplace_kind": "school",
    "establishment_type": "1",
    "on_list": "no",
    "new_headteacher": "no",
    "pupils": 142,
}
NAMES = {"name": "Amara Okafor", "workplace": "St Joseph's", "course": "One (NPQ1)", "cohort": "autumn 2026"}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return read_vocabulary(FACTS, "facts.toml")


@pytest.fixture(scope="session")
def policy(vocabulary: Vocabulary) -> Policy:
    return read_policy(POLICY, "2026-autumn.toml", vocabulary)


@pytest.fixture
def policy_text() -> str:
    return POLICY


@pytest.fixture
def facts_text() -> str:
    return FACTS


@pytest.fixture
def unlisted() -> dict[str, str | int]:
    """A teacher at a state school that is not on the list, for a course that needs it."""
    return dict(UNLISTED)


@pytest.fixture
def names() -> dict[str, str]:
    return dict(NAMES)
