from kg.claims.lexicon import act_of
from tests.docs import doc


def test_the_phrase_counts_before_its_word_and_the_word_before_nothing() -> None:
    called = doc("Osei/PROPN/nsubj/1 called|call/VERB/root/1 for/ADP/case/3 peace/NOUN/obl/1")
    assert act_of(called, 1, 2) == "callFor"
    assert act_of(doc("Osei/PROPN/nsubj/1 denied|deny/VERB/root/1 it/PRON/obj/1"), 1, 2) == "deny"
    assert act_of(doc("Osei/PROPN/nsubj/1 smiled|smile/VERB/root/1"), 1, 2) == "state"
