"""What a paste is, whatever stands around it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jose.jwk import containers
from webapp.jose.artefact import Kind
from webapp.jose.detect import detect
from webapp.jose.limits import Limits

# RFC 7515 appendix A.1.
JWS = (
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
)
LINES = [JWS[i : i + 50] for i in range(0, len(JWS), 50)]
JWE = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAAAAAAAAAAAAAA.Zm9v.AAAAAAAAAAAAAAAAAAAAAA"


@pytest.mark.parametrize(
    ("paste", "codes"),
    [
        (JWS, []),
        (f"Bearer {JWS}", ["bearer-scheme"]),
        (f"Authorization: Bearer {JWS}\r\n", ["header-name", "bearer-scheme"]),
        (f"authorization: bearer {JWS}", ["header-name", "bearer-scheme"]),
        (f'"{JWS}",', ["quotes"]),
        (f"'Bearer {JWS}'", ["quotes", "bearer-scheme"]),
        (f"\n\n  {JWS}  \n", []),
        (JWS.replace(".", "\n  ."), ["line-breaks"]),
        ("\r\n".join(JWS[i : i + 64] for i in range(0, len(JWS), 64)), ["line-breaks"]),
        (f'curl -H "Authorization: Bearer {JWS}" https://api.example/orders', ["surrounding-text"]),
        (f'{{"access_token": "{JWS}", "token_type": "Bearer"}}', ["surrounding-text"]),
        (f"My token is {JWS}.", ["surrounding-text", "punctuation"]),
        (f"{JWS}. It fails.", ["surrounding-text", "punctuation"]),
        (f"Bearer%20{JWS}", ["percent-encoding", "bearer-scheme"]),
        (quote(f"https://app.example/cb#id_token={JWS}", safe=""), ["percent-encoding", "surrounding-text"]),
        ("".join(f"%{ord(character):02X}" for character in JWS), ["percent-encoding"]),
        (JWS.replace(".", "%252E"), ["percent-encoding"]),
        (f"\x1b[32mINFO\x1b[0m token=\x1b[33m{JWS}\x1b[0m", ["terminal-colours", "surrounding-text"]),
        ("\n".join(f"| {line}" for line in LINES), ["surrounding-text", "line-breaks"]),
        ("\n".join(f"| {line} |" for line in LINES), ["surrounding-text", "line-breaks"]),
        ("\n".join(f"// {line}" for line in LINES), ["surrounding-text", "line-breaks"]),
        ("\n".join(f"# {line}" for line in LINES), ["surrounding-text", "line-breaks"]),
        (" +\n  ".join(f'"{line}"' for line in LINES), ["quotes", "line-breaks"]),
        ("(" + "\n".join(f"'{line}'" for line in LINES) + ")", ["surrounding-text", "line-breaks"]),
        ("=\n".join(LINES), ["line-breaks"]),
        ("\\n".join(LINES), ["line-breaks"]),
        (
            f"Authorization: Basic {base64.b64encode(f'user:{JWS}'.encode()).decode()}",
            ["surrounding-text", "basic-credentials"],
        ),
    ],
)
def test_a_token_is_found_within_what_people_paste(paste: str, codes: list[str]) -> None:
    detection = detect(paste, Limits())

    assert [(found.kind, found.excerpt.text) for found in detection.found] == [(Kind.JWS, JWS)]
    assert set(codes) == {stripped.code for stripped in detection.stripped}


@pytest.mark.parametrize(
    ("paste", "kind"),
    [
        (JWE, Kind.JWE),
        ("eyJhbGciOiJIUzI1NiJ9", Kind.JWS),
        (JWS[1:], Kind.JWS),
        (JWS[: len(JWS) // 2], Kind.JWS),
        (JWS.rsplit(".", 1)[0], Kind.JWS),
        ('{"kty":"oct","k":"Zm9v"}', Kind.JWK),
        ('{"keys":[]}', Kind.JWK_SET),
        ('[{"kty":"oct","k":"Zm9v"}]', Kind.JWK_SET),
        ("-----BEGIN PUBLIC KEY-----\nMAo=\n-----END PUBLIC KEY-----", Kind.PEM),
        ("ya29.A0AfH6SMBsomethingopaque", Kind.OPAQUE),
        ("8f14e45f-ceea-467f-9a0b-3f1c2d4e5f60", Kind.OPAQUE),
        ("hello there", Kind.UNRECOGNISED),
        ("https://www.example.com/", Kind.UNRECOGNISED),
    ],
)
def test_each_kind_is_told_apart(paste: str, kind: Kind) -> None:
    assert [found.kind for found in detect(paste, Limits()).found] == [kind]


@pytest.mark.parametrize(
    "paste",
    [
        f"{JWS}\n{JWS}",
        f"{JWS} {JWS}",
        f"access_token={JWS}&id_token={JWS}",
        f'   \r\n{{"access_token": "{JWS}", "id_token": "{JWS}"}}',
        f"Authorization: Bearer {JWS}\r\nX-ID-Token: {JWS}\r\n",
    ],
)
def test_tokens_side_by_side_are_two_tokens(paste: str) -> None:
    found = detect(paste, Limits()).found

    assert [one.excerpt.text for one in found] == [JWS, JWS]
    assert all(one.excerpt.span().of(paste) == JWS for one in found)


@pytest.mark.parametrize(
    "paste",
    [
        f"Here:\n{JWS}",
        f"id_token:\n{JWS}",
        f"\N{GRINNING FACE}\r\n{JWS}",
        f"{JWS}\r\nthanks",
        f"access_token={JWS}",
        f"token={JWS}&x=1",
        f"jwt:{JWS}",
        f"https://app.example/?t={JWS}",
        f"https://app.example/cb#id_token={JWS}&state=1",
        f"subject_token={JWS[:100]}\n     {JWS[100:]}\n     &subject_token_type=x",
        JWS.replace(".", "%2E").join(("token=", "&x=1")),
        "data:\n  token: " + base64.b64encode(JWS.encode()).decode(),
    ],
)
def test_words_around_a_token_are_no_part_of_it(paste: str) -> None:
    assert [found.excerpt.text for found in detect(paste, Limits()).found] == [JWS]


def test_several_tokens_in_one_paste_are_all_found_in_order() -> None:
    detection = detect(f"access={JWS}&id={JWE} done", Limits())

    assert [found.kind for found in detection.found] == [Kind.JWS, Kind.JWE]


@pytest.mark.parametrize(
    ("paste", "code"),
    [
        ("", "paste.empty"),
        (" \n", "paste.empty"),
        ("v4.public.eyJkYXRhIjoidGhpcyBpcyBhIHNpZ25lZCBtZXNzYWdlIn0", "paste.paseto"),
        ('<?xml version="1.0"?><saml:Assertion/>', "paste.xml"),
        ("<!doctype html><title>401</title>", "paste.html"),
        ("https://login.example/.well-known/jwks.json", "paste.url"),
        ("8f14e45f-ceea-467f-9a0b-3f1c2d4e5f60", "paste.uuid"),
        ("00112233445566778899aabbccddeeff", "paste.hex"),
        ('{"active": true}', "key.json-active"),
        ("hello there", "paste.unrecognised"),
        ("aVeryLongRandomStringWithoutAnyStructure", "paste.opaque"),
    ],
)
def test_what_is_no_token_is_named_in_a_friendly_way(paste: str, code: str) -> None:
    assert [problem.code for problem in detect(paste, Limits()).problems] == [code]


@given(st.text(max_size=200))
def test_no_text_makes_detection_raise(text: str) -> None:
    detection = detect(text, Limits())

    assert detection.found or detection.problems


@given(st.text(alphabet="Bearer \"'\n\t.,~ey{}-=", max_size=200))
def test_everything_found_stands_in_the_paste_where_it_says(text: str) -> None:
    for found in detect(text, Limits()).found:
        assert all(text[found.excerpt.place(i)] == c for i, c in enumerate(found.excerpt.text))


@pytest.mark.parametrize("filling", [" ", "\n", "~", ".", "Bearer ", "ey", "eyJ.", '"', "=", "-----BEGIN "])
def test_a_megabyte_of_anything_is_looked_at_without_going_round_in_circles(filling: str) -> None:
    paste = "eyJ" + filling * (1_000_000 // len(filling)) + "x"

    assert detect(paste, Limits()).found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (containers.openssh_line(containers.RSA, "deploy@ci"), Kind.KEY),
        (containers.bare(containers.spki(containers.RSA)), Kind.KEY),
        (containers.pkcs12(containers.RSA, containers.certificate(containers.RSA)), Kind.KEY),
        (base64.b64encode(containers.spki(containers.RSA).encode()).decode(), Kind.PEM),
    ],
)
def test_a_key_in_any_form_is_recognised_as_a_key(text: str, kind: Kind) -> None:
    detection = detect(text, Limits())

    assert [found.kind for found in detection.found] == [kind]
    assert not detection.problems


@pytest.mark.parametrize("name", ["recipients", "ciphertext", "iv", "keys", "kty"])
def test_a_jws_stays_one_whatever_else_stands_beside_it(name: str) -> None:
    """Members that are not understood are ignored (RFC 7515 section 7.2.1)."""
    header, payload, signature = JWS.split(".")

    paste = json.dumps({"payload": payload, "protected": header, "signature": signature, name: "x"})

    assert [found.kind for found in detect(paste, Limits()).found] == [Kind.JWS]


def test_metadata_of_a_provider_are_said_to_only_point_at_the_keys() -> None:
    detection = detect('{"issuer": "https://a.example", "jwks_uri": "https://a.example/jwks"}', Limits())

    assert [problem.code for problem in detection.problems] == ["key.json-metadata"]


@pytest.mark.parametrize(
    "cookies",
    [
        "Cookie: theme=dark; session.0={0}; session.1={1}; lang=en; session.2={2}",
        "session.1={1}; session.0={0}; session.2={2}",
        "\n".join(f"set-cookie: __Secure-session.{n}={{{n}}}; Path=/" for n in range(3)),
    ],
)
def test_a_token_that_is_kept_in_several_cookies_is_put_together(cookies: str) -> None:
    pieces = JWS[:50], JWS[50:100], JWS[100:]

    detection = detect(cookies.format(*pieces), Limits())

    assert [(found.kind, found.excerpt.text) for found in detection.found] == [(Kind.JWS, JWS)]
    assert "cookie-pieces" in [note.code for note in detection.stripped]


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\r\n", "\n\n", "  ", " \n\t", "\r\n    "])
@pytest.mark.parametrize(
    "dress",
    [
        "{}",
        "Bearer {}",
        "curl 'https://api.example' -H 'Authorization: Bearer {}' -d 'a=b'",
        'curl -H "Authorization: Bearer {}" \\\n https://api.example',
        '{{"access_token": "{}", "token_type": "Bearer"}}',
        "https://app.example/cb#id_token={}&state=1",
        "Cookie: a=b; session={}; c=d",
        "2026-03-01 ERROR [é] token={} rejected",
        "😀 token: {}",
    ],
)
def test_a_token_whose_header_begins_with_blanks_is_found_in_any_dress(dress: str, blank: str) -> None:
    header = base64.urlsafe_b64encode(f'{blank}{{"alg":"HS256"}}'.encode()).rstrip(b"=").decode()
    token = ".".join([header, *JWS.split(".")[1:]])

    (found,) = detect(dress.format(token), Limits()).found

    assert (found.kind, found.excerpt.text) == (Kind.JWS, token)


def test_words_that_only_begin_like_such_a_token_are_none() -> None:
    paste = "CSSStyleSheet.insertRule.call IHttpHandler.process.request DXVALUES123.a.b"

    assert [one.kind for one in detect(paste, Limits()).found] == [Kind.UNRECOGNISED]


def test_pieces_of_a_cookie_without_its_first_are_not_put_together() -> None:
    detection = detect(f"session.1={JWS[:60]}; session.2={JWS[60:]}", Limits())

    assert JWS not in [found.excerpt.text for found in detection.found]


def test_a_full_stop_that_is_pasted_with_a_token_alone_belongs_to_it() -> None:
    assert detect(f"{JWS}.", Limits()).found[0].excerpt.text == f"{JWS}."


def test_an_ellipsis_is_told_and_is_no_part_of_a_token() -> None:
    (found,) = detect(f"token={JWS[:30]}... (cut)", Limits()).found

    assert found.excerpt.text == JWS[:30]
    assert found.fragment
    assert found.fragment.problem.code == "fragment.shortened"


def test_percent_signs_that_touch_no_token_stay() -> None:
    header = base64.urlsafe_b64encode(b'{"alg":"none","b64":false,"crit":["b64"]}').decode().rstrip("=")

    assert detect(f"{header}.100%20.", Limits()).found[0].excerpt.text == f"{header}.100%20."


def test_a_token_in_the_alphabet_of_plain_base64_is_found_whole_in_other_text() -> None:
    parts = (
        base64.b64encode(b'{"alg":"HS256"}'),
        base64.b64encode(b'{"a":"\xc3\xbf>>>???"}'),
        base64.b64encode(b"\xff" * 32),
    )
    token = ".".join(part.decode().rstrip("=") for part in parts)

    assert [found.excerpt.text for found in detect(f"token={token} end", Limits()).found] == [token]
    assert [found.excerpt.text for found in detect(f"https://a.example/{JWS}/path", Limits()).found] == [JWS]


@pytest.mark.parametrize(
    "paste",
    [
        f"s.0\t{JWE[:30]}\ns.1\t{JWE[30:]}",
        f'[{{"name": "s.0", "value": "{JWE[:30]}"}}, {{"name": "s.1", "value": "{JWE[30:]}"}}]',
    ],
)
def test_a_cookie_in_pieces_is_put_together_as_the_tools_of_browsers_show_it(paste: str) -> None:
    assert [found.excerpt.text for found in detect(paste, Limits()).found] == [JWE]


FLAT = json.dumps(dict(zip(("protected", "payload", "signature"), JWS.split("."), strict=True)))
SEALED = json.dumps({"protected": "eyJlbmMiOiJBMTI4R0NNIn0", "recipients": [{"header": {"alg": "dir"}}], "iv": "AAAA",
                     "ciphertext": "Zm9v", "tag": "AAAA"})  # fmt: skip


@pytest.mark.parametrize(
    "around",
    [
        "curl -d '{}' https://ä😀.example",
        "```json\n{}\n```",
        "2026-03-01 INFO sent {} to the peer, took 3 ms",
        '{{"type": "message", "attachments": [{{"data": {{"json": {}}}}}]}}',
        '{{"a": {{"signature": "no token"}}, "b": {}}}',
    ],
)
@pytest.mark.parametrize(("token", "kind"), [(FLAT, Kind.JWS), (SEALED, Kind.JWE)])
def test_a_token_in_json_is_found_within_other_text(around: str, token: str, kind: Kind) -> None:
    paste = around.format(token)

    (found,) = detect(paste, Limits()).found

    assert (found.kind, found.excerpt.text) == (kind, token)
    assert found.excerpt.span().of(paste) == token


def test_several_tokens_in_json_within_other_text_are_found_in_order() -> None:
    found = detect(f"first {FLAT} then {SEALED}; {{}}", Limits()).found

    assert [one.excerpt.text for one in found] == [FLAT, SEALED]


def test_json_with_a_member_of_the_name_alone_is_no_token() -> None:
    found = detect('webhook {"event": "paid", "signature": "Zm9v", "ciphertext": 1}', Limits()).found

    assert [one.kind for one in found] == [Kind.UNRECOGNISED]


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_keys_in_base64_are_keys_and_no_token_without_dots(encode: Callable[[bytes], bytes]) -> None:
    jwks = json.dumps({"keys": [{"kty": "oct", "k": "Zm9v", "kid": "é?>"}]}).encode()

    (found,) = detect(encode(jwks).decode(), Limits()).found

    assert found.kind is Kind.JWK_SET
