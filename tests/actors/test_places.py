from kg.actors.places import gazetteer


def test_names_demonyms_capitals() -> None:
    table = gazetteer()
    assert table.country("Afghan") == table.country("Afghanistan") == table.seat("Kabul") == "Afghanistan"
    assert (
        table.country("the United States") == table.country("Americans") == table.seat("Washington") == "United States"
    )
    assert table.country("Veloria") is None


def test_a_town_named_like_its_country_means_the_country() -> None:
    assert gazetteer().seat("Singapore") is None
