"""PDF → the text of its pages; the only module that knows pypdf."""

from __future__ import annotations

import logging
from io import BytesIO

from pypdf import PdfReader

from ledger.errors import ReadError
from ledger.model import Metadata

_PAGE_BREAK = "\n\n"

# Its remarks on small faults in a file would stand between ours on stderr.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def pdf_text(data: bytes) -> tuple[str, Metadata]:
    """The text of all pages, parted by blank lines, and the title that the file gives itself.

    The file's creation date is no publication date and is left alone. Raises ReadError where there is no text.
    """
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("is a PDF locked with a password; save a copy without one")
        text = _PAGE_BREAK.join(page.extract_text() for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except ReadError:
        raise
    except Exception as error:  # pypdf lets whatever a damaged file sets off come through
        raise ReadError(f"is not a PDF that can be read ({error}); save its text as NAME.txt") from error
    if not text.strip():
        raise ReadError("is a PDF of pictures, without text; run text recognition (OCR) on it first")
    return text, Metadata(title=(title or "").strip() or None)
