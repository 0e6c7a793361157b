import numpy as np

from kg.nlp.sentences import one_subject
from tests.docs import doc


def test_what_stands_before_a_noun_is_no_second_subject() -> None:
    made = doc(
        "The/DET/nsubj/4 Afghan/ADJ/nsubj/4 government/NOUN/nsubj/4 is/AUX/aux/4 "
        "lying|lie/VBG/root/4 to/ADP/case/6 all/DET/obl/4"
    )
    words = np.arange(len(made))
    heads, deps = np.array([4, 4, 4, 4, 4, 6, 4]), ["nsubj", "nsubj", "nsubj", "aux", "root", "case", "obl"]
    one_subject(made, words, heads, deps)
    assert heads.tolist() == [2, 2, 4, 4, 4, 6, 4]
    assert deps == ["det", "amod", "nsubj", "aux", "root", "case", "obl"]


def test_which_somebody_blames_is_no_second_subject() -> None:
    made = doc(
        "The/DET/det/1 Front/PROPN/root/1 which/PRON/nsubj/4 Karsund/PROPN/nsubj/4 blames|blame/VERB/acl:relcl/1"
    )
    heads, deps = np.array([1, 1, 4, 4, 1]), ["det", "root", "nsubj", "nsubj", "acl:relcl"]
    one_subject(made, np.arange(5), heads, deps)
    assert deps == ["det", "root", "obj", "nsubj", "acl:relcl"]


def test_two_subjects_that_are_nouns_stay() -> None:
    made = doc("Osei/PROPN/nsubj/2 Marovan/PROPN/nsubj/2 left/VERB/root/2")
    heads, deps = np.array([2, 2, 2]), ["nsubj", "nsubj", "root"]
    one_subject(made, np.arange(3), heads, deps)
    assert heads.tolist() == [2, 2, 2]
