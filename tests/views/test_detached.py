"""The content of a token that travels apart from it: text as a box sends it, or a file."""

from __future__ import annotations

import hmac
from io import BytesIO
from typing import Final

import pytest
from flask.testing import FlaskClient

from webapp.jose.base64url import encode

SECRET: Final = "a secret of more than thirty-two octets"


def _detached(content: bytes) -> str:
    """A token over this content, without it (RFC 7515 appendix F)."""
    header = "eyJhbGciOiJIUzI1NiJ9"
    signing_input = f"{header}.{encode(content)}".encode()
    return f"{header}..{encode(hmac.digest(SECRET.encode(), signing_input, 'sha256'))}"


def test_a_detached_payload_is_taken_from_a_file_octet_for_octet(client: FlaskClient) -> None:
    content = b"\xff\x00line\nand line\r\n"
    fields = {"input": _detached(content), "key": SECRET, "payload_file": (BytesIO(content), "content.bin")}

    answer = client.post("/verify", data=fields, headers={"Accept": "application/json"})

    assert answer.get_json()["verdict"] == "valid"


@pytest.mark.parametrize(
    ("lines", "verdict", "codes"), [("any", "valid", ["content.line-ends"]), ("exact", "invalid", [])]
)
def test_text_out_of_a_box_is_verified_with_the_line_ends_that_were_signed(
    client: FlaskClient, lines: str, verdict: str, codes: list[str]
) -> None:
    fields = {"input": _detached(b"one\ntwo"), "key": SECRET, "payload": "one\r\ntwo", "payload_lines": lines}

    found = client.post("/verify", data=fields, headers={"Accept": "application/json"}).get_json()

    assert found["verdict"] == verdict
    assert [problem["code"] for problem in found["problems"]] == codes
