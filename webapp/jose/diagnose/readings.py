"""The octets that a secret given as text may stand for: what signers and verifiers make of one and the same text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.diagnose.copied_secret import copied
from webapp.jose.diagnose.reading import Reading

_BLANK: Final = re.compile(r"\s+")
_NOT_STANDARD: Final = re.compile(r"[^A-Za-z0-9+/]")
_HEX: Final = re.compile(r"(?:0[xX])?((?:[0-9A-Fa-f]{2}[\s:-]?)+)")
_ESCAPE: Final = re.compile(rb"%([0-9A-Fa-f]{2})")
_QUOTES: Final = ('"', "'", "`", "“", "‘")
_ASSIGNED: Final = re.compile(r"\s*(?:export\s+|set\s+|-e\s+)?[A-Za-z_][\w.-]{0,60}\s*[=:]\s*(.*)", re.DOTALL)
_MEMBERS: Final = ("k", "secret", "key", "value", "client_secret", "jwt_secret", "signingKey", "jwtSecret")
_HASHES: Final = ("sha256", "sha512", "sha384", "sha1", "md5")
# Of a file with several values, the line that says that it is a secret comes first.
_TELLING: Final = re.compile(r"secret|jwt|sign|key", re.IGNORECASE)
_MOST_LINES: Final = 8
_MOST_STRINGS: Final = 12
_DEEPEST: Final = 4
_BLOCKS: Final = ("|", ">", "|-", ">-", "|+", ">+", "{", "}", "---")
# Longer texts are files, not secrets; each reading is hashed with the whole token.
_LONGEST: Final = 8_192


def readings(text: str) -> Iterator[Reading]:
    """Every way to read the text, likeliest first, each octet string once. A text that is too long has none."""
    if len(text) > _LONGEST:
        return
    seen: set[bytes] = set()
    for reading in _all(text):
        if reading.octets not in seen:
            seen.add(reading.octets)
            yield reading


def _all(text: str) -> Iterator[Reading]:
    yield from _plain(text)
    yield from _decoded(text)
    yield from _trimmed(text)
    yield from _unpacked(text)
    for name, code, value, advice in copied(text):
        yield Reading(code, name, value if isinstance(value, bytes) else _utf_8(value), advice)
    yield from _in_lines(text)
    yield from _loosely_decoded(text)
    yield from _in_other_characters(text)
    yield from _encoded_first(text)
    yield from _hashed_first(text)


def _plain(text: str) -> Iterator[Reading]:
    yield Reading("secret.utf-8", "taken as plain text", _utf_8(text), "Take the characters as they are, in UTF-8.")


def _decoded(text: str) -> Iterator[Reading]:
    bare = _BLANK.sub("", text)
    standard = bare.replace("-", "+").replace("_", "/").rstrip("=")
    if standard and not _NOT_STANDARD.search(standard):
        name, code = (
            ("base64url-decoded", "secret.base64url")
            if re.search("[-_]", bare)
            else ("base64-decoded", "secret.base64")
        )
        octets = _base64(standard)
        yield Reading(code, name, octets, "Decode the text before it is used as the key.")
        inner = octets.decode("utf-8", "ignore").strip().replace("-", "+").replace("_", "/").rstrip("=")
        if len(inner) > 4 and not _NOT_STANDARD.search(inner):
            yield Reading("secret.base64-twice", "base64-decoded twice", _base64(inner), "Decode the text twice.")
        if nested := _HEX.fullmatch(octets.decode("utf-8", "ignore").strip()):
            name, made = f"{name}, and then hex-decoded", bytes.fromhex(re.sub("[^0-9A-Fa-f]", "", nested[1]))
            yield Reading("secret.decoded-twice", name, made, "Decode the text twice.")
        loose = octets.decode("latin-1").encode("utf-8")
        yield Reading(
            "secret.atob",
            "base64-decoded to a string, which was then written in UTF-8",
            loose,
            "Decode to octets, not to a string: in JavaScript Buffer.from(text, 'base64') in place of atob(text).",
        )
    if found := _HEX.fullmatch(bare):
        octets = bytes.fromhex(re.sub("[^0-9A-Fa-f]", "", found[1]))
        yield Reading(
            "secret.hex", "hex-decoded", octets, "Decode the hexadecimal digits before they are used as the key."
        )
        text = octets.decode("latin-1")
        if nested := _HEX.fullmatch(text.strip()):
            octets = bytes.fromhex(re.sub("[^0-9A-Fa-f]", "", nested[1]))
            yield Reading("secret.decoded-twice", "hex-decoded twice", octets, "Decode the text twice.")
        elif len(text) > 8 and re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", text):
            octets = _base64(text.rstrip("="))
            yield Reading("secret.decoded-twice", "hex-decoded, and then base64-decoded", octets, "Decode it twice.")


def _trimmed(text: str) -> Iterator[Reading]:
    stripped = text.strip()
    yield Reading(
        "secret.white-space",
        "taken without the white space around it",
        _utf_8(stripped),
        "Trim the secret where it is read: a file or variable often ends in a line break.",
    )
    yield Reading(
        "secret.newline",
        "taken with a line break at its end",
        _utf_8(stripped + "\n"),
        "The signer read its secret from a file and kept the last line break. Trim it there.",
    )
    yield Reading(
        "secret.newline",
        "taken with a Windows line break (CR LF) at its end",
        _utf_8(stripped + "\r\n"),
        "The signer kept CR LF at the end of its secret. Trim it there.",
    )
    yield Reading(
        "secret.newline",
        "taken with LF in place of CR LF",
        _utf_8(text.replace("\r\n", "\n")),
        "Line breaks differ between the two sides. Keep the secret on one line.",
    )
    yield Reading(
        "secret.newline",
        "taken with CR LF in place of LF",
        _utf_8(text.replace("\r\n", "\n").replace("\n", "\r\n")),
        "Line breaks differ between the two sides. Keep the secret on one line.",
    )
    yield Reading(
        "secret.white-space",
        "taken without any white space in it",
        _utf_8(_BLANK.sub("", text)),
        "White space got into the secret when it was copied. Take it out.",
    )
    yield Reading(
        "secret.white-space",
        "taken with a space at its end",
        _utf_8(stripped + " "),
        "The signer's secret ends in a space. Trim it there.",
    )
    if stripped[:1] in _QUOTES and len(stripped) > 2:
        yield Reading(
            "secret.quotes",
            "taken without the quotes around it",
            _utf_8(stripped[1:-1]),
            "The quotes belong to the file that the secret was copied from, not to the secret.",
        )
    for quote in ('"', "'"):
        yield Reading(
            "secret.quotes",
            f"taken with the quotes {quote} around it",
            _utf_8(f"{quote}{stripped}{quote}"),
            "The signer's configuration keeps the quotes as part of the secret. Take them out there.",
        )


def _unpacked(text: str) -> Iterator[Reading]:
    """The secret as a part of what was pasted: a line that sets a variable, JSON, an escaped or encoded text."""
    stripped = text.strip()
    for name, value in _members(stripped):
        yield from _value(f'the member "{name}" of this JSON', value, "secret.json-member")
    if found := _ASSIGNED.fullmatch(stripped):
        value = found[1].strip().strip("".join(_QUOTES)).rstrip(";,")
        yield from _value("the value in this line", value.strip("".join(_QUOTES)), "secret.assignment")
    if "%" in stripped:
        yield Reading(
            "secret.percent-encoded",
            "percent-decoded",
            _percent_decoded(stripped),
            "Percent-decode the secret: it was copied out of a URL or form.",
        )
    if "+" in stripped:
        yield Reading(
            "secret.percent-encoded",
            "decoded as form data, where + is a space",
            _percent_decoded(stripped.replace("+", " ")),
            "Decode the secret as form data.",
        )
    if "\\" in stripped:
        yield from _unescaped(stripped)
    encoded = "".join(c if c.isalnum() or c in "-_.~" else "".join(f"%{o:02X}" for o in _utf_8(c)) for c in stripped)
    yield Reading(
        "secret.percent-encoded",
        "percent-encoded",
        _utf_8(encoded),
        "The signer used the percent-encoded text as its secret. Decode it there.",
    )


def _in_lines(text: str) -> Iterator[Reading]:
    """The values of a configuration of several lines, such as a .env file or the data of a Kubernetes Secret."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return
    lines.sort(key=lambda line: not _TELLING.search(line))
    for line in lines[:_MOST_LINES]:
        found = _ASSIGNED.fullmatch(line)
        bare = (found[1] if found else line).strip().strip("".join(_QUOTES)).rstrip(";,").strip("".join(_QUOTES))
        if bare and bare not in _BLOCKS and not line.lstrip().startswith("#"):
            yield from _value("the value in one of these lines", bare, "secret.assignment")


def _value(what: str, value: str, code: str) -> Iterator[Reading]:
    yield Reading(code, f"{what}, taken as plain text", _utf_8(value), "Use that value alone as the secret.")
    for reading in _decoded(value):
        yield Reading(code, f"{what}, {reading.name}", reading.octets, "Use that value alone, decoded.")


def _members(text: str) -> Iterator[tuple[str, str]]:
    if text[:1] != "{":
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    for name in _MEMBERS:
        if isinstance(value, dict) and isinstance(value.get(name), str):
            yield name, value[name]
    yield from islice(_strings_in(value, 0), _MOST_STRINGS)


def _strings_in(value: object, depth: int) -> Iterator[tuple[str, str]]:
    """The strings of JSON and of what is within it, as configurations nest them."""
    if not isinstance(value, dict) or depth > _DEEPEST:
        return
    for name, inner in value.items():
        if isinstance(inner, str) and inner:
            yield name, inner
        yield from _strings_in(inner, depth + 1)


def _unescaped(text: str) -> Iterator[Reading]:
    plain = text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")
    plain = plain.replace('\\"', '"').replace("\\/", "/").replace("\\\\", "\\")
    yield Reading(
        "secret.escapes",
        "taken with its backslash escapes undone",
        _utf_8(plain),
        "Backslashes belong to the JSON or shell text that the secret was copied from. Undo them.",
    )


def _loosely_decoded(text: str) -> Iterator[Reading]:
    """What lenient base64 decoders make of text that is no base64: they leave out what they do not know."""
    kept = re.sub(r"[^A-Za-z0-9+/_-]", "", text).replace("-", "+").replace("_", "/")
    yield Reading(
        "secret.base64-lenient",
        "base64-decoded by a reader that leaves out foreign characters",
        _base64(kept),
        "The other side decodes text that is no base64. Different secrets then give one key: "
        "use a real base64 secret, or take it as plain text on both sides.",
    )
    first = re.split("=", text, maxsplit=1)[0]
    cut = re.sub(r"[^A-Za-z0-9+/]", "", first)
    yield Reading(
        "secret.base64-lenient",
        "base64-decoded by a reader that drops - and _",
        _base64(cut),
        "Use a decoder for base64url: - and _ are part of the secret.",
    )
    whole = cut[: len(cut) - len(cut) % 4]
    yield Reading(
        "secret.base64-lenient",
        "base64-decoded by a reader that drops an incomplete last group",
        _base64(whole),
        "Pad the text with = to a multiple of four characters.",
    )


def _in_other_characters(text: str) -> Iterator[Reading]:
    stripped = text.strip()
    for name, codec in (
        ("Latin-1 (ISO 8859-1)", "latin-1"),
        ("Windows-1252", "cp1252"),
        ("UTF-16, little-endian", "utf-16-le"),
        ("UTF-16, big-endian", "utf-16-be"),
    ):
        yield Reading(
            "secret.character-set",
            f"written in {name}",
            stripped.encode(codec, "replace"),
            "Both sides must turn the text into octets in one way: UTF-8.",
        )
    for form in ("NFC", "NFD", "NFKC"):
        yield Reading(
            "secret.character-set",
            f"taken in the Unicode form {form}",
            _utf_8(unicodedata.normalize(form, stripped)),
            "Normalise the text on both sides alike.",
        )
    yield Reading(
        "secret.character-set",
        "taken with a byte order mark before it",
        b"\xef\xbb\xbf" + _utf_8(stripped),
        "Save the signer's file without a byte order mark.",
    )
    yield Reading(
        "secret.character-set",
        "taken with a zero octet at its end",
        _utf_8(stripped) + b"\x00",
        "The signer counts the zero that ends a C string.",
    )
    yield Reading(
        "secret.case", "taken in lower case", _utf_8(stripped.lower()), "The case of the letters was changed."
    )
    yield Reading(
        "secret.case", "taken in upper case", _utf_8(stripped.upper()), "The case of the letters was changed."
    )


def _encoded_first(text: str) -> Iterator[Reading]:
    advice = "The signer encodes the secret once more before it is used. Leave that out, or do the same."
    for origin in (text, text.strip()):
        octets = _utf_8(origin)
        standard = base64.b64encode(octets)
        for name, made in (
            ("base64", standard),
            ("base64 without padding", standard.rstrip(b"=")),
            ("base64url", encode(octets).encode()),
            ("hexadecimal", octets.hex().encode()),
            ("upper-case hexadecimal", octets.hex().upper().encode()),
        ):
            yield Reading("secret.encoded", f"encoded as {name} first, and that text used", made, advice)
    for reading in _decoded(text):
        made = reading.octets.hex().encode()
        yield Reading("secret.encoded", f"{reading.name}, and written as hexadecimal text", made, advice)


def _hashed_first(text: str) -> Iterator[Reading]:
    stripped = text.strip()
    origins = [("", _utf_8(stripped)), *((f"{reading.name} and ", reading.octets) for reading in _decoded(stripped))]
    for before, octets in origins[:2]:
        for name in _HASHES:
            digest = hashlib.new(name, octets, usedforsecurity=False).digest()
            shown = name.upper().replace("SHA", "SHA-")
            for form, made in (
                ("", digest),
                (" in hexadecimal", digest.hex().encode()),
                (" in base64", base64.b64encode(digest)),
                (" in base64url", encode(digest).encode()),
            ):
                yield Reading(
                    "secret.hashed",
                    f"{before}hashed with {shown}{form} first",
                    made,
                    f"The signer uses the {shown} hash of the secret as its key. Do the same, or leave it out there.",
                )


def _percent_decoded(text: str) -> bytes:
    return _ESCAPE.sub(lambda escape: bytes.fromhex(escape[1].decode()), _utf_8(text))


def _base64(text: str) -> bytes:
    """The octets of characters of the standard alphabet; a single last one, which carries no octet, is left out."""
    whole = text[:-1] if len(text) % 4 == 1 else text
    return base64.b64decode(whole + "=" * (-len(whole) % 4))


def _utf_8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
