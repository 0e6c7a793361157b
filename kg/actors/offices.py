"""Offices: the words of them beside a person's name, and who bears one."""

from collections.abc import Callable, Collection, Mapping, Sequence

from spacy.tokens import Span, Token

from kg.actors.nouns import nouns
from kg.actors.phrases import words_of
from kg.actors.places import gazetteer

# {first token of a person's name: (token where an office stands, its words) …}
Offices = Mapping[int, Sequence[tuple[int, str]]]


def office_of(entity: Span, people: Collection[int]) -> str:
    """The words of office beside a name: "Minister of Defence X", "the minister, X", "X, the minister".

    `people` are the tokens after which a person's name has ended.
    """
    doc, start, offices = entity.doc, entity.start, nouns()["office"]
    first = entity.sent.start
    if start - 3 > first and doc[start - 1].text == ")" and doc[start - 3].text == "(":
        start -= 3  # "Chief Election Commissioner (CEC) X"
    while start > first and not doc[start - 1].is_space:
        # "minister of youth and sports X", but not "the lawyer of President X"
        titled = any(t.lemma_.lower() in offices for t in doc[start : entity.start])
        joining = {"and", "&"} if titled else {"and", "&", "of", "for"}
        joins = start < entity.start and doc[start - 1].lower_ in joining
        if titled and joins and start - 2 >= first and doc[start - 2].lemma_.lower() in offices:
            break  # "the premier and President X": two people
        if doc[start - 1].pos_ not in {"NOUN", "PROPN", "ADJ"} and not joins:
            break
        if start in people:
            break
        start -= 1
    root = entity.root
    near = [c for c in root.children if c.dep_ == "appos" and c.i > entity.start and c.pos_ in {"NOUN", "PROPN"}]
    if root.dep_ == "appos" or (root.dep_ == "nsubj" and _is(root.head)):
        near.append(root.head)
    beside = next((t for t in near if t.lemma_.lower() in offices), None)
    before = doc[start : entity.start].text
    return " ".join([before, *(doc[i].text for i in words_of(beside))]).strip() if beside is not None else before


def _is(predicate: Token) -> bool:
    """Whether somebody is said to be something: not that they are not, may be or were asked to be."""
    copulas = [c for c in predicate.children if c.dep_ == "cop"]
    hedged = any(c.dep_ in {"aux", "advmod", "mark", "neg"} for c in predicate.children)
    return bool(copulas) and not hedged and copulas[0].lower_ in {"is", "are", "’s", "'s"}


SHORT = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "col": "colonel", "capt": "captain",
    "prof": "professor", "adm": "admiral", "amb": "ambassador", "sgt": "sergeant", "insp": "inspector",
}  # fmt: skip
ACRONYMS = {"pm", "fm", "cm", "dpm", "ceo", "cfo", "coo", "cec", "vp", "dg", "igp", "cjp", "cji", "coas"}
LESSER = {"vice", "deputy", "assistant", "associate", "acting", "former", "ex", "then"}


def _words(office: str) -> set[str]:
    words = (w.strip("-.,").lower() for w in office.replace("-", " ").split())
    return {SHORT.get(w, w) for w in words}


def bearer(offices: Offices, head: Token, words: list[int]) -> int | None:
    """The first token of the person who bears all of a title: the nearest before, else the first behind.

    "The president" is a vice president only where there is no other.
    """
    aside = {
        t.i
        for c in head.children
        if c.dep_ in {"nmod:poss", "nummod"} or any(t.like_num for t in c.subtree)
        for t in c.subtree
    }  # whose minister, and of what age
    wanted = {head.doc[i].lower_ for i in words if i not in aside} - {"the", "a", "this", "of", "for", "-"}
    wanted = {w for w in wanted if not gazetteer().country(w)}
    titles = [{head.lower_}, {"prime", "minister"}] if head.lower_ == "premier" else [{head.lower_}]

    def rank(office: str) -> int | None:
        have = _words(office)
        fits = any(title <= have for title in titles) and wanted <= have | {head.lower_}
        return int(bool((have & LESSER) - wanted)) if fits else None

    return _nearest(offices, head.i, rank)


def titled(offices: Offices, short: str, at: int) -> int | None:
    """The same for the person whose office an acronym is made of: "the PM"."""
    letters = short.replace(".", "").lower()
    if letters not in ACRONYMS:
        return None

    def rank(office: str) -> int | None:
        words = [w.lower() for w in office.replace("-", " ").split() if w[0].isalpha()]
        runs = (words[i : i + len(letters)] for i in range(len(words)))
        made = any("".join(w[0] for w in run) == letters and nouns()["office"] & set(run) for run in runs)
        return 0 if made else None

    return _nearest(offices, at, rank)


def _nearest(offices: Offices, at: int, rank: Callable[[str], int | None]) -> int | None:
    """Of the persons whose office has the least rank: the nearest if it is told of before `at`, else the first."""
    fitting = [
        (ranked, told > at, start if told > at else abs(start - at), start)
        for start, roles in offices.items()
        for told, office in roles
        if (ranked := rank(office)) is not None
    ]
    return min(fitting)[3] if fitting else None
