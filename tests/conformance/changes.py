"""What can be changed in a token or a key: its characters, its octets, the members of its header."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from hypothesis import strategies as st

from tests.conformance.judges import SEALING, SIGNING, WRAPPING
from webapp.jose.base64url import decode, encode
from webapp.jose.text import Excerpt

Draw = Callable[[st.SearchStrategy[Any]], Any]

_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# Standard base64, what is in no alphabet, and what ends a part. Blanks and quotes are taken off a paste beforehand.
_OTHER: Final = "+/=.~!*:é"
_CHARACTERS: Final = st.sampled_from(_ALPHABET) | st.sampled_from(_OTHER)


def one_character(draw: Draw, token: str) -> str:
    """Another character in the place of one."""
    at = draw(st.integers(0, len(token) - 1))
    return f"{token[:at]}{draw(_CHARACTERS)}{token[at + 1 :]}"


def last_character(draw: Draw, token: str) -> str:
    """Another character at the end of a part: its last bits may belong to no octet."""
    parts = token.split(".")
    at = draw(st.sampled_from([i for i, part in enumerate(parts) if part]))
    parts[at] = parts[at][:-1] + draw(st.sampled_from(_ALPHABET))
    return ".".join(parts)


def character_added(draw: Draw, token: str) -> str:
    """One character more."""
    at = draw(st.integers(1, len(token)))
    return f"{token[:at]}{draw(_CHARACTERS)}{token[at:]}"


def character_lost(draw: Draw, token: str) -> str:
    """One character less."""
    at = draw(st.integers(0, len(token) - 1))
    return token[:at] + token[at + 1 :]


def padding_added(draw: Draw, token: str) -> str:
    """The padding that JOSE leaves out, at one of the parts."""
    parts = token.split(".")
    at = draw(st.integers(0, len(parts) - 1))
    parts[at] += "=" * draw(st.integers(1, 2))
    return ".".join(parts)


def parts_swapped(draw: Draw, token: str) -> str:
    """Two parts, each in the place of the other."""
    parts = token.split(".")
    one, other = draw(st.lists(st.integers(0, len(parts) - 1), min_size=2, max_size=2, unique=True))
    parts[one], parts[other] = parts[other], parts[one]
    return ".".join(parts)


def part_emptied(draw: Draw, token: str) -> str:
    """Nothing where a part was."""
    parts = token.split(".")
    parts[draw(st.integers(0, len(parts) - 1))] = ""
    return ".".join(parts)


def part_lost(draw: Draw, token: str) -> str:
    """One part less, or one more."""
    parts = token.split(".")
    at = draw(st.integers(0, len(parts) - 1))
    return ".".join(parts[:at] + parts[at + 1 :] if draw(st.booleans()) else [*parts[: at + 1], *parts[at:]])


def octets_changed(draw: Draw, token: str) -> str:
    """A part cut short, made longer, or with one bit turned over; the base64url is right."""
    parts = token.split(".")
    at = draw(st.integers(0, len(parts) - 1))
    octets = decode(Excerpt.whole(parts[at])).octets
    bit = draw(st.integers(0, max(len(octets) * 8 - 1, 0)))
    turned = bytes(octet ^ (1 << bit % 8 if bit // 8 == index else 0) for index, octet in enumerate(octets))
    kinds = [octets[1:], octets[:-1], octets + b"\x00", b"\x00" + octets, bytes(len(octets)), octets * 2, turned]
    parts[at] = encode(draw(st.sampled_from(kinds)))
    return ".".join(parts)


TEXT_CHANGES: Final = (
    one_character,
    last_character,
    character_added,
    character_lost,
    padding_added,
    parts_swapped,
    part_emptied,
    part_lost,
    octets_changed,
)

# Values of every type of JSON, and those of other algorithms and of nearly right names.
_ODD: Final = st.sampled_from(
    [None, True, False, 0, 1, -1, 1.5, "", "x", "AA", "A=", [], ["x"], [1], {}, {"kty": "oct"}]
)
_ALGORITHMS: Final = st.sampled_from(["none", "None", "hs256", "RS1", *SIGNING, *WRAPPING, *SEALING])
_CRITICAL: Final = st.lists(
    st.sampled_from(["b64", "alg", "exp", "x", "kid", "http://example.com/x", "zip"]), max_size=2
)
_VALUES: Final[Mapping[str, st.SearchStrategy[Any]]] = {
    "alg": _ALGORITHMS,
    "enc": _ALGORITHMS,
    "crit": _CRITICAL | st.just(["b64", "b64"]) | st.just("b64"),
    "b64": st.booleans(),
    "zip": st.sampled_from(["DEF", "def", "GZIP"]),
    "typ": st.sampled_from(["JWT", "at+jwt"]),
    "cty": st.just("JWT"),
    "kid": st.just("another"),
    "jku": st.sampled_from(["https://example.com/jwks", "ftp://example.com"]),
    "x5u": st.just("https://example.com/chain"),
    "jwk": st.just({"kty": "oct", "k": "AA"}),
    "x5c": st.just(["AA=="]),
    "x5t": st.just("AA"),
    "http://example.com/x": st.just(1),
    "exp": st.just(1),
    "apu": st.sampled_from(["QWxpY2U", "", "A", "QQ=="]),
    "apv": st.sampled_from(["Qm9i", "", "A", "QQ=="]),
    "epk": st.just({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}),
    "p2s": st.sampled_from(["AAAAAAAAAAA", "AA", ""]),
    "p2c": st.sampled_from([1, 999, 1000, 0, -1, 300_001]),
    "iv": st.sampled_from(["AAAAAAAAAAAAAAAA", "AA"]),
    "tag": st.sampled_from(["AAAAAAAAAAAAAAAAAAAAAA", "AA"]),
}


def header_changed(draw: Draw, header: Mapping[str, Any]) -> dict[str, Any]:
    """One or two members more, other or less."""
    changed = dict(header)
    for name in draw(st.lists(st.sampled_from([*_VALUES]), min_size=1, max_size=2, unique=True)):
        if name in changed and draw(st.integers(0, 4)) == 0:
            del changed[name]
        else:
            changed[name] = draw(_VALUES[name] | _ODD)
    return changed


def header_text(draw: Draw, header: Mapping[str, Any]) -> bytes:
    """The octets of a header, written in one of the ways that readers of JSON differ about."""
    return bytes(draw(st.sampled_from(_written(header))))


def _written(header: Mapping[str, Any]) -> list[bytes]:
    text = json.dumps(header, separators=(",", ":"))
    return [
        json.dumps(header, indent=2).replace("\n", "\r\n").encode(),
        f" {text}\n".encode(),
        f"\N{ZERO WIDTH NO-BREAK SPACE}{text}".encode(),
        f"{text[:-1]},{text[1:]}".encode(),
        f'{{"alg":"none",{text[1:]}'.encode(),
        f'{text[:-1]},"x":NaN}}'.encode(),
        f'{text[:-1]},"x":1e999}}'.encode(),
        f'{text[:-1]},"x":"\\ud800"}}'.encode(),
        f'{text[:-1]},"x":"é"}}'.encode(),
        f'{text[:-1]},"x":"é"}}'.encode("latin-1"),
        f'{text[:-1]},"x":{"[" * 40}{"]" * 40}}}'.encode(),
        f'{text[:-1]},"x":{"9" * 500}}}'.encode(),
        f'{text[:-1]},"x":"\t"}}'.encode(),
        f"{text[:-1]},}}".encode(),
        f"{text}{text}".encode(),
        f"[{text}]".encode(),
        text.encode("utf-16"),
        text[:-1].encode(),
        text.replace('"alg"', '"\\u0061lg"').encode(),
        b"",
    ]


def key_changed(draw: Draw, key: Mapping[str, Any]) -> dict[str, Any]:
    """A member of the key that says what it is for, other than it was."""
    name, value = draw(
        st.tuples(st.just("alg"), _ALGORITHMS)
        | st.tuples(st.just("use"), st.sampled_from(["sig", "enc", "x"]))
        | st.tuples(st.just("key_ops"), st.lists(st.sampled_from(_OPERATIONS), max_size=2, unique=True))
        | st.tuples(st.just("kid"), st.just("mine"))
        | st.tuples(st.sampled_from(["alg", "use", "key_ops", "kid"]), _ODD)
    )
    return {**key, name: value}


_OPERATIONS: Final = ("sign", "verify", "encrypt", "decrypt", "wrapKey", "unwrapKey", "deriveKey", "deriveBits", "x")


def json_changed(draw: Draw, token: dict[str, Any]) -> dict[str, Any]:
    """A token in JSON with one member less, other or more at any depth, or taken out of it."""
    holder = draw(st.sampled_from([*_objects(token)]))
    name = draw(st.sampled_from([*holder]))
    value = holder[name]
    match draw(st.sampled_from(["less", "other", "elsewhere", "more", "text"])):
        case "less":
            del holder[name]
        case "other":
            holder[name] = draw(_ODD)
        case "elsewhere":
            token[draw(st.sampled_from(_MEMBERS))] = holder.pop(name)
        case "text" if isinstance(value, str) and value:
            holder[name] = draw(st.sampled_from(TEXT_CHANGES[:5]))(draw, value)
        case _:
            holder[draw(st.sampled_from(_MEMBERS))] = draw(_ODD | _HEADERS)
    return token


_HEADERS: Final = st.sampled_from([{"alg": "HS256"}, {"crit": ["exp"], "exp": 1}, {"zip": "DEF"}, {"b64": False}])
_MEMBERS: Final = (
    "payload", "protected", "header", "signature", "signatures",
    "unprotected", "recipients", "encrypted_key", "iv", "ciphertext", "tag", "aad", "x",
)  # fmt: skip


def _objects(value: object) -> Iterator[dict[str, Any]]:
    """All objects in a JSON value that have members."""
    if isinstance(value, dict) and value:
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _objects(one)
