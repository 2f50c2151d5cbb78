"""The signature may be right, but over other octets than the two parts as they stand (RFC 7515 section 5.1)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from webapp.jose.base64url import encode
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase, public_part
from webapp.jose.diagnose.words import proven
from webapp.jose.finding import Correction, Diagnosis

# Octets of JSON that is written again in other ways: each way is hashed with the whole token.
_MOST: Final = 50_000
_COMPACT: Final = (",", ":")
_STYLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("without white space", {"separators": _COMPACT}),
    ("with a space after each comma and colon", {}),
    ("indented by two spaces", {"indent": 2}),
    ("indented by four spaces", {"indent": 4}),
    ("indented by tabs", {"indent": "\t"}),
    ("without white space, with the members in alphabetical order", {"separators": _COMPACT, "sort_keys": True}),
    ("with spaces, with the members in alphabetical order", {"sort_keys": True}),
    ("indented, with the members in alphabetical order", {"indent": 2, "sort_keys": True}),
)


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


def hashed_nonce(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """Over a header whose nonce was hashed: Microsoft Graph does that, so that nobody else can verify its tokens."""
    nonce = case.values.get("nonce")
    parts = _parts(case)
    if not isinstance(nonce, str) or parts is None:
        return None
    digest = hashlib.sha256(nonce.encode("utf-8", "surrogatepass"))
    for hashed in (encode(digest.digest()), digest.hexdigest(), base64.b64encode(digest.digest()).decode()):
        header = parts.header.replace(json.dumps(nonce).encode(), json.dumps(hashed).encode())
        signing_input = f"{encode(header)}.{parts.payload_text}".encode()
        if header != parts.header and _verifies(case, bench, signing_input):
            return proven(
                "foreign.microsoft-graph",
                'Genuine, but only Microsoft Graph may validate it: the "nonce" in its header was hashed',
                'With the SHA-256 hash of "nonce" in its place, the signature verifies with this key. Microsoft hashes '
                "it before it signs, so that a token for Graph is of no use to anybody else.",
                "Do not validate tokens for Graph; pass them on to Graph alone. For your own API, ask for a token "
                "with a scope of your own: api://<your app>/.default.",
                reference="RFC 7515 section 5.2",
            )
    return None


def _first(case: SignatureCase, bench: Bench, inputs: Iterator[_Input]) -> Diagnosis | None:
    seen = {case.signing_input}
    for one in inputs:
        if one.octets in seen:
            continue
        seen.add(one.octets)
        if _verifies(case, bench, one.octets):
            return proven(
                one.code,
                f"The key is right, but the signature was made over {one.name}",
                f"Over {one.name}, the {case.alg} signature verifies with the key that was given. Over the two parts "
                "as they stand in the token, which is what is due, it does not. So nobody forged it.",
                one.advice,
                reference="RFC 7515 section 5.1",
                corrected=one.corrected,
            )
    return None


def _verifies(case: SignatureCase, bench: Bench, signing_input: bytes) -> bool:
    keys = case.keys(case.kty) if case.kty else ()
    return any(bench.verifies(case.alg, public_part(key), signing_input, case.octets) for key in keys)


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
    for name in ("sha256", "sha384", "sha512"):
        digest = hashlib.new(name, bare).digest()
        shown = name.upper().replace("SHA", "SHA-")
        told = "The algorithm hashes by itself: give it the signing input, not its hash."
        yield _Input("input.hashed-first", f"the {shown} hash of the two parts", digest, told)
        yield _Input(
            "input.hashed-first", f"the {shown} hash of the two parts in hexadecimal", digest.hex().encode(), told
        )
    for end, shown in ((b"\n", "a line break"), (b"\r\n", "CR LF"), (b"\x00", "a zero octet")):
        yield _Input(
            "input.trailing",
            f"the two parts with {shown} behind them",
            bare + end,
            "Sign the two parts and nothing behind them: trim the text before it is signed.",
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
    corrected = None if code == "input.standard-base64" else _with_parts(case, header, payload)
    return _Input(code, name, f"{header}.{payload}".encode("utf-8", "surrogatepass"), advice, corrected)


def _written_otherwise(case: SignatureCase, parts: _Parts | None) -> Iterator[_Input]:
    if parts is None or not case.signature.is_encoded or len(parts.header) + len(parts.payload) > _MOST:
        return
    payloads = list(_rewritten(parts.payload))
    headers = list(_rewritten(parts.header))
    advice = (
        "Pass the token on as it is, and sign and verify the very same octets: a JSON library that reads and writes it "
        "again may change white space, order and escapes."
    )
    pairs = [
        *(("payload", name, parts.header_text, encode(payload)) for name, payload in payloads),
        *(("header", name, encode(header), parts.payload_text) for name, header in headers),
        *(
            ("header and payload", name, encode(header), encode(payload))
            for (name, header), (_, payload) in zip(headers, payloads, strict=False)
        ),
    ]
    for what, name, header, payload in pairs:
        octets = f"{header}.{payload}".encode("utf-8", "surrogatepass")
        corrected = _with_parts(case, header, payload)
        yield _Input("input.reserialized", f"the JSON of the {what} written {name}", octets, advice, corrected)


def _rewritten(octets: bytes) -> Iterator[tuple[str, bytes]]:
    """The same JSON in every style, and the text with and without a line break at its end."""
    try:
        value = json.loads(octets)
        for name, style in _STYLES:
            for ascii_only, how in ((False, ""), (True, ", beyond ASCII as \\u escapes")):
                text = json.dumps(value, ensure_ascii=ascii_only, **style)
                yield name + how, text.encode("utf-8", "surrogatepass")
        slashes = json.dumps(value, separators=_COMPACT).replace("/", "\\/")
        yield "with escaped slashes, as PHP writes it", slashes.encode()
    except (ValueError, RecursionError):
        pass
    yield "with a line break at its end", octets + b"\n"
    yield "with CR LF at its end", octets + b"\r\n"
    yield "without the white space around it", octets.strip()
    yield "with CR LF line ends", octets.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    yield "with LF line ends", octets.replace(b"\r\n", b"\n")


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
        *_rewritten(content[:_MOST]),
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


def _with_parts(case: SignatureCase, header: str, payload: str) -> Correction | None:
    """The compact token with other parts before its signature, in the place of the one in the paste."""
    if case.jws.serialization != "compact" or not case.signature.is_encoded:
        return None
    token = f"{header}.{payload}.{case.signature.signature.encoded.text}"
    return Correction(field="input", value=case.given.with_replaced(case.jws.token, token))
