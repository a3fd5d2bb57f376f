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


def _lower(token: Token) -> Token:
    # The page has headings of its own above the answer's.
    if token.type in ("heading_open", "heading_close"):
        token.tag = "h3"
    return token
