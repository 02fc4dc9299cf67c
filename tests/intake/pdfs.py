"""PDF files made by hand for tests: real text pages, an image-only page, an encrypted file."""

from __future__ import annotations


def pdf(pages: list[list[str]], *, encrypted: bool = False) -> bytes:
    """A PDF whose pages hold the given lines in Helvetica (Latin-1)."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(lines))
    if encrypted:
        padding = "00" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{padding}> /U <{padding}> /P -4 >>".encode())
    return _assembled(objects, encrypted)


def _stream(lines: list[str]) -> bytes:
    shown = b"".join(b"(" + line.translate({40: "\\(", 41: "\\)", 92: "\\\\"}).encode("cp1252") + b") Tj T*\n" for line in lines)
    body = b"BT /F1 11 Tf 14 TL 50 780 Td\n" + shown + b"ET" if lines else b"0.5 g 50 50 400 700 re f"
    return b"<< /Length %d >>\nstream\n" % len(body) + body + b"\nendstream"


def _assembled(objects: list[bytes], encrypted: bool) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    lock = b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects) if encrypted else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, lock, start)
    return bytes(out)
