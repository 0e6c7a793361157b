"""What grammar says of a speech act: was it performed at all, how sure is its source, how is it told."""

from spacy.tokens import Doc, Token

from kg.model import Certainty, Status, Style

QUOTES = {'"', "“", "”", "``", "''", "«", "»", "„"}
NEARBY = 12  # words
NOT = {"not", "n't", "n’t", "never", "neither", "nor"}
NONE = {"no", "nothing", "nobody", "none"}
FALSE = {
    "false", "untrue", "baseless", "unfounded", "groundless", "incorrect", "inaccurate", "fabricated", "misleading",
    "wrong", "fake", "lie", "nonsense", "absurd", "ridiculous", "hoax",
}  # fmt: skip
# what somebody is charged with, or charges
CONTESTED = frozenset(
    "accusation allegation charge claim report suggestion involvement role wrongdoing link responsibility rumour rumor "
    "knowledge assertion notion criticism collusion connection".split()
)
FUTURE = {"will", "shall", "'ll", "’ll", "wo", "gonna"}
MAYBE = {"would", "could", "might", "may", "should", "can"}
IF = {"if", "unless", "whether", "should"}
REFUSES = {"refuse", "decline", "fail", "stop", "avoid"}
QUESTIONS, ASKING = {"question", "query", "inquiry"}, {"ask", "question", "quiz", "press"}
ANSWERS = {"respond", "reply", "answer", "react", "response", "reaction"}
LIKELY = {"likely", "expect", "set", "prepare", "plan", "go"}
UNSURE = {"may", "might", "could", "possibly", "perhaps", "maybe"}
PROBABLE = {"probably", "likely", "apparently", "reportedly", "allegedly", "appear", "seem", "suggest", "hint"}


def status(cue: Token) -> Status:
    """Whether the act was performed: actual, predicted ("will deny"), hypothetical ("if it denies"), negated."""
    verbs = [cue]
    while verbs[-1].dep_ in {"xcomp", "conj"} and verbs[-1].head.pos_ in {"VERB", "ADJ", "AUX"} and len(verbs) < 4:
        verbs.append(verbs[-1].head)
    helpers = [
        c
        for v in verbs
        for c in v.children
        if c.i < v.i
        and (c.dep_.startswith("aux") or c.dep_ in {"advmod", "mark", "cc"})
        and c.nbor().lower_ not in {"only", "just"}  # "not only said" is said
    ]
    words = {c.lower_ for c in helpers}
    over = {v.lemma_.lower() for v in verbs[1:] if v.i < cue.i}
    if cue.pos_ in {"VERB", "AUX", "NOUN"}:
        if words & NOT or over & REFUSES:
            return "negated"
        if words & FUTURE or (over & LIKELY and cue.dep_ == "xcomp"):
            return "predicted"
        if words & MAYBE:
            return "hypothetical"
        if any(c.dep_ == "mark" and c.lower_ in IF for v in verbs for c in v.children):
            return "hypothetical"
    return "actual"


def negated(doc: Doc, start: int, end: int) -> bool:
    """Whether a content says that something is not so: by a negation at its clause, or by a word such as "false"."""
    clause = doc[start:end].root
    near = [clause, *clause.children]
    if clause.head.i != clause.i and clause.dep_ in {"ccomp", "xcomp", "csubj", "obj", "acl", "nsubj", "advcl"}:
        near += [clause.head, *clause.head.children]
    near += [c for t in near for c in t.children if c.dep_ in {"det", "advmod"}]
    return any(t.lower_ in NOT | NONE or t.lemma_.lower() in FALSE for t in near)


def answers(doc: Doc, act: tuple[int, int], cue: tuple[int, int] | None) -> bool:
    """Whether the words themselves speak of a charge, or call something false: "those claims", "simply not true"."""
    clause = doc[slice(*act)].root
    near = {*range(*act), *range(*(cue or act)), *(t.i for t in clause.subtree if abs(t.i - clause.i) < NEARBY)}
    near |= {clause.head.i} if clause.head.sent.start == clause.sent.start else set()
    return any(doc[i].lemma_.lower() in CONTESTED | FALSE for i in near)


def elsewhere(doc: Doc) -> set[int]:
    """The tokens of lines that lead to other articles, which claim nothing here: "Also Read: …"."""
    return {token.i for line in doc.spans.get("aside", ()) for token in line}


def asked(doc: Doc, start: int, end: int, cue: tuple[int, int] | None) -> bool:
    """Whether words are what somebody was asked about, and so nobody's claim: "responding to questions about the raid".

    Unless the question itself tells who says so: "asked about the reports by Osei that …".
    """
    for token in doc[start:end].root.ancestors:
        lemma = token.lemma_.lower()
        about = (
            token.pos_ == "NOUN" and lemma in QUESTIONS and any(t.lemma_.lower() in ANSWERS for t in token.ancestors)
        )
        if about or (token.tag_ == "VBN" and lemma in ASKING):
            told = (t for t in token.subtree if t != token and t.dep_ != "amod" and t.pos_ in {"VERB", "NOUN"})
            return cue is None or not any(cue[0] <= t.i < cue[1] for t in told)
    return False


def certainty(doc: Doc, start: int, end: int) -> Certainty:
    """How sure the source is of a content: its modals and adverbs."""
    words = {w for i in range(start, end) for w in (doc[i].lower_, doc[i].lemma_.lower())}
    if words & UNSURE:
        return "possible"
    return "probable" if words & PROBABLE else "certain"


def style(doc: Doc, parts: tuple[tuple[int, int], ...]) -> Style:
    """Direct: all of the content stands in quotation marks; mixed: some of it; indirect: none."""
    if not parts:
        return "narrated"
    inside = [_quoted(doc, start, end) for start, end in parts]
    if all(x == 1 for x in inside):
        return "direct"
    return "mixed" if any(inside) else "indirect"


def _quoted(doc: Doc, start: int, end: int) -> float:
    first = doc[start].text in QUOTES or (start > 0 and doc[start - 1].text in QUOTES)
    last = doc[end - 1].text in QUOTES or (end < len(doc) and doc[end].text in QUOTES)
    if first and last:
        return 1.0
    return 0.5 if any(doc[i].text in QUOTES for i in range(start, end)) else 0.0


def condition(doc: Doc, start: int, end: int) -> str | None:
    """The words of an if-clause in a content, verbatim."""
    for i in range(start, end):
        token = doc[i]
        if token.lower_ in {"if", "unless"} and token.dep_ == "mark":
            clause = token.head
            left, right = token.i, min(clause.right_edge.i + 1, end)
            if right > left:
                return str(doc[left:right].text)
    return None
