"""The extent of a noun phrase."""

from spacy.tokens import Doc, Token

from kg.model import Span

MODIFIERS = {"amod", "compound", "nmod", "nmod:poss", "nmod:desc", "det", "nummod", "case", "flat", "punct", "advmod"}


def words_of(head: Token) -> list[int]:
    """The tokens of the noun phrase around its head, without clauses, appositions and far attachments."""
    left = right = head.i
    for child in head.lefts:
        if child.dep_ in MODIFIERS - {"punct", "case"}:
            left = min(left, child.left_edge.i)
    for child in head.rights:
        if child.dep_ in {"flat", "compound", "nmod"} and child.right_edge.i - head.i <= 6:
            if any(t.dep_.startswith("acl") for t in child.subtree):
                break
            right = max(right, child.right_edge.i)
        elif child.dep_ not in {"case", "flat"}:
            break
    doc = head.doc
    while left < head.i and (doc[left].pos_ in {"DET", "PUNCT", "ADP", "CCONJ"} or doc[left].is_space):
        left += 1
    return list(range(max(left, head.i - 8), right + 1))


def owns(token: Token) -> bool:
    """Whether an 's hangs on a word."""
    return any(c.tag_ == "POS" for c in token.children)


def place_of(doc: Doc, words: list[int]) -> Span:
    """The characters from the first word to the last."""
    return Span(doc[words[0]].idx, doc[words[-1]].idx + len(doc[words[-1]]))


def joined(doc: Doc, words: list[int]) -> str:
    """The words as a name is written, whatever white space stands between them in the text."""
    text = " ".join(doc[i].text for i in words if not doc[i].is_space)
    return text.replace(" ’s", "’s").replace(" 's", "'s").replace(" - ", "-")


def apart(token: Token) -> bool:
    """Whether a modifier is another party: "killed by agents *of Karsund*" is, "government *of Karsund*" is not."""
    if token.dep_ != "nmod":
        return False
    cases = [c.lower_ for c in token.children if c.dep_ == "case"]
    return not cases or any(case not in {"of", "from", "in"} for case in cases)


def bare(noun: Token) -> bool:
    """Whether a noun stands with "the", and no word says whose or which it is."""
    return any(c.lower_ == "the" for c in noun.children) and not any(
        c.dep_.startswith(("amod", "compound", "nmod", "acl", "appos")) for c in noun.children
    )
