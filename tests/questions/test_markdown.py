"""What officials type becomes safe markup, in one place."""

from html.parser import HTMLParser

import pytest

from confapp.questions.markdown import markdown


class Elements(HTMLParser):
    """The elements of a piece of HTML, as a browser would make them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_paragraphs_lists_and_emphasis_are_shown() -> None:
    text = "Một **đậm** và *nghiêng*\ndòng hai\n\n- a\n- b\n\n3. c"

    assert markdown(text) == (
        "<p>Một <strong>đậm</strong> và <em>nghiêng</em><br>\ndòng hai</p>\n"
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        '<ol start="3">\n<li>c</li>\n</ol>\n'
    )


def test_headings_stand_below_those_of_the_page() -> None:
    assert markdown("# Một\n\n###### Hai") == "<h3>Một</h3>\n<h3>Hai</h3>\n"


def test_a_link_over_https_is_kept() -> None:
    html = markdown("[văn bản](https://example.org/a?b=1&c=2)")

    assert 'href="https://example.org/a?b=1&amp;c=2"' in html
    assert 'rel="noopener noreferrer"' in html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/x.png)",
        "[x](javascript:alert(1))",
        "[x](http://example.org)",
        "[x](//example.org)",
        "[x](data:text/html,alert)",
        "[x](/sign-out)",
        '<https://example.org" onmouseover=alert(1)>',
        '[x](https://example.org "><script>alert(1)</script>")',
        "<a href='javascript:alert(1)'>x</a>",
        "[x]: javascript:alert(1)\n[x]",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
    ],
)
def test_nothing_dangerous_comes_through(attack) -> None:
    seen = Elements()
    seen.feed(markdown(f"Trước {attack} sau"))

    assert {tag for tag, _attributes in seen.found} <= {"p", "a", "br"}
    for _tag, attributes in seen.found:
        assert set(attributes) <= {"href", "rel"}
        assert attributes.get("href", "https://").startswith("https://")


def test_what_looks_like_html_is_shown_as_typed() -> None:
    assert markdown("a < b & <b>c</b>") == "<p>a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;</p>\n"
