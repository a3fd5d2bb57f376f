"""What a text is taken for: spelling, abbreviations, context, and the words that counted."""

import unicodedata

import pytest

from confapp.questions.suggesting import model
from confapp.questions.suggesting.weighing import Suggestion, suggest


def suggested(text: str) -> Suggestion:
    return suggest(text, of=model.of_domains())


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Thiết bị bức xạ đã hết hạn giấy phép", "atbxhn"),
        ("Thiết bị phát sóng vô tuyến đã hết hạn giấy phép", "tsvtd"),
        ("Thiết bị đo đã hết hạn kiểm định", "tcdlcl"),
        ("Kiểm định thiết bị X-quang", "atbxhn"),
        ("Kiểm định phương tiện đo", "tcdlcl"),
        ("Mạng viễn thông dùng riêng của ngành điện", "tsvtd"),
        ("Mạng viễn thông công cộng của nhà mạng", "bcvt"),
        ("Giấy phép bưu chính", "bcvt"),
        ("Giấy phép sử dụng tần số", "tsvtd"),
        ("Giám định sở hữu công nghiệp", "shtt"),
        ("Tổ chức giám định chất lượng hàng hóa", "tcdlcl"),
    ],
)
def test_a_word_of_several_domains_is_weighed_by_its_neighbours(text, domain) -> None:
    assert suggested(text).domain == domain


@pytest.mark.parametrize(
    ("short", "domain"),
    [
        ("Chi cục TĐC còn làm không?", "tcdlcl"),
        ("hs TCĐLCL nop o dau", "tcdlcl"),
        ("Đơn SHTT gửi ai?", "shtt"),
        ("GP ATBXHN cua Sở KH&CN", "atbxhn"),
        ("so khcn cap gp TSVTĐ", "tsvtd"),
        ("UBND xã quản lý BCVT ra sao", "bcvt"),
        ("điểm BĐ-VHX", "bcvt"),
        ("TTHC nào công bố lại, UBND hay HĐND?", "chung"),
    ],
)
def test_abbreviations_count_as_what_they_stand_for(short, domain) -> None:
    assert suggested(short).domain == domain


def test_marks_and_their_forms_make_no_difference() -> None:
    text = "Đề nghị hướng dẫn khai báo nguồn phóng xạ tại cơ sở y tế"
    decomposed = unicodedata.normalize("NFD", text)
    with_look_alike = text.replace("Đ", "Ð")

    assert suggested(decomposed) == suggested(text) == suggested(with_look_alike)
    assert (
        suggested("hoá đơn, thuý, kĩ thuật").domains == suggested("hóa đơn, thúy, kỹ thuật").domains
    )


def test_marks_tell_words_apart_where_they_are_typed() -> None:
    assert "cần" not in suggested("Tỉnh cần gì khi cấp giấy phép bưu chính?").words
    assert suggested("Hàm lượng vàng trang sức").domain == "tcdlcl"


def test_the_words_that_counted_are_given_as_they_were_typed() -> None:
    assert suggested("Về NHÃN HIỆU và Sáng chế").words == ["NHÃN HIỆU", "Sáng chế"]
    assert suggested("xin cap phep bo dam").words[0] == "bo dam"
    assert suggested("Chi cục TĐC").words == ["Chi cục TĐC"]


def test_the_words_for_what_is_the_business_of_others_are_given_too() -> None:
    found = suggested("Cấp sổ đỏ cho hộ dân chậm quá")

    assert (found.domain, found.words) == (None, ["sổ đỏ"])


@pytest.mark.parametrize(
    "text",
    ["", "   ", "?!", "12345", "xin hỏi", "ạ", "asdf qwer", "Hello, how are you?", "😀" * 50],
)
def test_it_abstains_from_what_says_nothing(text) -> None:
    found = suggested(text)

    assert found.is_unsure
    assert len(found.domains) == 6


def test_what_names_several_domains_goes_to_who_is_there_for_all() -> None:
    text = "Một cơ sở có hồ sơ về bức xạ, đo lường và tần số vô tuyến điện thì gửi về đâu?"

    assert suggested(text).domain == "chung"


def test_a_huge_text_takes_no_longer_than_its_beginning() -> None:
    text = "nhãn hiệu " * 400

    assert suggested(text + "phóng xạ " * 200_000) == suggested(text)


def test_marks_without_end_do_no_harm() -> None:
    assert suggested("a" + "\u0301\u0323" * 100_000).is_unsure
