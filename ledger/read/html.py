"""HTML → the article in it and what it says of itself; the only module that knows trafilatura and htmldate."""

from __future__ import annotations

from datetime import date

from htmldate import find_date
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from ledger.errors import ReadError
from ledger.model import Metadata
from ledger.read.plain import decode


def html_text(data: bytes, url: str | None, charset: str | None) -> tuple[str, Metadata]:
    """The article's text without menus, comments and notices, and the page's own metadata.

    The date is one that the page's markup states: none is guessed from its words. Raises ReadError where there is no
    article.
    """
    page = decode(data, charset).text if charset else data
    tree = load_html(page)
    if tree is None:
        raise ReadError("is not HTML that can be read; save the article's text as NAME.txt")
    stated = find_date(tree, extensive_search=False, original_date=True, url=url)
    found = bare_extraction(load_html(page), url=url, with_metadata=True, include_comments=False)
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise ReadError("no article was found in this page; save the article's text as NAME.txt")
    own = Metadata(
        outlet=found.sitename or None,
        title=found.title or None,
        url=found.url or None,
        published=date.fromisoformat(stated) if stated else None,
    )
    return found.text or "", own
