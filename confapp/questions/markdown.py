"""Text that officials write, as safe HTML; no other place turns words into markup."""

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "h3", "a"}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
SCHEME = "https"

_reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
# Who types line by line means line by line; a link to anything but https stays plain words.
_reader.validateLink = lambda url: url.startswith(f"{SCHEME}://")  # type: ignore[method-assign]


def markdown(text: str) -> Markup:
    """The text with its paragraphs, lists and emphasis; everything else stays as typed."""
    tokens = [_lower(token) for token in _reader.parse(text)]
    html = _reader.renderer.render(tokens, _reader.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={SCHEME})
    return Markup(clean)  # noqa: S704 – the one place, behind the sanitiser


def plain(text: str) -> str:
    """The words as one reads them: a line for each paragraph and each point of a list."""
    tokens = _reader.parse(text)
    marks = [_mark(tokens[max(0, n - 2) : n]) for n in range(len(tokens))]
    lines = [
        mark + _words(token)
        for mark, token in zip(marks, tokens, strict=True)
        if token.type in ("inline", "fence", "code_block")
    ]
    return "\n".join(lines)


def _mark(before: list[Token]) -> str:
    """What stands before a paragraph that begins a point: `2. ` or a dash."""
    if not before or before[0].type != "list_item_open":
        return ""
    number = before[0].info
    return f"{number}. " if number else "– "


def _words(token: Token) -> str:
    if not token.children:
        return token.content.strip()
    return "".join(
        "\n" if one.type in ("softbreak", "hardbreak") else one.content for one in token.children
    )


def _lower(token: Token) -> Token:
    # The page has headings of its own above the answer's.
    if token.type in ("heading_open", "heading_close"):
        token.tag = "h3"
    return token
