"""Organisers keep the legal documents that answers may cite."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.database import Words, db
from confapp.errors import Refusal
from confapp.events.models import LegalDocument
from confapp.people.models import User
from confapp.questions.legal_documents import keeping, kinds
from tests.cast import SLUG, the_event
from tests.conftest import set_clock
from tests.questions.conftest import the_question
from tests.questions.making import first_decree
from tests.racing import at_once

LIST = f"/{SLUG}/organise/legal-documents"
LAW: dict[str, str] = {
    "kind": "law",
    "number": "50/2005/QH11",
    "title_vi": "Luật Sở hữu trí tuệ",
    "title_en": "Law on Intellectual Property",
    "issued_on": "2005-11-29",
    "in_force_from": "2006-07-01",
    "in_force_until": "",
}


@pytest.fixture
def organiser(cast):
    return cast.organiser()


@pytest.fixture
def add(app) -> Callable[..., int]:
    """Adds a document as organisers do, and gives its id."""

    def added(number: str = LAW["number"], **told: Any) -> int:
        with app.app_context():
            document = LegalDocument(
                **{
                    "event_id": the_event().id,
                    "kind": "law",
                    "number": number,
                    "title": Words(LAW["title_vi"], LAW["title_en"]),
                    "issued_on": date(2005, 11, 29),
                    "in_force_from": date(2006, 7, 1),
                }
                | told
            )
            document.index()
            db.session.add(document)
            db.session.commit()
            return document.id

    return added


def kept(app) -> dict[str, tuple[object, ...]]:
    """The documents by their number."""
    with app.app_context():
        return {
            one.number: (
                one.kind,
                one.title,
                one.issued_on,
                one.in_force_from,
                one.in_force_until,
            )
            for one in db.session.scalars(sa.select(LegalDocument))
        }


def as_sent(app, document_id: int) -> dict[str, str]:
    """The fields of its form as they stand."""
    with app.app_context():
        one = db.session.get_one(LegalDocument, document_id)
        return {
            "kind": one.kind,
            "number": one.number,
            "title_vi": one.title.vi,
            "title_en": one.title.en,
            "issued_on": str(one.issued_on),
            "in_force_from": str(one.in_force_from),
            "in_force_until": str(one.in_force_until or ""),
        }


def decree_id(app) -> int:
    with app.app_context():
        return first_decree().id


def acts(app) -> list[tuple[str, dict[str, Any]]]:
    with app.app_context():
        found = sa.select(AuditEntry).where(AuditEntry.act.contains("legal document"))
        return [(one.act, one.details) for one in db.session.scalars(found.order_by(AuditEntry.id))]


def test_what_is_seeded_is_a_decree(app) -> None:
    decrees = kept(app)

    assert {number: told[0] for number, told in decrees.items()} == {
        "132/2025/NĐ-CP": "decree",
        "133/2025/NĐ-CP": "decree",
    }


def test_a_law_is_added_and_can_be_cited_at_once(app, cast, organiser, questions, sheet) -> None:
    answer = organiser.post("organise/legal-documents", LAW)

    assert (answer.status_code, answer.location) == (303, LIST)
    assert kept(app)["50/2005/QH11"] == (
        "law",
        Words("Luật Sở hữu trí tuệ", "Law on Intellectual Property"),
        date(2005, 11, 29),
        date(2006, 7, 1),
        None,
    )
    assert acts(app) == [("add legal document", LAW)]
    assert "Luật Sở hữu trí tuệ" in organiser.get("organise/legal-documents").text
    with app.app_context():
        law = db.session.scalars(sa.select(LegalDocument).filter_by(kind="law")).one().id
    asked, assistant = questions.taken(), cast.assistant("shtt")
    row = {"decree_1": str(law), "article_1": "7", "clause_1": "1"}
    assistant.post(f"desk/{asked.number}/answer", sheet(**row, hand_in="1"))
    page = assistant.get(f"desk/{asked.number}").text
    assert "khoản 1 Điều 7 Luật Sở hữu trí tuệ số 50/2005/QH11" in page


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("Số: 50/2005/QH11", "50/2005/QH11"),
        ("số 50 / 2005 / QH11", "50/2005/QH11"),
        ("50/2005/QH11\u200b", "50/2005/QH11"),
    ],
)
def test_a_number_is_kept_as_it_is_printed(app, organiser, typed, number) -> None:
    organiser.post("organise/legal-documents", LAW | {"number": typed})

    assert number in kept(app)


def test_a_number_that_was_copied_from_our_pages_has_plain_hyphens(app, organiser) -> None:
    told = {"kind": "circular", "number": "26/2020/TT\N{NON-BREAKING HYPHEN}BTTTT"}

    organiser.post("organise/legal-documents", LAW | told)

    assert "26/2020/TT-BTTTT" in kept(app)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_the_example_of_each_kind_is_one_of_its_numbers(app, organiser, kind) -> None:
    of_kind = kinds.KINDS[kind]
    told = {"kind": kind, "number": of_kind.example, "title_vi": f"{of_kind.begins} X".strip()}

    assert organiser.post("organise/legal-documents", LAW | told).status_code == (
        422 if of_kind.example == "133/2025/NĐ-CP" else 303
    )


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"kind": ""}, "kind", "Please choose the kind of document."),
        ({"kind": "treaty"}, "kind", "Please choose from the list."),
        ({"number": " "}, "number", "Please enter the number."),
        ({"number": "50/QH11"}, "number", "This is not how a document of this kind is numbered."),
        ({"number": "133/2025/NĐ-CP"}, "number", "Example: 50/2005/QH11"),
        ({"number": "\u0665\u0660/2005/QH11"}, "number", "Example: 50/2005/QH11"),
        ({"kind": "decree", "number": "133/2025/NĐ-CP"}, "number", "is in the list already"),
        ({"kind": "decree", "number": "133/2025/nđ-cp"}, "number", "Example: 133/2025/NĐ-CP"),
        ({"number": "5" * 61}, "number", "At most 60 characters, please."),
        ({"title_vi": ""}, "title_vi", "Please enter the title of the document."),
        ({"title_vi": "Sở hữu trí tuệ"}, "title_vi", "the title begins with “Luật”"),
        ({"title_vi": "Luật " + "x" * 496}, "title_vi", "At most 500 characters, please."),
        ({"title_en": "x" * 501}, "title_en", "At most 500 characters, please."),
        ({"issued_on": ""}, "issued_on", "Please enter the date of the document."),
        ({"issued_on": "29/11"}, "issued_on", "The date is not valid."),
        ({"issued_on": "0205-11-29"}, "issued_on", "The date is not valid."),
        ({"in_force_from": ""}, "in_force_from", "Please enter the day from which"),
        ({"in_force_from": "2005-11-28"}, "in_force_from", "not in force before its date"),
        ({"in_force_until": "2006-07-01"}, "in_force_until", "It ends after the day"),
        ({"in_force_until": "13/13"}, "in_force_until", "The date is not valid."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    app, organiser, wrong, field, sentence
) -> None:
    before, sent = kept(app), LAW | wrong

    answer = organiser.post("organise/legal-documents?lang=en", sent)

    assert answer.status_code == 422
    assert answer.text.count('class="field-error"') == 1
    error = answer.text.partition(f'id="{field}-error"')[2].partition("</p>")[0]
    assert sentence in error
    for name, typed in sent.items():
        if name not in ("kind", field):
            assert f'value="{typed}"' in answer.text
    assert kept(app) == before
    assert acts(app) == []


def test_an_empty_form_is_told_what_is_needed(organiser) -> None:
    answer = organiser.post("organise/legal-documents", {})

    assert answer.status_code == 422
    named = ("kind", "number", "title_vi", "issued_on", "in_force_from")
    assert [name for name in LAW if f'id="{name}-error"' in answer.text] == list(named)


def test_a_document_that_was_added_is_not_added_twice(app, organiser) -> None:
    first, again = (organiser.post("organise/legal-documents", LAW) for _time in range(2))

    assert (first.status_code, again.status_code) == (303, 422)
    assert 'id="number-error"' in again.text
    assert len(kept(app)) == 3


def test_of_two_organisers_who_add_the_same_at_once_one_does(app, cast) -> None:
    user_id = cast.organiser().user_id
    browsers = [cast.sign_in(user_id) for _browser in range(8)]

    answers = at_once(
        [lambda one=one: one.post("organise/legal-documents", LAW) for one in browsers]
    )

    assert sorted(answer.status_code for answer in answers) == [303] + [422] * 7
    assert len(kept(app)) == 3


def test_the_same_number_may_be_kept_in_another_event(app, organiser, add, other_event_id) -> None:
    add(event_id=other_event_id)

    assert organiser.post("organise/legal-documents", LAW).status_code == 303


def test_a_document_is_changed_and_the_log_says_what(app, organiser, add) -> None:
    law = add()
    told = LAW | {"number": "50/2005/QH12", "in_force_until": "2030-01-01"}

    answer = organiser.post(f"organise/legal-documents/{law}", told)

    assert (answer.status_code, answer.location) == (303, LIST)
    assert kept(app)["50/2005/QH12"][-1] == date(2030, 1, 1)
    changed = {
        "number": ["50/2005/QH11", "50/2005/QH12"],
        "in_force_until": ["", "2030-01-01"],
    }
    assert acts(app) == [("change legal document", changed)]
    assert "50/2005/QH12" in organiser.get("organise/legal-documents?q=qh12").text


def test_what_is_sent_unchanged_leaves_no_trace(app, organiser, add) -> None:
    law = add()

    assert organiser.post(f"organise/legal-documents/{law}", LAW).status_code == 303
    assert acts(app) == []


def test_a_document_does_not_take_the_number_of_another(app, organiser, add) -> None:
    add("50/2005/QH11")
    other = add("50/2005/QH12")

    answer = organiser.post(f"organise/legal-documents/{other}", LAW)

    assert answer.status_code == 422
    assert 'id="number-error"' in answer.text
    assert acts(app) == []


@pytest.mark.parametrize("state", ["approved", "published", "retracted"])
@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("kind", {"kind": "decision", "number": "132/2025/QĐ-TTg"}),
        ("number", {"number": "134/2025/NĐ-CP"}),
    ],
)
def test_what_an_answer_that_stays_prints_stays(
    app, organiser, questions, state, field, told
) -> None:
    getattr(questions, state)()
    decree, before = decree_id(app), kept(app)
    path = f"organise/legal-documents/{decree}"

    answer = organiser.post(path, as_sent(app, decree) | told)

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert kept(app) == before
    dates = {"in_force_until": "2028-01-01", "title_vi": "Nghị định về phân định thẩm quyền"}
    assert organiser.post(path, as_sent(app, decree) | dates).status_code == 303
    assert kept(app)["132/2025/NĐ-CP"][-1] == date(2028, 1, 1)


def test_a_law_keeps_its_name_too_since_answers_print_it(
    app, cast, organiser, questions, add, sheet
) -> None:
    law, asked, head = add(), questions.taken(), cast.head("shtt")
    head.post(f"desk/{asked.number}/answer", sheet(decree_1=str(law), hand_in="1"))
    head.post(f"desk/{asked.number}/approval", {"saves": "1"})
    head.post(f"desk/{asked.number}/publication")
    address = f"questions/{asked.number}?lang=en"
    printed = "Law on Intellectual Property No. 50/2005/QH11"
    assert printed in head.get(address).text

    for name, told in (("title_vi", "Luật Sở hữu"), ("title_en", "Law on Property")):
        answer = organiser.post(f"organise/legal-documents/{law}", LAW | {name: told})
        assert answer.status_code == 422
        assert f'id="{name}-error"' in answer.text

    assert printed in head.get(address).text


@pytest.mark.parametrize(
    ("changed", "is_kept"),
    [
        ({"kind": "circular"}, True),
        ({"number": "134/2025/NĐ-CP"}, True),
        ({"title": Words("Nghị định khác", "Another decree")}, False),
        ({"in_force_until": date(2028, 1, 1)}, False),
    ],
)
def test_the_database_itself_keeps_what_published_answers_print(
    questions, inside, changed, is_kept
) -> None:
    questions.published()
    document = first_decree()
    for name, value in changed.items():
        setattr(document, name, value)

    with pytest.raises(sa.exc.DatabaseError, match="never changes") if is_kept else nullcontext():
        db.session.flush()


def test_a_draft_prints_what_the_document_is_called_now(app, organiser, questions, cast) -> None:
    asked, decree = questions.drafted(), decree_id(app)
    told = as_sent(app, decree) | {"number": "134/2025/NĐ-CP"}

    assert organiser.post(f"organise/legal-documents/{decree}", told).status_code == 303
    assert "134/2025/NĐ-CP" in cast.head("shtt").get(f"desk/{asked.number}").text


def test_a_document_that_nobody_names_is_removed_once(app, organiser, add) -> None:
    law = add()
    page = organiser.get(f"organise/legal-documents/{law}").text
    assert f"{LIST}/{law}/removal" in page
    assert "Gỡ văn bản này" in page

    answer = organiser.post(f"organise/legal-documents/{law}/removal")

    assert (answer.status_code, answer.location) == (303, LIST)
    assert sorted(kept(app)) == ["132/2025/NĐ-CP", "133/2025/NĐ-CP"]
    assert acts(app) == [("remove legal document", LAW)]
    assert organiser.post(f"organise/legal-documents/{law}/removal").status_code == 404


def test_a_decree_goes_with_its_articles(app, organiser) -> None:
    decree = decree_id(app)

    assert organiser.post(f"organise/legal-documents/{decree}/removal").status_code == 303
    assert sorted(kept(app)) == ["133/2025/NĐ-CP"]


@pytest.mark.parametrize("state", ["drafted", "published"])
def test_a_document_that_an_answer_cites_stays(app, organiser, questions, state) -> None:
    getattr(questions, state)()
    decree = decree_id(app)

    answer = organiser.post(f"organise/legal-documents/{decree}/removal?lang=en")

    assert answer.status_code == 409
    assert "Answers cite this document, so that it cannot be removed." in answer.text
    assert "132/2025/NĐ-CP" in kept(app)
    assert "/removal" not in organiser.get(f"organise/legal-documents/{decree}").text


def test_a_document_that_is_asked_about_stays_and_one_of_a_longer_number_does_not(
    app, organiser, cast, things, fields, add
) -> None:
    short = {"kind": "decree", "title": Words("Nghị định", "")}
    other, asked_about = add("32/2025/NĐ-CP", **short), decree_id(app)
    asker = cast.delegate(things.registration())
    asker.post("questions/new", fields(document="nghị định số 132/2025/NĐ-CP, chương II"))

    stays, goes = (
        organiser.post(f"organise/legal-documents/{one}/removal") for one in (asked_about, other)
    )

    assert (stays.status_code, goes.status_code) == (409, 303)
    assert sorted(kept(app)) == ["132/2025/NĐ-CP", "133/2025/NĐ-CP"]


def test_the_rule_itself_refuses_whatever_the_form_had_found(
    app, questions, organiser, inside
) -> None:
    questions.published()
    document = first_decree()
    told = keeping.particulars_of(document)
    other = keeping.Particulars(**(vars(told) | {"number": "134/2025/NĐ-CP"}))
    by = db.session.get_one(User, organiser.user_id)

    with app.test_request_context(), pytest.raises(Refusal):
        keeping.change(document, other, event=the_event(), by=by)


def test_documents_are_listed_by_force_and_the_newest_of_a_kind_first(organiser, add) -> None:
    add("26/2020/TT-BTTTT", kind="circular", title=Words("Thông tư", ""))
    add()
    add("91/2025/QH15", issued_on=date(2025, 6, 26), in_force_from=date(2026, 1, 1))

    page = organiser.get("organise/legal-documents?lang=en").text

    numbers = ["91/2025/QH15", "50/2005/QH11", "132/2025/", "133/2025/", "26/2020/"]
    places = [page.index(f" No. {number}") for number in numbers]
    assert places == sorted(places)
    assert page.count("not in force yet") == 1


@pytest.mark.parametrize("words", ["phan dinh tham quyen", "132/2025/nd-cp", "132 THẨM"])
def test_documents_are_found_by_number_and_title_without_marks(organiser, words) -> None:
    page = organiser.get("organise/legal-documents", query_string={"q": words}).text

    assert "Nghị định số 132/2025/" in page
    assert "Nghị định số 133/2025/" not in page


def test_a_search_without_a_find_and_a_list_without_documents_say_what_is_next(
    app, organiser
) -> None:
    nothing = organiser.get("organise/legal-documents?q=100%25&lang=en").text
    with app.app_context():
        for one in db.session.scalars(sa.select(LegalDocument)):
            db.session.delete(one)
        db.session.commit()
    empty = organiser.get("organise/legal-documents?lang=en").text

    assert "No legal document matches the search." in nothing
    assert "There is no legal document yet" in empty
    assert f"{LIST}/new" in empty


def test_the_list_costs_as_many_statements_with_thirty_documents(
    organiser, add, statements
) -> None:
    def counted() -> int:
        statements.clear()
        assert organiser.get("organise/legal-documents").status_code == 200
        return len(statements)

    few = counted()
    for number in range(1, 29):
        add(f"{number}/2005/QH11")

    assert counted() == few


def test_a_list_that_is_longer_than_a_page_has_pages(organiser, add) -> None:
    for number in range(1, 31):
        add(f"{number}/2005/QH11")

    second = organiser.get("organise/legal-documents?page=2").text

    assert "133/2025/" in second
    assert "/QH11" not in second


def test_only_organisers_come_in(app, cast, things, stranger, add) -> None:
    law = add()
    people = {
        "moderator": cast.moderator(),
        "clerk": cast.clerk(),
        "legal": cast.legal(),
        "head": cast.head("shtt"),
        "assistant": cast.assistant("shtt"),
        "delegate": cast.delegate(things.registration()),
    }
    pages = ["", "/new", f"/{law}"]
    posts = [("", LAW), (f"/{law}", LAW), (f"/{law}/removal", {})]

    seen = {
        name: [browser.get(f"organise/legal-documents{path}").status_code for path in pages]
        + [
            browser.post(f"organise/legal-documents{path}", told).status_code
            for path, told in posts
        ]
        for name, browser in people.items()
    }

    assert seen == dict.fromkeys(people, [403] * 6)
    unknown = [stranger.get(f"organise/legal-documents{path}").status_code for path in pages]
    assert unknown == [302] * 3
    assert len(kept(app)) == 3


def test_a_document_of_another_event_is_not_found(app, organiser, add, other_event_id) -> None:
    theirs = add(event_id=other_event_id)

    assert organiser.get(f"organise/legal-documents/{theirs}").status_code == 404
    for path in ("", "/removal"):
        answer = organiser.post(f"organise/legal-documents/{theirs}{path}", LAW)
        assert answer.status_code == 404
    assert organiser.get("organise/legal-documents/999999").status_code == 404
    assert "50/2005/QH11" not in organiser.get("organise/legal-documents").text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ((2025, 12, 31), "chưa có hiệu lực: có hiệu lực từ ngày 01/01/2026"),
        ((2026, 1, 1), ""),
        ((2026, 12, 31), ""),
        ((2027, 1, 1), "đã hết hiệu lực từ ngày 01/01/2027"),
    ],
)
def test_the_sheet_says_plainly_that_a_document_is_not_in_force_and_takes_it_all_the_same(
    app, cast, questions, add, sheet, day, sentence
) -> None:
    asked = questions.taken()
    law = add(in_force_from=date(2026, 1, 1), in_force_until=date(2027, 1, 1))
    set_clock(app, 9, 0, day=day)
    assistant = cast.assistant("shtt")
    path = f"desk/{asked.number}"

    assistant.post(f"{path}/answer", sheet(decree_1=str(law)))
    draft = assistant.get(path).text
    assistant.post(f"{path}/answer", sheet(decree_1=str(law), kind="gap", saves="1", hand_in="1"))
    handed_in = assistant.get(path).text
    read_for_law = cast.legal().get(f"legal/{asked.number}").text

    told = f"Luật số 50/2005/QH11 {sentence}."
    shown = draft.partition('class="citation-warning"')[2].partition("</p>")[0]
    assert (told in shown) == bool(sentence)
    assert ("hidden" in shown.partition(">")[0]) == (not sentence)
    assert (told in handed_in) == bool(sentence)
    assert (told in read_for_law) == bool(sentence)
    with app.app_context():
        assert the_question(asked).answer.submission is not None


def test_the_sheet_offers_the_documents_below_their_kinds(cast, questions, add) -> None:
    add("26/2020/TT-BTTTT", kind="circular", title=Words("Thông tư", ""))
    asked = questions.taken()

    page = cast.assistant("shtt").get(f"desk/{asked.number}").text

    groups = [page.index(f'<optgroup label="{kind}">') for kind in ("Nghị định", "Thông tư")]
    assert groups == sorted(groups)
    assert "26/2020/TT-BTTTT · Thông tư" in page


def test_who_asks_is_offered_the_names_of_the_documents(cast, things, add) -> None:
    add()

    page = cast.delegate(things.registration()).get("questions/new").text

    assert '<option value="Luật Sở hữu trí tuệ số 50/2005/QH11"' in page
    assert '<option value="Nghị định số 132/2025/NĐ-CP"' in page
