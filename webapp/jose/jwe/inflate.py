"""Inflating a compressed plaintext, never beyond the limit (RFC 7516 section 4.1.3, RFC 1951)."""

from __future__ import annotations

import zlib

from webapp.jose.limits import Limits, setting_of
from webapp.jose.text import Problem, counted

_REFERENCE = "RFC 7516 section 4.1.3"


def inflate(octets: bytes, limits: Limits) -> bytes | Problem:
    """The octets of a raw DEFLATE stream. Problems: zip.corrupt, zip.truncated, zip.trailing, limit.inflated-size."""
    stream = zlib.decompressobj(wbits=-15)
    try:
        plain = stream.decompress(octets, limits.inflated_size + 1)
    except zlib.error:
        return Problem(
            code="zip.corrupt", message=f"The content is no DEFLATE stream{_hint(octets)}", reference=_REFERENCE
        )
    if len(plain) > limits.inflated_size:
        return Problem(
            code="limit.inflated-size",
            message=f"The content inflates to more than {limits.inflated_size:,} octets; "
            f"{setting_of('inflated_size')} raises this",
            reference="draft-ietf-oauth-rfc8725bis section 3.15",
        )
    if not stream.eof:
        return Problem(code="zip.truncated", message="The DEFLATE stream ends too early", reference=_REFERENCE)
    if stream.unused_data:
        count = counted(len(stream.unused_data), "octet")
        message = f"Behind the end of the DEFLATE stream there is more: {count}"
        return Problem(code="zip.trailing", message=message, reference=_REFERENCE)
    return plain


def _hint(octets: bytes) -> str:
    if octets[:1] == b"\x78":
        return ": it begins like a zlib stream, but JWE wants raw DEFLATE without that header"
    if octets[:2] == b"\x1f\x8b":
        return ": it begins like gzip, but JWE wants raw DEFLATE"
    return ""
