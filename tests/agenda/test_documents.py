"""Documents are sent in, read by those who may, and taken away again."""

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from confapp.agenda.documents import files, intake
from confapp.agenda.documents.models import Document
from confapp.agenda.models import AgendaItem
from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import Words, db, unit_of_work
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.people import inviting
from confapp.registration.models import Cancellation
from tests.agenda import making
from tests.agenda.conftest import at
from tests.cast import SLUG, Browser, the_event

TALK = "trong lĩnh vực Sở hữu trí tuệ"
NAME = "Đề cương hội nghị.pdf"


@pytest.fixture
def form():
    """The form of documents as it is filled in; each with a submission of its own."""
    numbers = iter(range(1000))

    def filled(*sent: tuple[str, bytes], **told):
        files = sent or [(NAME, making.pdf())]
        parts = [FileStorage(io.BytesIO(content), filename=name) for name, content in files]
        return {
            "submission_id": f"documents-{next(numbers):010d}",
            "audience": "public",
            "opens_at": "",
            "files": parts,
        } | told

    return filled


@pytest.fixture
def made(app):
    """Makes a document, and gives its id."""
    numbers = iter(range(1000))

    def make(name: str = NAME, content: bytes = b"%PDF words", **told) -> int:
        with app.app_context():
            author = inviting.account("sender@example.org", "Trần Văn Gửi", at=now())
            db.session.flush()
            kept = files.keep(io.BytesIO(content), name, at=now())
            document = Document(
                **{
                    "event_id": the_event().id,
                    "submission_id": "made-by-a-test",
                    "position": next(numbers),
                    "title": Words(name.rpartition(".")[0], ""),
                    "name": name,
                    "kind": "pdf",
                    "size": kept.size,
                    "sha256": kept.sha256,
                    "storage_key": kept.key,
                    "audience": "public",
                    "uploaded_at": now(),
                    "uploaded_by_id": author.id,
                }
                | told
            )
            document.index()
            db.session.add(document)
            db.session.commit()
            return document.id

    return make


@pytest.fixture
def kept(app):
    """What the database knows of all documents."""

    def rows() -> list[tuple[object, ...]]:
        with app.app_context():
            return [
                (one.title.vi, one.name, one.kind, one.item_id, one.audience, one.opens_at)
                for one in db.session.scalars(sa.select(Document).order_by(Document.id))
                if not one.is_removed
            ]

    return rows


def errors(page: str) -> dict[str, str]:
    found = re.findall(r'id="([\w-]+)-error">.*?<span>(.*?)</span>', page, re.DOTALL)
    return dict(found)


def links(page: str) -> list[int]:
    """The documents that a page leads to, in order."""
    return [int(number) for number in re.findall(r'agenda/documents/(\d+)" download', page)]


def names_in(archive: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return opened.namelist()


def seen_by(browser, document_id: int) -> tuple[bool, bool, bool]:
    """Whether it is in the list, in the ZIP, and at its address."""
    archive = browser.get("agenda/documents.zip")
    listed = document_id in links(browser.get("agenda").text)
    packed = archive.status_code == 200 and bool(names_in(archive.data))
    return listed, packed, browser.get(f"agenda/documents/{document_id}").status_code == 200


def test_a_document_comes_back_under_its_name_as_an_attachment_without_power(
    cast, form, stranger, kept
) -> None:
    sent = making.pdf()
    answer = cast.organiser().post("organise/documents", form((NAME, sent)))
    [number] = links(stranger.get("agenda").text)

    read = stranger.get(f"agenda/documents/{number}")

    assert (answer.status_code, answer.location) == (303, f"/{SLUG}/organise/documents")
    assert kept() == [("Đề cương hội nghị", NAME, "pdf", None, "public", None)]
    assert (read.data, read.mimetype) == (sent, "application/pdf")
    attachment, _ascii, named = read.headers["Content-Disposition"].split("; ")
    assert (attachment, unquote(named)) == ("attachment", f"filename*=UTF-8''{NAME}")
    assert read.headers["X-Content-Type-Options"] == "nosniff"
    assert read.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert read.headers["Cache-Control"] == "no-store"


def test_a_part_of_a_document_can_be_asked_for(made, stranger) -> None:
    number = made(content=b"0123456789")

    part = stranger.get(f"agenda/documents/{number}", headers={"Range": "bytes=2-4"})

    assert (part.status_code, part.data) == (206, b"234")
    assert part.headers["Content-Range"] == "bytes 2-4/10"


def test_a_web_page_named_as_slides_is_refused_with_a_sentence_and_nothing_typed_is_lost(
    cast, form, kept
) -> None:
    page = b"<!doctype html><title>Slides</title><script>alert(1)</script>"

    answer = cast.organiser().post(
        "organise/documents",
        form(("slides.pdf", page), audience="registered", opens_at="2025-11-13T10:00"),
    )

    assert answer.status_code == 422
    assert errors(answer.text) == {
        "files": "Tệp “slides.pdf” bị hỏng hoặc không phải là tệp PDF như tên gọi. "
        "Vui lòng lưu lại thành PDF bằng phần mềm đã tạo ra tệp."
    }
    assert re.search(r'<input checked [^>]*value="registered"', answer.text)
    assert 'value="2025-11-13T10:00"' in answer.text
    assert kept() == []


def test_of_several_files_the_fit_are_taken_and_the_others_are_named(cast, form, kept) -> None:
    organiser = cast.organiser()
    sent = form(
        ("một.pdf", making.pdf()),
        ("hai.pdf", b"<html>"),
        ("ba.xlsx", making.xlsx()),
        ("bốn.exe", b"MZ"),
    )

    answer = organiser.post("organise/documents?lang=en", sent)

    assert answer.status_code == 422
    assert [row[1] for row in kept()] == ["một.pdf", "ba.xlsx"]
    assert "2 documents have been added." in answer.text
    assert re.findall(r"“(\w+\.\w+)”", errors(answer.text)["files"]) == ["hai.pdf", "bốn.exe"]
    assert sent["submission_id"] not in answer.text


def test_the_same_form_sent_again_adds_nothing(cast, form, kept) -> None:
    organiser = cast.organiser()
    first = form(("một.pdf", making.pdf()), ("hai.pdf", b"<html>"))
    again = form(("một.pdf", making.pdf()), ("hai.pdf", b"<html>")) | {
        "submission_id": first["submission_id"]
    }

    answers = [organiser.post("organise/documents", one).status_code for one in (first, again)]

    assert answers == [422, 422]
    assert [row[1] for row in kept()] == ["một.pdf"]


def test_a_form_that_is_sent_twice_at_once_counts_once(cast, form, kept) -> None:
    organiser = cast.organiser()
    # The same sign-in on a second browser.
    cookie = organiser.client.get_cookie("session").value
    first = form(("ảnh.png", making.picture("PNG", (900, 900))), ("hai.pdf", making.pdf()))
    start = Barrier(2)

    def send(client, sent) -> int:
        client.set_cookie("session", cookie)
        start.wait()
        return Browser(client).post("organise/documents", sent).status_code

    second = form(("ảnh.png", making.picture("PNG", (900, 900))), ("hai.pdf", making.pdf())) | {
        "submission_id": first["submission_id"]
    }
    with ThreadPoolExecutor(2) as pool:
        clients = [organiser.client.application.test_client() for _one in range(2)]
        answers = list(pool.map(send, clients, [first, second]))

    assert answers == [303, 303]
    assert [row[1] for row in kept()] == ["ảnh.png", "hai.pdf"]


def test_while_files_are_checked_and_written_nothing_holds_the_database(app, agenda) -> None:
    # Somebody else writes to the database whenever the file is read.
    class Busy(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            with unit_of_work() as work:
                written.append(work.execute(sa.update(Event).values(slug=SLUG)).rowcount)
            return super().read(size)

    written: list[int] = []
    item_id = agenda.item(TALK)
    with app.test_request_context(method="POST"):
        by = inviting.account("sender@example.org", "Trần Văn Gửi", at=now())
        db.session.flush()
        outcome = intake.take_in(
            [intake.Sent(NAME, Busy(making.pdf()))],
            event=the_event(),
            item=db.session.get_one(AgendaItem, item_id),
            terms=intake.Terms("public", None),
            submission_id="a-form-of-a-test",
            by=by,
            at=now(),
        )
        db.session.commit()

    assert (outcome.taken, outcome.refusals) == (1, [])
    assert set(written) == {1}


def test_an_item_deleted_while_its_files_are_checked_is_told_so(cast, form, app, agenda, kept):
    item_id = agenda.item(TALK)

    class Deleting(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            with unit_of_work() as work:
                removed = sa.update(AgendaItem).filter_by(id=item_id).values(removed_at=now())
                work.execute(removed)
            return super().read(size)

    with app.test_request_context(method="POST"):
        by = inviting.account("sender@example.org", "Trần Văn Gửi", at=now())
        db.session.flush()
        with pytest.raises(Refusal, match="vừa bị xóa"):
            intake.take_in(
                [intake.Sent(NAME, Deleting(making.pdf()))],
                event=the_event(),
                item=db.session.get_one(AgendaItem, item_id),
                terms=intake.Terms("public", None),
                submission_id="a-form-of-a-test",
                by=by,
                at=now(),
            )
    assert kept() == []


def test_a_form_of_somebody_else_is_refused(cast, form, kept, agenda) -> None:
    first = form()
    cast.organiser().post("organise/documents", first)
    second = form() | {"submission_id": first["submission_id"]}

    answer = cast.head("shtt").post(f"agenda/items/{agenda.item(TALK)}/documents", second)

    assert answer.status_code == 409
    assert len(kept()) == 1


def test_an_empty_form_and_a_wrong_one_are_told_so_at_the_fields(cast, kept) -> None:
    organiser = cast.organiser()

    empty = organiser.post("organise/documents?lang=en", {})
    wrong = organiser.post(
        "organise/documents?lang=en",
        {"audience": "all", "opens_at": "yesterday", "item": "9999", "files": (io.BytesIO(), "")},
    )

    assert (empty.status_code, wrong.status_code) == (422, 422)
    assert errors(empty.text)["files"] == "Please choose at least one file."
    assert errors(wrong.text) == {
        "audience": "Please choose from the list.",
        "opens_at": "The day or the time is not valid.",
        "files": "Please choose at least one file.",
        "item": "Please choose from the list.",
    }
    assert kept() == []


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_day_beyond_all_calendars_is_told_so(cast, form, year) -> None:
    answer = cast.organiser().post("organise/documents", form(opens_at=f"{year}-01-01T00:00"))

    assert (answer.status_code, list(errors(answer.text))) == (422, ["opens_at"])


def test_without_a_place_to_write_the_sender_is_told_and_nothing_is_kept(
    cast, form, kept, data_dir
) -> None:
    (data_dir / "documents").write_text("in the way")

    answer = cast.organiser().post("organise/documents?lang=en", form())

    assert answer.status_code == 422
    assert errors(answer.text)["files"].startswith("The server has no room left for “Đề cương")
    assert kept() == []


def test_too_many_files_at_once_are_refused(cast, form) -> None:
    many = [(f"{n}.pdf", b"x") for n in range(21)]

    answer = cast.organiser().post("organise/documents?lang=en", form(*many))

    assert errors(answer.text) == {"files": "At most 20 files at once, please."}


def test_organisers_may_choose_the_item(cast, form, agenda, kept) -> None:
    item_id = agenda.item("Tổng quan")

    cast.organiser().post("organise/documents", form(item=str(item_id)))

    assert [row[3] for row in kept()] == [item_id]


@pytest.mark.parametrize("who", ["head", "assistant"])
def test_a_department_adds_documents_to_its_items(cast, form, agenda, kept, stranger, who) -> None:
    browser = getattr(cast, who)("shtt")
    path = f"agenda/items/{agenda.item(TALK)}/documents"

    page = browser.get(path)
    answer = browser.post(path, form())

    assert (page.status_code, answer.status_code) == (200, 303)
    assert answer.location == f"/{SLUG}/{path}"
    assert [row[3] for row in kept()] == [agenda.item(TALK)]
    assert f'/{SLUG}/{path}"' in browser.get("agenda").text
    assert f'/{SLUG}/{path}"' not in stranger.get("agenda").text


def test_what_is_hidden_until_ten_is_nowhere_a_minute_before(made, stranger, clock) -> None:
    number = made(opens_at=at(10, 0))

    clock(9, 59)
    before = seen_by(stranger, number)
    etag = stranger.get("agenda/live").headers["ETag"]
    clock(10, 0)

    assert before == (False, False, False)
    assert seen_by(stranger, number) == (True, True, True)
    assert stranger.get("agenda/live", headers={"If-None-Match": etag}).status_code == 200


def test_who_may_change_it_sees_it_before(made, cast, clock, agenda) -> None:
    clock(9, 59)
    number = made(opens_at=at(10, 0), item_id=agenda.item(TALK))

    assert seen_by(cast.head("shtt"), number) == (True, True, True)
    assert seen_by(cast.organiser(), number) == (True, True, True)
    assert seen_by(cast.head("bc"), number) == (False, False, False)
    assert "Chưa mở đến" in cast.head("shtt").get("agenda").text


def test_what_is_for_those_who_take_part_is_for_nobody_else(made, cast, things, stranger, app):
    number = made(audience="registered")
    registration_id = things.registration()
    delegate = cast.delegate(registration_id)

    before = seen_by(delegate, number)
    with app.app_context():
        db.session.add(Cancellation(registration_id=registration_id, at=now()))
        db.session.commit()

    assert before == (True, True, True)
    assert seen_by(delegate, number) == (False, False, False)
    assert seen_by(stranger, number) == (False, False, False)
    assert seen_by(cast.desk(), number) == (True, True, True)
    assert seen_by(cast.assistant("bc"), number) == (True, True, True)


def test_the_live_part_of_the_page_is_everybodys_own(made, cast, things, stranger) -> None:
    number = made(audience="registered")
    delegate = cast.delegate(things.registration())

    mine, public = delegate.get("agenda/live"), stranger.get("agenda/live")

    assert (links(mine.text), links(public.text)) == ([number], [])
    assert mine.headers["ETag"] != public.headers["ETag"]
    assert mine.headers["Cache-Control"] == "private, no-cache"
    region = re.search(r"<live-region [^>]*>", delegate.get("agenda").text)
    assert region
    assert " public" not in region.group()
    assert " public" in re.search(r"<live-region [^>]*>", stranger.get("agenda").text).group()


def test_a_document_that_is_removed_is_gone_and_can_be_brought_back(
    made, cast, stranger, app
) -> None:
    organiser, number = cast.organiser(), made()

    removed = organiser.post(f"agenda/documents/{number}/removal")
    page = organiser.get(removed.location).text
    gone = seen_by(stranger, number), seen_by(organiser, number)
    twice = organiser.post(f"agenda/documents/{number}/removal").status_code
    restored = organiser.post(f"agenda/documents/{number}/restoration").status_code

    assert (removed.status_code, twice, restored) == (303, 404, 303)
    assert f'action="/{SLUG}/agenda/documents/{number}/restoration"' in page
    assert gone == ((False, False, False), (False, False, False))
    assert seen_by(stranger, number) == (True, True, True)
    with app.app_context():
        acts = db.session.scalars(
            sa.select(AuditEntry.act).filter_by(subject=f"document {number}")
        ).all()
    assert acts == ["removed", "restored"]


def test_removing_asks_once_in_words(made, cast) -> None:
    page = cast.organiser().get(f"agenda/documents/{made()}/details").text
    zone = page[page.index('<details class="danger-zone">') :]

    assert "/removal" in zone[: zone.index("</details>")]


def test_title_audience_and_time_can_be_changed(made, cast, kept) -> None:
    number = made()

    answer = cast.organiser().post(
        f"agenda/documents/{number}/details",
        {
            "title_vi": "Chương trình chi tiết",
            "title_en": "The programme in detail",
            "audience": "registered",
            "opens_at": "2025-11-13T10:00",
        },
    )

    assert answer.status_code == 303
    assert kept() == [("Chương trình chi tiết", NAME, "pdf", None, "registered", at(10, 0))]
    page = cast.organiser().get(f"agenda/documents/{number}/details?lang=en").text
    assert 'value="2025-11-13T10:00"' in page
    assert "The programme in detail" in page


def test_a_title_that_is_missing_is_asked_for(made, cast, kept) -> None:
    number, before = made(), kept()

    answer = cast.organiser().post(f"agenda/documents/{number}/details?lang=en", {"title_vi": " "})

    assert answer.status_code == 422
    assert errors(answer.text)["title_vi"] == "Please enter the title."
    assert kept() == before


def test_a_newer_file_takes_the_place_of_the_older_under_the_same_address(
    made, cast, stranger, app
) -> None:
    number, newer = made(), making.xlsx()

    def send(content: bytes):
        sent = {"file": (io.BytesIO(content), "danh mục.xlsx")}
        return cast.organiser().post(f"agenda/documents/{number}/file", sent)

    answers = [send(newer).status_code, send(newer).status_code, send(b"<html>").status_code]

    read = stranger.get(f"agenda/documents/{number}")
    assert answers == [303, 303, 422]
    assert read.data == newer
    assert "filename*=UTF-8''danh%20m%E1%BB%A5c.xlsx" in read.headers["Content-Disposition"]
    with app.app_context():
        entries = db.session.scalars(sa.select(AuditEntry).filter_by(act="replaced")).all()
        assert [entry.details["now"]["name"] for entry in entries] == ["danh mục.xlsx"]


def test_without_a_newer_file_one_is_asked_for(made, cast) -> None:
    answer = cast.organiser().post(f"agenda/documents/{made()}/file?lang=en", {})

    assert (answer.status_code, errors(answer.text)) == (422, {"file": "Please choose a file."})


def test_the_archive_has_a_folder_for_each_item_in_the_order_of_the_programme(
    made, agenda, stranger
) -> None:
    later, earlier = agenda.item(TALK), agenda.item("Tổng quan")
    made("Bài: 1/2.pdf", item_id=later)
    made("Tổng quan.pdf", item_id=earlier)
    made("tổng quan.pdf", item_id=earlier)
    made("Tổng quan.pdf", item_id=earlier)
    made(NAME)
    made("Kín.pdf", audience="registered")

    answer = stranger.get("agenda/documents.zip")

    names = names_in(answer.data)
    assert [name.partition("/")[0][:2] for name in names] == ["00", "03", "03", "03", "05"]
    assert [name.partition("/")[2] for name in names] == [
        NAME,
        "Tổng quan.pdf",
        "tổng quan (2).pdf",
        "Tổng quan (3).pdf",
        "Bài- 1-2.pdf",
    ]
    assert names[0].startswith("00 Tài liệu chung/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_documents_there_is_no_archive_and_no_word_of_it(stranger) -> None:
    assert stranger.get("agenda/documents.zip").status_code == 404
    assert "documents.zip" not in stranger.get("agenda").text


def test_a_file_that_is_missing_is_no_page_and_not_in_the_archive(made, stranger, app) -> None:
    number, _other = made(), made("khác.pdf")
    with app.app_context():
        files.path_of(db.session.get_one(Document, number).storage_key).unlink()

    assert stranger.get(f"agenda/documents/{number}").status_code == 404
    assert names_in(stranger.get("agenda/documents.zip").data) == ["00 Tài liệu chung/khác.pdf"]


def test_with_its_item_a_document_goes_once_that_is_published(
    made, agenda, cast, kept, stranger
) -> None:
    item_id = agenda.item(TALK)
    document, other = made(item_id=item_id), made("khác.pdf")

    cast.organiser().post(f"organise/agenda/{item_id}/removal")
    assert seen_by(stranger, document) == (True, True, True)
    agenda.publish()

    assert stranger.get(f"agenda/documents/{document}").status_code == 404
    assert names_in(stranger.get("agenda/documents.zip").data) == ["00 Tài liệu chung/khác.pdf"]
    assert links(stranger.get("agenda").text) == [other]
    assert [row[1] for row in kept()] == [NAME, "khác.pdf"]


def test_documents_are_found_without_marks(made, cast) -> None:
    wanted, _other = made("Đề cương.pdf"), made("Danh mục.pdf")

    assert links(cast.organiser().get("organise/documents?q=de cuong").text) == [wanted]
    assert 'class="empty"' in cast.organiser().get("organise/documents?q=zzz").text


def test_without_documents_the_organisers_are_told_how_to_begin(cast) -> None:
    page = cast.organiser().get("organise/documents").text

    assert 'class="empty"' in page
    assert '<details class="fold" id="add" open>' in page


@pytest.mark.parametrize(
    "path", ["agenda", "agenda/live", "organise/documents", "agenda/documents.zip"]
)
def test_one_document_and_thirty_take_the_same_number_of_statements(
    made, cast, agenda, statements, path
) -> None:
    organiser = cast.organiser()
    made("0.pdf")
    counts = []
    for more in (0, 29):
        for n in range(more):
            made(f"{n}.pdf", item_id=agenda.item(TALK) if n % 2 else None)
        organiser.get(path)
        statements.clear()
        assert organiser.get(path).status_code == 200
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_a_large_file_is_taken_in_whole(cast, form, stranger) -> None:
    large = making.pdf().replace(b"startxref", b"%" + b"x" * 5_000_000 + b"\nstartxref")

    organiser = cast.organiser()
    # Sent as bytes: of a form of this size the test client leaves a file open.
    boundary, body = encode_multipart(form(("lớn.pdf", large)))
    kind = f"multipart/form-data; boundary={boundary}"
    answer = organiser.post("organise/documents", body, content_type=kind, buffered=True)
    [number] = links(stranger.get("agenda").text)

    assert answer.status_code == 303
    assert stranger.get(f"agenda/documents/{number}").data == large
    assert "PDF, 4,8 MB" in stranger.get("agenda").text
