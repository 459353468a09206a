"""A small page and a small PDF of our own making."""

from __future__ import annotations

_BODY = """<body><nav><a href="/">Home</a> <a href="/sport">Sport 24</a></nav><article><h1>Nine boats sink</h1>
<p>Nine boats sank off the northern coast in the storm, the harbour master said, and forty sailors are in hospital.</p>
<p>The storm tore the roofs off 120 houses; the council opened three schools to people who cannot go home tonight.</p>
</article><footer>Copyright 2019 The Tide. Updated daily.</footer></body>"""


def page(head: str = "") -> bytes:
    """An article of two paragraphs between a menu and a footer, with ``head`` in its head."""
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head>{_BODY}</html>'.encode()


def pdf(text: str) -> bytes:
    """A PDF of one page that shows ``text`` (ASCII, no brackets)."""
    drawing = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Title (Harbour log) /CreationDate (D:20230911120000Z) >>",
    ]
    data, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return data + b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
