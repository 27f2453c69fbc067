"""The way through the questions, replayed from the start whenever anything changes.

The first question in file order that supplies a fact still needed is asked; when none is left, the answers are shown to
be checked.  The route knows no policy and the policies know no route: what is needed comes from the evaluator alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from npqdesk.enquiry.answers import AnswerError, Answers, challenge_key, plain_key, read_answer
from npqdesk.enquiry.known import YOU_ANSWERED, Known, KnownFact, LookUp, nothing_known, values
from npqdesk.enquiry.options import PolicyFor, options_of
from npqdesk.enquiry.questions import Question, Questions
from npqdesk.rules.conditions import Facts, Value, holds
from npqdesk.rules.decide import decide, decide_grant, worth_asking
from npqdesk.rules.policy import Policy

LOOKED_UP = ("register", "ofsted", "list", "history")
OTHER_ANSWERS = "Follows from the other answers"


Needed = Callable[[Policy | None, Facts], frozenset[str]]
"""The facts still needed of a case, given the policy of its start, or `None` where there is none."""


@dataclass(frozen=True, slots=True)
class Route:
    """The questions asked so far (`path`) and the one to ask now (`current`, empty when all are answered).

    `given` has the text of each answer that holds, `known` every fact with its origin, `facts` what the evaluator
    reads; `about` is an estimate of how many questions there are in all."""

    path: tuple[str, ...]
    current: str
    given: Mapping[str, str]
    known: Known
    facts: dict[str, Value]
    policy: Policy | None
    about: int

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return not self.current


def needed_facts(policy: Policy | None, facts: Facts) -> frozenset[str]:
    """The facts that the scholarship and the grant still hang on, and those that a caution is worth asking for.

    Without the start, that first; for a start without a policy nothing."""
    if policy is None:
        return frozenset() if "cohort" in facts else frozenset({"cohort"})
    decision = decide(policy, facts)
    return decision.needed | decide_grant(policy, facts, decision).needed | worth_asking(policy, facts)


def route(
    policy_for: PolicyFor,
    questions: Questions,
    answers: Answers,
    record: Known | None = None,
    *,
    look_up: LookUp = nothing_known,
    loaded: Iterable[str] = (),
    needed: Needed = needed_facts,
    pass_over: bool = False,
) -> Route:
    """Where an enquiry stands.

    `record` is what the staff record says: it stands for the answer until the office gives one.  `look_up` says what
    registers, lists and history know of an answer; that is not asked, and gives way only to a challenge.  `loaded`
    names the facts whose list is there to be looked up.  `needed` is `needed_facts`, or remembers what that said.
    `pass_over`: questions without an answer are passed, as if nobody knew it, so that the route goes to its end."""
    walk = _Walk(policy_for, questions, answers, record or {}, look_up, frozenset(loaded), needed)
    current = walk.go(pass_over=pass_over)
    path, given, known = tuple(walk.path), dict(walk.given), walk.all_known()
    facts = {name: fact.value for name, fact in known.items() if name in questions.vocabulary.facts}
    policy = walk.policy()
    walk.go(assume=True)
    return Route(path, current, given, known, facts, policy, len(walk.path))


def back(way: Route, question: str) -> str:
    """The question before this one, or before the check of the answers (""); empty where there is none."""
    at = way.path.index(question) if question in way.path else len(way.path)
    return way.path[at - 1] if at else ""


def after(way: Route, question: str) -> str:
    """The question after this one; empty where the check of the answers comes next."""
    if question not in way.path:
        return way.current
    rest = way.path[way.path.index(question) + 1 :]
    return rest[0] if rest else way.current


def progress(way: Route, question: str) -> tuple[int, int]:
    """The number of a question on the route, and about how many there are: "Question 4 of about 9"."""
    number = way.path.index(question) + 1 if question in way.path else len(way.path) + 1
    return number, max(number, way.about)


def answer_key(questions: Questions, way: Route, question_id: str) -> str:
    """Where an answer given now is to be kept: a challenge where something looked up already says it."""
    question = questions[question_id]
    known = way.known.get(question.fact)
    if known and known.against is not None:
        return challenge_key(question, values(way.known), known.against)
    if known and known.origin in LOOKED_UP:
        return challenge_key(question, values(way.known), known.value)
    return plain_key(question, values(way.known))


def with_what_follows(questions: Questions, known: Known) -> dict[str, KnownFact]:
    """What is known, with all that follows from several facts together."""
    found, bare = dict(known), values(known)
    for follows in questions.follows:
        if holds(follows.when, bare) is True:
            for name, value in follows.facts.items():
                found.setdefault(name, KnownFact(value, "follows", follows.why))
                bare.setdefault(name, value)
    facts = {name: value for name, value in bare.items() if name in questions.vocabulary.facts}
    for name, value in questions.vocabulary.settle(facts).items():
        found.setdefault(name, KnownFact(value, "follows", OTHER_ANSWERS))
    return found


def without_what_follows(questions: Questions, known: Known) -> dict[str, KnownFact]:
    """What is known without that, so that it can follow anew where something is otherwise."""
    whys = {OTHER_ANSWERS, *(follows.why for follows in questions.follows)}
    return {name: fact for name, fact in known.items() if fact.origin != "follows" or fact.say not in whys}


class _Walk:
    """One replay: what stands so far, and which questions were passed."""

    def __init__(
        self,
        policy_for: PolicyFor,
        questions: Questions,
        answers: Answers,
        record: Known,
        look_up: LookUp,
        loaded: frozenset[str],
        needed: Needed,
    ) -> None:
        self.policy_for = policy_for
        self.questions = questions
        self.answers = answers
        self.record = record
        self.look_up = look_up
        self.loaded = loaded
        self.needed = needed
        self.standing: dict[str, KnownFact] = {}
        self.all: dict[str, KnownFact] | None = None
        self.bare: dict[str, Value] = {}
        self.path: list[str] = []
        self.given: dict[str, str] = {}
        self.passed: set[str] = set()

    def go(self, *, assume: bool = False, pass_over: bool = False) -> str:
        """Walk on to the first question without an answer and return its id, or "" at the end.

        `assume`: give such questions their likely answer and walk to the end, to see how many there are;
        `pass_over`: leave what they ask unknown and walk to the end."""
        while question := self._next():
            if (given := self._given(question)) is not None:
                self.path.append(question.id)
            elif question.fact in self.record:
                given = {question.fact: self.record[question.fact]}
            elif assume:
                self.path.append(question.id)
                given = self._likely(question)
            elif pass_over:
                given = {}
            else:
                return question.id
            self.passed.add(question.id)
            self._take(question, given)
        return ""

    def policy(self) -> Policy | None:
        """The policy of the start that was answered."""
        cohort = self.standing.get("cohort")
        return self.policy_for(str(cohort.value)) if cohort else None

    def all_known(self) -> dict[str, KnownFact]:
        """What stands, with all that follows from it; worked out anew only after more was taken."""
        if self.all is None:
            self.all = with_what_follows(self.questions, self.standing)
            self.bare = values(self.all)
        return self.all

    def _facts(self) -> dict[str, Value]:
        """The bare values of all that."""
        self.all_known()
        return self.bare

    def _next(self) -> Question | None:
        """The first question not passed that supplies something still needed."""
        known = self.all_known()
        bare, policy = self.bare, self.policy()
        needed = self.needed(policy, bare)
        for question in self.questions.questions:
            if question.id in self.passed or question.fact in known or not question.makes_sense(bare):
                continue
            supplies = question.supplies & self.loaded if question.kind == "ofsted_urn" else question.supplies
            on_paper = "letter" in question.needed_for and (policy is not None or "cohort" not in known)
            if needed & supplies or on_paper:
                return question
        return None

    def _given(self, question: Question) -> Known | None:
        """What the office's answer settles; `None` where there is none that holds now."""
        text = self.answers.get(plain_key(question, self._facts()))
        settled = None if text is None else self._read(question, text)
        if text is not None and settled is not None:
            self.given[question.id] = text
        return settled

    def _read(self, question: Question, text: str) -> Known | None:
        facts = self._facts()
        options = options_of(question, self.questions, self.policy_for, facts)
        try:
            settled = read_answer(question, text, options, self.questions.vocabulary)
        except AnswerError:
            return None
        own = KnownFact(settled.get(question.fact, ""), "answer", YOU_ANSWERED)
        return {
            name: own if name == question.fact else KnownFact(value, "follows", f"Follows from: {question.label}")
            for name, value in settled.items()
        }

    def _take(self, question: Question, given: Known) -> None:
        """Let an answer stand, with what can be looked up by it.  What is looked up goes before what only follows."""
        for name, fact in given.items():
            if fact.origin != "follows" or name not in self.standing:
                self._put({name: fact})
        if question.fact not in given:
            return
        found = self.look_up(question.id, given[question.fact].value, values(self.standing))
        self._put(found)
        for name, fact in found.items():
            if (said := self._challenged(name, fact)) != fact:
                self._put({name: said})

    def _put(self, known: Known) -> None:
        """Let facts stand."""
        self.standing.update(known)
        self.all = None

    def _challenged(self, name: str, fact: KnownFact) -> KnownFact:
        """What the office says against a value that was looked up, where it does."""
        question = self.questions.about_fact(name, values(self.standing))
        if question is None:
            return fact
        text = self.answers.get(challenge_key(question, values(self.standing), fact.value))
        said = self._read(question, text) if text is not None else None
        if said is None or name not in said or said[name].value == fact.value:
            return fact
        words = self.questions.vocabulary.value_name(name, fact.value)
        return KnownFact(said[name].value, "answer", f"Your word. {fact.say}: {words}", fact.value)

    def _likely(self, question: Question) -> Known:
        """What most offices would answer, to estimate how many questions are left."""
        options = options_of(question, self.questions, self.policy_for, self._facts())
        chosen = next((option for option in options if option.value == question.likely), None) or next(
            iter(options), None
        )
        likely: dict[str, Value] = dict(chosen.facts) if chosen else {question.fact: question.likely}
        likely |= question.likely_facts
        likely |= {name: "no" for name in question.supplies & self.loaded if not chosen}
        return {name: KnownFact(value, "follows", "") for name, value in likely.items()}
