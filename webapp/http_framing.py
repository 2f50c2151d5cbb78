"""Where a request ends, found as its octets arrive, so that no thread has to wait for them (RFC 9112 section 6).

Nothing is judged here. What is no request, or cannot be framed without doubt, counts as ended at once: the parser
refuses it, and the connection closes.
"""

from __future__ import annotations

import re
from typing import Final

_END_OF_HEADER: Final = b"\r\n\r\n"
_BARE_LINE_FEED: Final = re.compile(rb"(?<!\r)\n")
_FIELD: Final = rb"(?im)^%s[ \t]*:([^\r\n]*)"
_CONTENT_LENGTH: Final = re.compile(_FIELD % b"content-length")
_TRANSFER_ENCODING: Final = re.compile(_FIELD % b"transfer-encoding")
_EXPECT_CONTINUE: Final = re.compile(rb"(?im)^expect[ \t]*:[ \t]*100-continue[ \t]*\r?$")
_CHUNK_SIZE: Final = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?", re.DOTALL)
_MOST_CHUNK_LINE: Final = 4_096
_MOST_TRAILERS: Final = 8_192
# What chunks may cost beyond what they hold: enough for forty thousand of them, which is half a second of work.
_MOST_CHUNK_OVERHEAD: Final = 256 * 1024


class Framing:
    """The end of one request. look() is called with all of its octets whenever some have arrived."""

    def __init__(self, *, most_header: int, most_body: int) -> None:
        self.header_end: int | None = None
        self.expects_continue = False
        # Octets of the whole request, when it has ended; what follows them is the next one.
        self.end: int | None = None
        self.is_too_large = False
        self._most_header = most_header
        self._most_body = most_body
        self._is_chunked = False
        self._looked_at = 0
        self._content = 0

    def look(self, octets: bytearray) -> bool:
        """Whether there is nothing more to wait for."""
        if self.header_end is None:
            return self._look_for_header(octets)
        if self._is_chunked:
            return self._look_for_chunks(octets, self.header_end)
        return self.end is not None and len(octets) >= self.end

    def _look_for_header(self, octets: bytearray) -> bool:
        if octets[:1] != b"\r" and not octets[:1].isalpha():
            return True
        at = octets.find(_END_OF_HEADER, max(0, self._looked_at - 3))
        if _BARE_LINE_FEED.search(octets, self._looked_at, at if at >= 0 else len(octets)):
            return True
        self._looked_at = len(octets)
        if at < 0:
            return len(octets) > self._most_header
        self.header_end = self._looked_at = at + len(_END_OF_HEADER)
        return self._frame(bytes(octets[: self.header_end])) or self.look(octets)

    def _frame(self, header: bytes) -> bool:
        """Read from the header how the body ends. True when it cannot be said."""
        lengths = [text.strip(b" \t") for text in _CONTENT_LENGTH.findall(header)]
        codings = [text.strip(b" \t").lower() for text in _TRANSFER_ENCODING.findall(header)]
        self.expects_continue = bool(_EXPECT_CONTINUE.search(header))
        if codings:
            self._is_chunked = True
            return bool(lengths) or codings != [b"chunked"]
        if len(lengths) > 1 or not all(length.isdigit() for length in lengths):
            return True
        length = int(lengths[0]) if lengths else 0
        self.is_too_large = length > self._most_body
        if not self.is_too_large:
            self.end = len(header) + length
        return self.is_too_large

    def _look_for_chunks(self, octets: bytearray, header_end: int) -> bool:
        while self._looked_at <= len(octets):
            if octets[self._looked_at - 2 : self._looked_at] != b"\r\n":
                return True
            at = octets.find(b"\r\n", self._looked_at)
            if at < 0:
                return len(octets) - self._looked_at > _MOST_CHUNK_LINE
            size = _CHUNK_SIZE.fullmatch(octets, self._looked_at, at)
            if not size:
                return True
            if not int(size[1], 16):
                return self._look_for_trailers(octets, at)
            self._content += int(size[1], 16)
            self._looked_at = at + 2 + int(size[1], 16) + 2
            overhead = self._looked_at - header_end - self._content
            if self._content > self._most_body or overhead > _MOST_CHUNK_OVERHEAD:
                self.is_too_large = True
                return True
        return False

    def _look_for_trailers(self, octets: bytearray, last_chunk_line: int) -> bool:
        at = octets.find(_END_OF_HEADER, last_chunk_line)
        if at >= 0:
            self.end = at + len(_END_OF_HEADER)
        return at >= 0 or len(octets) - last_chunk_line > _MOST_TRAILERS
