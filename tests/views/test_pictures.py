"""How a token is built, as a picture: what is drawn of which token, and that everything fits into its box."""

from __future__ import annotations

import hashlib
import json
import re
from itertools import pairwise
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.debug_page import ES256, JWE, two_recipients, two_signatures
from webapp.jose import detect
from webapp.jose.artefact import Artefact
from webapp.jose.base64url import encode
from webapp.jose.describe.artefacts import describe
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS, JWS_ALGORITHMS
from webapp.views.drawing import OF_TITLE, Drawing, Node, Sketch, extent, wrapped
from webapp.views.pictures import drawings

PARTIAL = {"HX-Request": "true"}
EPK = {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}


def jws(header: dict[str, Any], payload: str | None = None, signature: bytes = bytes(64)) -> str:
    encoded = encode(b'{"sub":"al"}') if payload is None else payload
    return f"{encode(json.dumps(header).encode())}.{encoded}.{encode(signature)}"


def jwe(header: dict[str, Any], ciphertext: int = 40) -> str:
    parts = (json.dumps(header).encode(), bytes(40), bytes(12), bytes(ciphertext), bytes(16))
    return ".".join(encode(part) for part in parts)


def artefact(token: str) -> Artefact:
    limits = Limits()
    return describe(detect.detect(token, limits).found[0], limits, 0)


def drawn(token: str) -> tuple[Sketch, Drawing]:
    (_, sketch, drawing), (_, _, narrow) = drawings(artefact(token))
    for one in (drawing, narrow):
        expect_all_within(one)
    return sketch, drawing


def node(sketch: Sketch, name: str) -> Node:
    return next(one for one in sketch.nodes if one.name == name)


def expect_all_within(drawing: Drawing) -> None:
    """Texts in their boxes, boxes beside each other, all of it in the drawing."""
    for box in drawing.boxes:
        area = box.area
        right, bottom = area.x + area.width, area.y + area.height
        assert 0 <= area.x <= right <= drawing.width
        assert bottom <= drawing.height
        assert all(text.x + extent(text.text) <= right for text in box.lines)
        assert all(text.x + extent(text.text, OF_TITLE) <= right for text in box.titles)
        assert all(area.y < text.y < bottom for text in (*box.titles, *box.lines))
        assert all(one.x + one.width <= right and one.y + one.height <= bottom for one in (*box.bar, *box.frames))
        for other in drawing.boxes:
            if other is not box and other.area.y == area.y:
                assert other.area.x >= right or other.area.x + other.area.width <= area.x


@pytest.mark.parametrize("row", JWS_ALGORITHMS.values(), ids=JWS_ALGORITHMS)
def test_every_signature_algorithm_is_drawn(row: Any) -> None:
    sketch, _ = drawn(jws({"alg": row.name}, signature=bytes(row.signature_octets or 256) if row.kty else b""))

    assert node(sketch, "function").title == (row.formula or "No function")
    assert ("key" in [one.name for one in sketch.nodes]) is bool(row.kty)
    assert row.kty == "" or any(row.explanation in sentence for sentence in sketch.words)


@pytest.mark.parametrize("row", JWE_ALGORITHMS.values(), ids=JWE_ALGORITHMS)
def test_every_way_of_the_content_key_is_drawn(row: Any) -> None:
    header = {"alg": row.name, "enc": "A256GCM", "epk": EPK, "p2s": encode(bytes(16)), "p2c": 4096}

    sketch, _ = drawn(jwe(header))

    names = [one.name for one in sketch.nodes]
    is_direct = row.name in ("dir", "ECDH-ES")
    assert ("encrypted key" in names) is not is_direct
    assert any(row.explanation in sentence for sentence in sketch.words)
    told = " ".join((node(sketch, "key").title, *node(sketch, "key").lines))
    for word, parameter in (("one-time P-256 key", "epk"), ("4,096 rounds", "p2c")):
        assert (word in told) is (parameter in row.header_parameters)


@pytest.mark.parametrize("row", JWE_ENCRYPTIONS.values(), ids=JWE_ENCRYPTIONS)
def test_every_content_encryption_is_drawn(row: Any) -> None:
    sketch, _ = drawn(jwe({"alg": "dir", "enc": row.name}))

    assert node(sketch, "function").title == row.name
    assert node(sketch, "content key").lines[0] == f"{row.cek_bits} bits"
    plaintext = "24 to 39 octets" if "CBC" in row.name else "40 octets"
    assert node(sketch, "plaintext").lines == (plaintext,)


def test_the_signing_input_has_its_sizes_and_its_digest() -> None:
    sketch, _ = drawn(ES256.token)
    header, payload, _ = ES256.token.split(".")

    digest = hashlib.sha256(f"{header}.{payload}".encode()).digest()[:6].hex(" ")
    whole = len(header) + 1 + len(payload)
    assert node(sketch, "input").lines == (f"{len(header)} + 1 + {len(payload)} = {whole} characters",)
    assert node(sketch, "function").lines == ("SHA-256 of it:", f"{digest} …")
    assert node(sketch, "signature").lines == ("64 octets", "R and S, 32 each")


def test_the_picture_of_an_rsa_signature_does_not_claim_to_know_the_bits_of_the_key() -> None:
    sketch, _ = drawn(jws({"alg": "RS256"}, signature=bytes(256)))

    assert node(sketch, "signature").lines == ("256 octets", "as many as the modulus has")


def test_a_signature_of_the_wrong_length_is_drawn_with_the_length_that_is_due() -> None:
    sketch, _ = drawn(jws({"alg": "ES256"}, signature=bytes(70)))

    assert node(sketch, "signature").lines == ("70 octets", "ES256 gives 64")


def test_a_detached_payload_is_drawn_as_missing() -> None:
    sketch, _ = drawn(jws({"alg": "HS256"}, payload=""))

    assert node(sketch, "payload").is_missing
    assert node(sketch, "input").lines == ("22 characters, a dot, and the payload",)


def test_an_unencoded_payload_goes_into_the_signing_input_as_it_is() -> None:
    sketch, _ = drawn(jws({"alg": "HS256", "b64": False, "crit": ["b64"]}, payload="$_02"))

    assert [edge.label for edge in sketch.edges if edge.start == "payload"] == ["as it is"]
    assert any("is signed as it is" in sentence for sentence in sketch.words)


def test_several_signatures_stand_side_by_side_and_those_that_are_not_drawn_are_counted() -> None:
    token = json.loads(two_signatures())
    token["signatures"] = token["signatures"] * 3

    sketch, drawing = drawn(json.dumps(token))

    assert len([box for box in drawing.boxes if box.titles[0].text.startswith("Header")]) == 3
    assert "3 more are not drawn" in sketch.words[0]


def test_several_recipients_get_the_same_content_key() -> None:
    sketch, _ = drawn(two_recipients())

    assert [edge.end for edge in sketch.edges if edge.start == "content key"] == ["wrap 0", "wrap 1", "function"]
    assert '"aad", 3 octets' in node(sketch, "bound").lines


def test_what_is_inside_is_framed_layer_by_layer() -> None:
    token = jws({"alg": "HS256"})
    for _ in range(3):
        token = jws({"alg": "RS256", "cty": "JWT"}, payload=encode(token.encode()))

    sketch, drawing = drawn(token)

    assert [words for words, _ in node(sketch, "payload").inside] == [
        "JWS · RS256", "JWS · RS256", "JWS · HS256", "Claims · 1 member",
    ]  # fmt: skip
    frames = next(box.frames for box in drawing.boxes if box.frames)
    assert all(inner.x > outer.x and inner.y > outer.y for outer, inner in pairwise(frames))


def test_an_opened_token_shows_its_layers_in_the_plaintext(client: FlaskClient) -> None:
    page = client.post("/decrypt", data={"input": JWE.token, "key": JWE.key}, headers=PARTIAL).text

    assert "How A256GCM encrypts this token, with a key by RSA-OAEP" in page


@pytest.mark.parametrize("token", [jws({"alg": "XX256"}), jwe({"alg": "dir", "enc": "XX"}), jwe({"alg": 5}), "a b c"])
def test_what_is_not_known_is_not_drawn(token: str) -> None:
    assert drawings(artefact(token)) == ()


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=90) | st.dictionaries(st.text(), st.text())
HEADERS = st.dictionaries(st.sampled_from(["epk", "p2s", "p2c", "zip", "kid", "b64", "crit", "cty"]), VALUES)


@given(st.sampled_from([*JWS_ALGORITHMS, *JWE_ALGORITHMS]), st.sampled_from([*JWE_ENCRYPTIONS]), HEADERS, st.binary())
def test_any_header_gives_a_picture_in_which_everything_fits(
    alg: str, enc: str, header: dict[str, Any], octets: bytes
) -> None:
    named = {**header, "alg": alg, "enc": enc}

    drawn(jws(named, signature=octets) if alg in JWS_ALGORITHMS else jwe(named, len(octets)))


@given(st.text(), st.floats(min_value=0, max_value=900))
def test_wrapped_text_fits_and_is_never_long(text: str, room: float) -> None:
    lines = wrapped(text, room)

    assert len(lines) <= 3
    assert all(extent(line) <= room or len(line) == 1 for line in lines)


def test_the_page_has_a_picture_with_a_name_and_the_same_in_words(client: FlaskClient) -> None:
    page = client.post("/inspect", data={"input": jws({"alg": "HS256"})}, headers=PARTIAL).text

    ids = re.findall(r'aria-labelledby="(token-picture[^"]+)"', page)
    assert len(ids) == 2
    for name in " ".join(ids).split():
        assert page.count(f'id="{name}"') == 1
    assert "The header, 16 octets, is written as 22 characters of base64url." in page


def test_names_of_layers_are_text(client: FlaskClient) -> None:
    inner = jws({"alg": "<b>"})

    page = client.post("/inspect", data={"input": jws({"alg": "HS256"}, encode(inner.encode()))}, headers=PARTIAL).text

    assert "JWS · &lt;b&gt;" in page
    assert "<b>" not in page[page.index('class="picture"') :].split("</svg>")[0]
