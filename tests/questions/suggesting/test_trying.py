"""`flask routing try FILE`."""

import pytest
from flask import Flask

from confapp.questions.suggesting import trying


@pytest.fixture
def tried(app: Flask, tmp_path):
    def on(content: bytes) -> list[str]:
        file = tmp_path / "questions.txt"
        file.write_bytes(content)
        outcome = app.test_cli_runner().invoke(args=["routing", "try", str(file)])
        assert outcome.exit_code == 0, outcome.output
        return outcome.output.splitlines()

    return on


def test_each_question_gives_a_line_with_three_domains_and_the_words(tried) -> None:
    lines = tried("Cấp giấy phép bộ đàm ở đâu?\nXin lam lai so do dat dai\n".encode())

    ours, of_others = (line.split("\t") for line in lines)
    assert (ours[0], ours[3]) == ("tsvtd", "bộ đàm")
    assert len(set(ours[:3])) == 3
    assert (of_others[0], len(of_others)) == ("-", 4)


def test_files_come_from_any_program(tried) -> None:
    plain = tried("Nhãn hiệu\nPhóng xạ".encode())

    assert tried("\ufeffNhãn hiệu\r\nPhóng xạ\r\n".encode()) == plain
    assert tried("Nhãn hiệu\rPhóng xạ".encode()) == plain


def test_a_blank_line_stays_a_blank_line(tried) -> None:
    lines = tried("Nhãn hiệu\n\n   \nPhóng xạ\n".encode())

    assert [line.split("\t")[0] for line in lines] == ["shtt", "", "", "atbxhn"]


def test_an_empty_file_gives_nothing(tried) -> None:
    assert tried(b"") == []


def test_what_is_not_utf_8_and_what_is_huge_is_read_all_the_same(tried) -> None:
    lines = tried(b"\xff\xfe b\xe1\n" + "tần số ".encode() * 300_000 + b"\na\tb\n")

    assert [line.split("\t")[0] for line in lines] == ["-", "tsvtd", "-"]
    assert all(line.count("\t") == 3 for line in lines)


def test_a_missing_file_is_said(app: Flask) -> None:
    outcome = app.test_cli_runner().invoke(args=["routing", "try", "/does-not-exist"])

    assert outcome.exit_code == 2
    assert "does-not-exist" in outcome.output


def test_questions_in_keeps_other_line_separators_inside_a_question() -> None:
    assert trying.questions_in("a\u2028b\x0bc\nd".encode()) == ["a\u2028b\x0bc", "d"]
