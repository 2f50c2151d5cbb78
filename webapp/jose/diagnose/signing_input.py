"""The signature may be right, but over other octets than the two parts as they stand (RFC 7515 section 5.1)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.diagnose.at_hand import verifies_over
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.diagnose.rewriting import pairs, rewritten, rewritten_header
from webapp.jose.diagnose.words import proven
from webapp.jose.finding import Correction, Diagnosis

# What such a signature does not cover, so that anybody can have put it there.
_LEFT_OUT: Final = {"input.payload-alone": "the header", "input.payload-missing": "the payload"}
# Octets of JSON that is written again in other ways: each way is hashed with the whole token.
_MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class _Input:
    """One signing input. name continues "the signature was made over …"."""

    code: str
    name: str
    octets: bytes = field(repr=False)
    advice: str
    corrected: Correction | None = None


@dataclass(frozen=True, slots=True)
class _Parts:
    """The protected header and the payload, as text and as octets."""

    header_text: str
    payload_text: str
    header: bytes
    payload: bytes


def other_encoding(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """Over padded parts, another alphabet, the decoded parts, the payload alone, a hash of the right input."""
    return _first(case, bench, _encoded_otherwise(case, _parts(case)))


def other_json(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """Over the same JSON written in another way: the token was read and written again on its way."""
    return _first(case, bench, _written_otherwise(case, _parts(case)))


def other_content(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """Over the content that travels apart, with other line ends, a byte order mark, or in another encoding."""
    if not case.jws.is_detached or case.given.content is None:
        return None
    return _first(case, bench, _content_otherwise(case, case.given.content))


def _first(case: SignatureCase, bench: Bench, inputs: Iterator[_Input]) -> Diagnosis | None:
    seen = {case.signing_input}
    for one in inputs:
        if one.octets in seen:
            continue
        seen.add(one.octets)
        if verifies_over(case, bench, one.octets):
            left_out = _LEFT_OUT.get(one.code)
            return proven(
                one.code,
                f"The key is right, but the signature was made over {one.name}",
                f"Over {one.name}, the {case.alg} signature verifies with the key that was given. Over the two parts "
                "as they stand in the token, which is what is due, it does not. "
                + (f"Nothing shows who wrote {left_out}." if left_out else "So nobody forged it."),
                one.advice,
                reference="RFC 7515 section 5.1",
                corrected=one.corrected,
            )
    return None


def _parts(case: SignatureCase) -> _Parts | None:
    protected, payload = case.signature.protected, case.jws.payload
    if protected is None:
        return None
    text = payload.encoded.text if payload else ""
    return _Parts(protected.encoded.text, text, protected.octets, case.jws.payload_octets)


def _encoded_otherwise(case: SignatureCase, parts: _Parts | None) -> Iterator[_Input]:
    if parts is None:
        return
    yield from _alphabets(case, parts)
    bare = f"{parts.header_text}.{parts.payload_text}".encode("utf-8", "surrogatepass")
    advice = "Sign the two parts as they stand in the token, with the dot between them: header.payload."
    yield _Input(
        "input.decoded", "the decoded parts in place of the encoded ones", parts.header + b"." + parts.payload, advice
    )
    yield _Input("input.decoded", "the decoded parts without the dot", parts.header + parts.payload, advice)
    yield _Input("input.payload-alone", "the payload alone, without the header", parts.payload, advice)
    yield _Input(
        "input.payload-alone",
        "the encoded payload alone, without the header",
        parts.payload_text.encode("utf-8", "surrogatepass"),
        advice,
    )
    yield _Input("input.no-dot", "the two parts without the dot between them", bare.replace(b".", b""), advice)
    yield _Input(
        "input.b64",
        "the payload as it is, not encoded",
        parts.header_text.encode("utf-8", "surrogatepass") + b"." + parts.payload,
        'Write "b64": false and "crit": ["b64"] into the header, or encode the payload before it is signed (RFC 7797).',
    )
    yield _Input(
        "input.b64",
        "the payload encoded in base64url",
        f"{parts.header_text}.{encode(parts.payload)}".encode("utf-8", "surrogatepass"),
        'With "b64": false the payload is signed as it is, not encoded (RFC 7797 section 3).',
    )
    yield from _payload_otherwise(case.alg, parts)
    for name in ("sha256", "sha384", "sha512"):
        digest = hashlib.new(name, bare).digest()
        shown = name.upper().replace("SHA", "SHA-")
        told = "The algorithm hashes by itself: give it the signing input, not its hash."
        yield _Input("input.hashed-first", f"the {shown} hash of the two parts", digest, told)
        yield _Input(
            "input.hashed-first", f"the {shown} hash of the two parts in hexadecimal", digest.hex().encode(), told
        )
    for end, shown in ((b"\n", "a line break"), (b"\r\n", "CR LF"), (b"\x00", "a zero octet"), (b".", "a dot")):
        yield _Input(
            "input.trailing",
            f"the two parts with {shown} behind them",
            bare + end,
            "Sign the two parts and nothing behind them: trim the text before it is signed.",
        )


def _payload_otherwise(alg: str, parts: _Parts) -> Iterator[_Input]:
    """Over a hash of the payload, over the payload encoded twice, or before there was one."""
    before = parts.header_text.encode("utf-8", "surrogatepass") + b"."
    own = f"sha{alg[-3:]}" if alg[-3:] in ("384", "512") else "sha256"
    for name in dict.fromkeys(("sha256", own)):
        digest = hashlib.new(name, parts.payload).digest()
        hexadecimal = digest.hex().encode()
        forms = (
            before + encode(digest).encode(), before + encode(hexadecimal).encode(), before + hexadecimal,
            digest, hexadecimal,
        )  # fmt: skip
        for octets in forms:
            yield _Input(
                "input.payload-hashed",
                f"the {name.upper().replace('SHA', 'SHA-')} hash of the payload in its place",
                octets,
                "Sign header.payload with the payload itself: the algorithm hashes by itself.",
            )
    yield _Input(
        "input.encoded-twice",
        "the payload encoded in base64url twice",
        before + encode(parts.payload_text.encode("utf-8", "surrogatepass")).encode(),
        "Give the library the JSON of the payload: it encodes it by itself.",
    )
    for octets in (before, before[:-1]):
        yield _Input(
            "input.payload-missing",
            "the header alone, without the payload",
            octets,
            "Put the payload in before the token is signed. This signature protects nothing but the header: take no "
            "such token for genuine.",
        )


def _alphabets(case: SignatureCase, parts: _Parts) -> Iterator[_Input]:
    header, payload = parts.header_text, parts.payload_text
    padded = tuple(text + "=" * (-len(text) % 4) for text in (header, payload))
    standard = tuple(text.replace("-", "+").replace("_", "/") for text in padded)
    forms = (
        ("input.padded", "the two parts with their padding (=)", padded),
        ("input.padded", "the header with its padding (=)", (padded[0], payload)),
        ("input.padded", "the payload with its padding (=)", (header, padded[1])),
        ("input.standard-base64", "the two parts in standard base64 with padding", standard),
        ("input.standard-base64", "the two parts in standard base64", tuple(text.rstrip("=") for text in standard)),
    )
    bare = (header.rstrip("="), payload.rstrip("="))
    url = tuple(text.replace("+", "-").replace("/", "_") for text in bare)
    yield from (_in_form(case, form) for form in forms)
    yield _in_form(case, ("input.padding-added", "the two parts without padding (=), which was added later", bare))
    yield _in_form(case, ("input.alphabet-changed", "the two parts in base64url, which was changed later", url))


def _in_form(case: SignatureCase, form: tuple[str, str, tuple[str, ...]]) -> _Input:
    code, name, (header, payload) = form
    advice = {
        "input.padded": "JOSE signs the parts without padding. AWS load balancers (x-amzn-oidc-data) do not: verify "
        "its tokens over the text with the =, as aws-jwt-verify does, and take nothing off before.",
        "input.standard-base64": "Encode the parts in base64url without padding before they are signed.",
    }.get(code, "Pass the token on as it is: something on the way encoded its parts again.")
    corrected = None if code == "input.standard-base64" else with_parts(case, header, payload)
    return _Input(code, name, f"{header}.{payload}".encode("utf-8", "surrogatepass"), advice, corrected)


def _written_otherwise(case: SignatureCase, parts: _Parts | None) -> Iterator[_Input]:
    if parts is None or not case.signature.is_encoded or len(parts.header) + len(parts.payload) > _MOST:
        return
    advice = (
        "Pass the token on as it is, and sign and verify the very same octets: a JSON library that reads and writes it "
        "again may change white space, order and escapes."
    )
    ways: tuple[tuple[str, str, bytes, bytes], ...] = (
        *(("payload", name, parts.header, payload) for name, payload in rewritten(parts.payload)),
        *(("header", name, header, parts.payload) for name, header in rewritten_header(parts.header)),
        *(("header and payload", name, first, second) for name, first, second in pairs(parts.header, parts.payload)),
    )
    for what, name, header_octets, payload_octets in ways:
        # A part that stays is taken with its own characters.
        header = parts.header_text if header_octets == parts.header else encode(header_octets)
        payload = parts.payload_text if payload_octets == parts.payload else encode(payload_octets)
        octets = f"{header}.{payload}".encode("utf-8", "surrogatepass")
        corrected = with_parts(case, header, payload)
        yield _Input("input.reserialized", f"the JSON of the {what} written {name}", octets, advice, corrected)


def _content_otherwise(case: SignatureCase, content: bytes) -> Iterator[_Input]:
    protected = case.signature.protected
    before = f"{protected.encoded.text if protected else ''}.".encode("utf-8", "surrogatepass")
    lf = content.replace(b"\r\n", b"\n")
    swapped = content if case.signature.is_encoded else encode(content).encode()
    yield _Input(
        "input.b64",
        f"the content {'as it is, not ' if case.signature.is_encoded else ''}encoded in base64url",
        before + swapped,
        '"b64" in the header says whether the payload is encoded before it is signed (RFC 7797).',
    )
    forms = [
        ("with LF line ends", lf),
        ("with CR LF line ends", lf.replace(b"\n", b"\r\n")),
        ("with a line break at its end", content + b"\n"),
        ("with CR LF at its end", content + b"\r\n"),
        ("without the line break at its end", content.rstrip(b"\r\n")),
        ("with LF line ends and without the last", lf.rstrip(b"\n")),
        ("without the white space around it", content.strip()),
        ("without its byte order mark", content.removeprefix(b"\xef\xbb\xbf")),
        ("with a byte order mark", b"\xef\xbb\xbf" + content),
        ("decoded from base64url", _decoded(content)),
        *rewritten(content[:_MOST]),
    ]
    for name, octets in forms:
        for is_encoded in (case.signature.is_encoded, not case.signature.is_encoded):
            signed = encode(octets).encode() if is_encoded else octets
            misread = (
                ""
                if is_encoded == case.signature.is_encoded
                else f", {'' if is_encoded else 'not '}encoded in base64url"
            )
            text = octets.decode("utf-8", "ignore")
            corrected = Correction(field="payload", value=text) if not misread and text.encode() == octets else None
            yield _Input(
                "input.content",
                f"the content {name}{misread}",
                before + signed,
                "Sign and verify the content as the same octets: take it from the file or the request body "
                "before anything reads it as text.",
                corrected,
            )


def _decoded(content: bytes) -> bytes:
    text = content.strip().replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError:
        return content


def with_parts(case: SignatureCase, header: str, payload: str) -> Correction | None:
    """The compact token with other parts before its signature, in the place of the one in the paste."""
    if case.jws.serialization != "compact" or not case.signature.is_encoded:
        return None
    token = f"{header}.{payload}.{case.signature.signature.encoded.text}"
    return Correction(field="input", value=case.given.with_replaced(case.jws.token, token))
