"""Where a request ends, whatever the pieces in which it arrives, and with how little looking."""

from __future__ import annotations

import pytest

from webapp.http_framing import Framing

POST = b"POST / HTTP/1.1\r\nHost: localhost\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
WHOLE = {
    "no body": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "an empty line before it": b"\r\nGET / HTTP/1.1\r\n\r\n",
    "length": POST + b"content-LENGTH:  5 \r\n\r\ninput",
    "length of nothing": POST + b"Content-Length: 0\r\n\r\n",
    "chunks": CHUNKED + b"3\r\ninp\r\n2\r\nut\r\n0\r\n\r\n",
    "a line end within a chunk": CHUNKED + b"8\r\n\r\n0\r\n\r\n\r\r\n0\r\n\r\n",
    "extensions and trailers": CHUNKED + b'5 ;a="b"\r\ninput\r\n0\r\nX-Sum: 1\r\nX-Sum: 2\r\n\r\n',
    "no chunk": CHUNKED + b"0\r\n\r\n",
}


def framing(most_body: int = 1_000) -> Framing:
    return Framing(most_header=1_000, most_body=most_body)


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("step", [1, 2, 7, 10_000])
def test_the_end_is_found_in_whatever_pieces_a_request_arrives(name: str, step: int) -> None:
    octets, looking = WHOLE[name], framing()
    received = bytearray()

    looks = []
    for at in range(0, len(octets), step):
        received += octets[at : at + step]
        looks.append(looking.look(received))

    assert looks == [False] * (len(looks) - 1) + [True]
    assert looking.end == len(octets)


@pytest.mark.parametrize("name", WHOLE)
def test_what_follows_is_another_request(name: str) -> None:
    looking = framing()

    assert looking.look(bytearray(WHOLE[name] + b"GET /next"))
    assert looking.end == len(WHOLE[name])


@pytest.mark.parametrize(
    "octets",
    [
        pytest.param(b"\x16\x03\x01", id="TLS"),
        pytest.param(b"GET / HTTP/1.1\n", id="a line feed alone"),
        pytest.param(b"GET /" + b"e" * 1_000, id="a header without end"),
        pytest.param(POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n", id="two lengths"),
        pytest.param(POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", id="a length and chunks"),
        pytest.param(POST + b"Content-Length: +5\r\n\r\n", id="a signed length"),
        pytest.param(POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n", id="another coding"),
        pytest.param(CHUNKED + b"x\r\n", id="no chunk size"),
        pytest.param(CHUNKED + b"0x5\r\n", id="a chunk size with a prefix"),
        pytest.param(CHUNKED + b"5\r\ninput--", id="a chunk that does not end"),
        pytest.param(CHUNKED + b"0" * 5_000, id="a chunk size without end"),
        pytest.param(CHUNKED + b"0\r\nX: " + b"e" * 9_000, id="trailers without end"),
    ],
)
def test_what_cannot_be_framed_is_neither_waited_for_nor_followed_by_anything(octets: bytes) -> None:
    looking = framing()

    assert looking.look(bytearray(octets))
    assert looking.end is None


@pytest.mark.parametrize(
    "octets",
    [
        pytest.param(POST + b"Content-Length: 1001\r\n\r\n", id="length"),
        pytest.param(POST + b"Content-Length: " + b"9" * 900 + b"\r\n\r\n", id="an absurd length"),
        pytest.param(CHUNKED + b"3e9\r\n", id="one chunk"),
        pytest.param(CHUNKED + b"FFFFFFFFFFFFFFF\r\n", id="an absurd chunk"),
        pytest.param(CHUNKED + b"1f4\r\n" + b"x" * 500 + b"\r\n1f5\r\n", id="several chunks"),
        pytest.param(
            CHUNKED + b"1;" + b"e" * 4_000 + b"\r\nx\r\n" + (b"1;" + b"e" * 4_000 + b"\r\nx\r\n") * 300,
            id="dear chunks",
        ),
    ],
)
def test_a_body_that_will_be_too_large_is_not_waited_for(octets: bytes) -> None:
    looking = framing()

    assert looking.look(bytearray(octets))
    assert looking.is_too_large


class Counting(bytearray):
    """Octets that count how far from the end searches begin."""

    searched = 0

    def find(self, sub: bytes, start: int = 0) -> int:  # type: ignore[override]
        self.searched += len(self) - start
        return super().find(sub, start)


@pytest.mark.parametrize("head", [b"GET /", POST + b"Content-Length: 900\r\n\r\n", CHUNKED + b"384\r\n"])
def test_no_octet_is_looked_at_again_and_again(head: bytes) -> None:
    looking, received = framing(), Counting()

    for octet in head + b"e" * 850:
        received.append(octet)
        assert not looking.look(received)

    assert received.searched < 20 * len(received)
