"""What can still be told when nothing opens it: right key or not, what was changed, and how it was compressed.

Decrypted without its tag, content that reads as text shows that the key is right. Not a word of it is ever told.
"""

from __future__ import annotations

import math
import re
import zlib
from typing import Final

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase
from webapp.jose.diagnose.jwe_content import fitting_keys
from webapp.jose.diagnose.jwe_trials import WITHOUT_PROOF, content_keys, padded_key
from webapp.jose.diagnose.words import likely, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.json_object import parse as parse_json
from webapp.jose.jwe.inflate import inflate
from webapp.jose.text import counted

# Of random octets 38 in 100 are printable. So much text comes by chance less than once in a million times.
_SHORTEST: Final = 24
_LONG: Final = 40
_MOSTLY: Final = 0.85
_PRINTABLE: Final = frozenset((*range(32, 127), 9, 10, 13))
_ZLIB: Final = 15
_GZIP: Final = 31
_UNFINISHED: Final = frozenset({"json.truncated", "json.trailing", "json.syntax"})
# What inflates to text by chance, a few octets repeated, does so once in a thousand times; so it has to begin as JSON
# or as a token, too.
_BEGINNING: Final = re.compile(rb'\s*\{\s*"|eyJ')
_OBJECT: Final = re.compile(rb'\s*\{\s*"')


def compressed_otherwise(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The content opens, but is no raw DEFLATE: zlib or gzip, or not compressed at all."""
    if case.stage != "inflate":
        return None
    for row, cek in fitting_keys(case, bench):
        content = bench.opens(row.name, cek, case.jwe.additional_data, case.sealed)
        if content is None:
            continue
        for code, name, wbits in (("jwe.zip-zlib", "zlib", _ZLIB), ("jwe.zip-gzip", "gzip", _GZIP)):
            if _inflates(content, wbits, case.given.limits.inflated_size):
                return _compressed(code, f"in the format of {name}, with its header and check sum, not as raw DEFLATE")
        if _is_text(content):
            return _compressed("jwe.zip-not-compressed", 'not compressed at all, though the header says "zip": "DEF"')
    return None


def _compressed(code: str, how: str) -> Diagnosis:
    return proven(
        code,
        f"Key and tag are right; the content is {how}",
        'The content is decrypted and its tag fits. "zip": "DEF" means the bare DEFLATE stream of RFC 1951, and what '
        f"came out is {how}.",
        "Have the sender compress with raw DEFLATE (a window of -15 in zlib), or leave out both compression and "
        '"zip". The content cannot be read otherwise, as nothing in a token may be changed afterwards.',
        reference="RFC 7516 section 4.1.3",
    )


def undeclared_compression(case: DecryptionCase, content: bytes) -> Diagnosis | None:
    """The content was decrypted, but reads as compressed text, while the header has no "zip"."""
    if "zip" in case.values or _is_text(content):
        return None
    raw = inflate(content, case.given.limits)
    is_raw = isinstance(raw, bytes) and len(raw) > _SHORTEST and _is_text(raw)
    name = "raw DEFLATE" if is_raw else ""
    for other, wbits in (("zlib", _ZLIB), ("gzip", _GZIP)):
        name = name or (other if _inflates(content, wbits, case.given.limits.inflated_size) else "")
    if not name:
        return None
    return likely(
        "jwe.zip-missing",
        f'The content is compressed ({name}), but the header has no "zip"',
        f"It was decrypted, is no text, and inflates as {name}. The header does not say that it is compressed, so that "
        "readers take the compressed octets for the content.",
        'Have the sender write "zip": "DEF" and compress with raw DEFLATE, or not compress.',
        reference="RFC 7516 section 4.1.3",
    )


def damaged(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The key is right: proven by key management, or by content that reads as text. What was changed, if it tells."""
    for row, cek in fitting_keys(case, bench):
        read = _read(case, bench, row.name, cek)
        share = _readable(read)
        if "zip" in case.values and not _BEGINNING.match(read):
            continue
        if (share == 1 and len(read) >= _SHORTEST) or (share > _MOSTLY and len(read) >= _LONG):
            return _changed(case, read, share)
    sure = next((found for found in content_keys(case, bench) if found.is_sure), None)
    if sure is None or case.stage == "inflate":
        return None
    return proven(
        "jwe.content-changed",
        "The key is right, but the token was changed after encryption: its header, its content or its tag",
        f"{_proof(case)} So the key is the right one, and what does not fit is the "
        "protected header, the Initialization Vector, the ciphertext or the tag. The "
        "ciphertext does not read as text either, so that which of them cannot be told; often it is the ciphertext.",
        "Take the token again from its source, whole; compare the lengths and the ends of its parts.",
        reference="RFC 7516 section 5.2",
    )


def _proof(case: DecryptionCase) -> str:
    if case.alg == "RSA1_5":
        return "Opened with the private key, the padding 00 02 is there, and a content key of the due size behind it."
    return f"{case.alg} checks itself: with a wrong key no content key would have come out."


def _read(case: DecryptionCase, bench: Bench, enc: str, cek: bytes) -> bytes:
    """What stands there if nobody asks the tag, inflated as far as it goes."""
    read = bench.reads(enc, cek, case.sealed) or b""
    if case.values.get("zip") != "DEF":
        return read
    try:
        return zlib.decompressobj(wbits=-15).decompress(read, case.given.limits.inflated_size)
    except zlib.error:
        return b""


def _changed(case: DecryptionCase, read: bytes, share: float) -> Diagnosis:
    if share < 1 or _breaks_off(case, read):
        size = counted(len(read), "octet")
        seen = (
            f"{math.floor(share * 100)}% of the {size} read as text, which no wrong key brings about. The rest does not"
            if share < 1
            else f"all {size} read as text, which no wrong key brings about. But that text breaks off, or does not end "
            "as it began"
        )
        return proven(
            "jwe.ciphertext-changed",
            "The key is right, but the ciphertext is damaged: it was changed, or its end is missing",
            f"Decrypted without asking the tag, {seen}: the ciphertext was changed on its way.",
            "Take the token again from its source, whole. Nothing of its content may be relied on.",
            reference="RFC 7516 section 5.2",
        )
    if not case.sealed.tag:
        return proven(
            "jwe.tag-missing",
            "The key and the ciphertext are right, but the tag is missing",
            f"Decrypted without a tag, all {counted(len(read), 'octet')} read as text, as no wrong key has it. "
            "But the fifth part, the tag, is empty or not there, and without it anybody may have changed the content.",
            "Have the sender write the tag as the fifth part, or take the token again from its source, whole.",
            reference="RFC 7516 section 7.1",
        )
    if not _is_whole(case, read):
        return proven(
            "jwe.content-changed",
            "The key is right, but the end of the ciphertext is missing, or the header or the tag was changed",
            f"Decrypted without asking the tag, all {counted(len(read), 'octet')} read as text, which no wrong key "
            f"brings about. {case.enc} has no padding, so that this text does not show whether more came after it.",
            "Take the token again from its source, whole; compare the header with the one that the sender wrote.",
            reference="RFC 7516 section 5.2",
        )
    return proven(
        "jwe.header-or-tag-changed",
        "The key and the ciphertext are right; the protected header or the tag was changed after encryption",
        f"Decrypted without asking the tag, all {counted(len(read), 'octet')} read as text, which no wrong key brings "
        "about. So the key, the Initialization Vector and the ciphertext are those of the sender, and the header (it "
        "is bound to the content as its encoded text) or the tag is not.",
        "Compare the header with the one that the sender wrote; nothing may add to it or encode it anew. Nothing of "
        "the content may be relied on until the tag fits.",
        reference="RFC 7516 section 5.2",
    )


def _breaks_off(case: DecryptionCase, read: bytes) -> bool:
    """Whether the end is surely missing: no padding where one is due, or a JSON object that does not close."""
    if _has_padding(case):
        return not _is_whole(case, read)
    return bool(_OBJECT.match(read)) and not _is_whole(case, read)


def _is_whole(case: DecryptionCase, read: bytes) -> bool:
    """Whether surely nothing is missing: the padding is right, or what reads as a JSON object comes to its end."""
    if _has_padding(case):
        return len(case.sealed.ciphertext) % 16 == 0 and len(_unpadded(read)) < len(read)
    bare = _unpadded(read) if "CBC" in case.enc else read
    json = parse_json(bare, case.given.limits)
    return isinstance(json.value, dict) and _UNFINISHED.isdisjoint(problem.code for problem in json.problems)


def _has_padding(case: DecryptionCase) -> bool:
    return "CBC" in case.enc and "zip" not in case.values


def _readable(content: bytes) -> float:
    """The share that is printable; for CBC the padding counts, too. Random octets come to 0.38."""
    bare = _unpadded(content)
    return sum(octet in _PRINTABLE for octet in bare) / len(bare) if bare else 0.0


def _unpadded(content: bytes) -> bytes:
    padding = content[-1] if content else 0
    is_padded = 0 < padding <= 16 and content[-padding:] == bytes((padding,)) * padding
    return content[:-padding] if is_padded else content


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(c.isprintable() or c in "\t\r\n" for c in text)


def _inflates(content: bytes, wbits: int, limit: int) -> bool:
    stream = zlib.decompressobj(wbits=wbits)
    try:
        stream.decompress(content, limit)
    except zlib.error:
        return False
    return stream.eof


def wrong_key_or_damaged(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """Nothing was found: say at which stage it failed, and what that can mean."""
    tried = case.decryption.key
    if tried is None or case.stage not in ("key-management", "tag"):
        return None
    reference = "RFC 7516 section 5.2"
    if case.stage == "key-management":
        word = "password" if case.alg.startswith("PBES2") else "key"
        return likely(
            "jwe.wrong-key",
            f"Probably the wrong {word}: {case.alg} does not open the encrypted key with it",
            f"{case.alg} checks itself, and the check failed: the content key was encrypted to another {word}, or the "
            "encrypted key was changed on its way. Header, ciphertext and tag were not even looked at.",
            f"Look for the {word} that the sender used, by its kid or by the environment that the token is from.",
            reference=reference,
        )
    if case.alg not in WITHOUT_PROOF:
        return None
    if case.alg == "RSA1_5" and tried.kty == "RSA" and padded_key(case, bench, tried):
        return likely(
            "jwe.wrong-key",
            "Probably the wrong key: opened with it, the encrypted key has no padding of RSA1_5",
            "To a sender every key looks right: RSA1_5 answers a wrong padding with random octets, on purpose, and it "
            "fails at the tag only. With the private key at hand one can look: the octets 00 02 and a content key of "
            "the due size are not there. The encrypted key was made for another key, or was changed on its way.",
            "Look for the key that the sender used, by its kid or by the environment that the token is from.",
            reference="RFC 7516 section 11.5",
        )
    why = {
        "dir": "the secret is used as it is, so that any secret of the right size is taken",
        "ECDH-ES": "every key on the curve gives some content key",
        "RSA1_5": "a wrong key or padding is answered with random octets, on purpose (implicit rejection)",
    }[case.alg]
    return likely(
        "jwe.wrong-key-or-damaged",
        f"Either the key is wrong or the token was changed: with {case.alg} nobody can tell which",
        f"It failed at the tag. With {case.alg} {why}; only the tag shows that it is wrong. The content does not "
        "read as text with this key either, so that a wrong key is the likelier reason.",
        "Check first that the key is the one that the sender used; then take the token again from its source, whole.",
        reference="RFC 7516 section 11.5" if case.alg == "RSA1_5" else reference,
    )
