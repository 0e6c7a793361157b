"""What is an article: English, not too long, made of words."""

import pytest

from kg.errors import SourceError
from kg.ingest.checks import MAX_CHARACTERS, MAX_WORD, check_text, foreign_language, joined, shown
from tests.ingest.texts import DENIAL, QUOTED

FOREIGN = {
    "Arabic": "نفى وزير الدفاع أي تورط في الهجوم الذي وقع يوم الأحد.",
    "Danish": "Ministeren afviste enhver indblanding i angrebet søndag.",
    "Dutch": "De minister ontkende elke betrokkenheid bij de aanval van zondag.",
    "Finnish": "Ministeri kiisti osallisuutensa sunnuntain iskuun.",
    "French": "Le ministre a nié toute implication dans l’attaque de dimanche.",
    "German": "Der Minister wies jede Beteiligung an dem Angriff vom Sonntag zurück.",
    "Hungarian": "A miniszter tagadta, hogy köze lenne a vasárnapi támadáshoz.",
    "Italian": "Il ministro ha negato ogni coinvolgimento nell’attacco di domenica.",
    "Japanese": "大臣は日曜日の攻撃への関与を否定した。",
    "Polish": "Minister zaprzeczył jakiemukolwiek udziałowi w niedzielnym ataku.",
    "Portuguese": "O ministro negou qualquer envolvimento no ataque de domingo.",
    "Russian": "Министр отверг причастность к воскресному нападению.",
    "Spanish": "El ministro negó cualquier implicación en el ataque del domingo.",
    "Swahili": "Waziri huyo alikanusha kuhusika na shambulio hilo la Jumapili.",
    "Turkish": "Bakan pazar günkü saldırıyla ilgili her türlü ilgisini reddetti.",
    "Urdu": "وزیر نے اتوار کے حملے میں ملوث ہونے کی تردید کی۔",
    "Vietnamese": "Bộ trưởng phủ nhận mọi liên quan đến vụ tấn công hôm Chủ nhật.",
}
# Close relatives share the detector's weight, so the name may be a neighbour's; what counts is that they do not pass
RELATED = [
    "Ministar je zanijekao bilo kakvu umiješanost u napad u nedjelju.",
    "Statsråden avviste all innblanding i angrepet på søndag.",
    "Menteri itu menafikan sebarang penglibatan dalam serangan hari Ahad.",
]
ENGLISH = [
    DENIAL,
    QUOTED,
    "Hello",
    "Karsund concedes",
    "Marovan: Selva",
    "He said no.",
    "Karsund police arrest five, seize rifles",
    "Aurel Dancu",
    "Sela Tuimanu, Noa Felisi, Tavita Loleni, Colin Brade",
    "Fire in Mirenna",
    "Dem say di minister don deny am",
    "Prime Minister Eirik Solvang visits Holmvik shipyard",
    "KARSUND REJECTS CHARGE",
    "x",
]


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_named(language):
    with pytest.raises(SourceError, match=f"^a.txt: looks {language}; kg reads English only"):
        check_text(FOREIGN[language], "a.txt")


@pytest.mark.parametrize("text", RELATED)
def test_close_relatives_do_not_slip_through(text):
    assert foreign_language(text)


@pytest.mark.parametrize("text", ENGLISH)
def test_english_passes_however_short(text):
    check_text(text, "a.txt")


def test_a_foreign_quotation_in_an_english_article_passes():
    check_text(f"{DENIAL} “{FOREIGN['French']}” he told the paper.", "a.txt")


def test_the_longest_article_passes_and_one_character_more_does_not():
    text = (f"{DENIAL} " * (MAX_CHARACTERS // len(DENIAL)))[:MAX_CHARACTERS]
    check_text(text, "a.txt")
    with pytest.raises(SourceError, match="is too long for one article"):
        check_text(f"{text}.", "a.txt")


def test_encoded_data_is_no_prose():
    with pytest.raises(SourceError, match="5,000 characters without a space"):
        check_text(f"{DENIAL} {'QUJD' * (MAX_WORD // 4)}", "a.txt")


@pytest.mark.parametrize("text", ["", " \n\t", "12 34", "—", "\u200b", "!?"])
def test_a_text_without_words_is_empty(text):
    with pytest.raises(SourceError, match="is empty or holds no words"):
        check_text(text, "a.txt")


def test_messages_show_values_on_one_line_and_cut():
    assert shown("a\nb\ud800") == r"'a\nb\ud800'"
    assert len(shown("x" * 500)) == 60
    assert joined(["a", "b", "c"]) == "a, b or c"
    assert joined(["a"]) == "a"
