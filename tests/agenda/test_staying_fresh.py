"""An open page keeps itself right."""

import pytest


@pytest.mark.parametrize("path", ["agenda/live", "agenda/now", "agenda/live?domain=shtt"])
def test_within_the_minute_an_unchanged_fragment_costs_nothing(stranger, clock, path) -> None:
    clock(9, 45)
    first = stranger.get(path)

    again = stranger.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.text) == (304, "")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_minute_later_it_comes_anew(stranger, clock) -> None:
    clock(9, 45)
    etag = stranger.get("agenda/live").headers["ETag"]
    clock(9, 46)

    later = stranger.get("agenda/live", headers={"If-None-Match": etag})

    assert later.status_code == 200
    assert 'value="44"' in later.text


def test_after_a_publication_it_comes_anew_with_the_new_words(
    stranger, cast, agenda, filled_in
) -> None:
    etag = stranger.get("agenda/live").headers["ETag"]
    cast.organiser().post(
        f"organise/agenda/{agenda.item('khai mạc')}",
        filled_in(starts="08:20", ends="08:35", title_vi="Khai mạc Hội nghị"),
    )
    agenda.publish()

    after = stranger.get("agenda/live", headers={"If-None-Match": etag})

    assert after.status_code == 200
    assert "Khai mạc Hội nghị" in after.text


def test_a_draft_changes_nothing_of_it(stranger, cast, agenda, filled_in) -> None:
    etag = stranger.get("agenda/live").headers["ETag"]
    cast.organiser().post(
        f"organise/agenda/{agenda.item('khai mạc')}",
        filled_in(starts="08:20", ends="08:35", title_vi="Khai mạc Hội nghị"),
    )

    assert stranger.get("agenda/live", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("domain", ["", "?domain=shtt"])
def test_the_page_asks_for_the_fragment_of_its_own_domain(stranger, domain) -> None:
    assert f"/agenda/live{domain}" in stranger.get(f"agenda{domain}").text


def test_the_fragments_of_two_languages_and_domains_are_not_taken_for_each_other(stranger) -> None:
    paths = ["agenda/live", "agenda/live?domain=shtt", "agenda/live?domain=bcvt", "agenda/now"]
    etags = {stranger.get(path).headers["ETag"] for path in paths}
    etags.add(stranger.get("agenda/live?lang=en").headers["ETag"])

    assert len(etags) == 5


def test_an_unchanged_fragment_takes_two_statements(stranger, clock, statements) -> None:
    clock(9, 45)
    etag = stranger.get("agenda/live").headers["ETag"]
    statements.clear()

    stranger.get("agenda/live", headers={"If-None-Match": etag})

    assert [s for s in statements if "agenda_version" in s] == []
    assert len([s for s in statements if s.startswith("SELECT")]) == 2


def test_the_page_without_scripts_shows_what_the_fragment_shows(stranger, clock) -> None:
    clock(10, 5)

    assert stranger.get("agenda/live").text.strip() in stranger.get("agenda").text
