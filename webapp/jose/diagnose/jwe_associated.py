"""The header that is bound to the ciphertext may be another than the one that was received (RFC 7516 section 5.1)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase
from webapp.jose.diagnose.jwe_content import fitting_keys
from webapp.jose.diagnose.jwe_trials import bound_with, header_text, rewritten
from webapp.jose.diagnose.words import proven
from webapp.jose.finding import Diagnosis

_AAD: Final = "RFC 7516 section 5.1, step 14"
_LONGEST: Final = 8_192
_MOST_MEMBERS: Final = 24
_LIKELY_VALUES: Final = (
    ("typ", ("JWT", "JWE", "jwt", "JOSE")),
    ("cty", ("JWT", "jwt")),
    ("zip", ("DEF",)),
)


def right_all_the_same(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """A rule stopped decryption before the key was tried, and the key opens it."""
    if case.failed is None or case.stage not in ("decode", "header"):
        return None
    encoded = encode(case.jwe.protected.octets) if case.jwe.protected else ""
    for _, cek in fitting_keys(case, bench):
        for bound in dict.fromkeys((case.jwe.additional_data, bound_with(case, encoded))):
            if bench.opens(case.enc, cek, bound, case.sealed) is None:
                continue
            is_encoding = case.stage == "decode"
            return proven(
                "jwe.not-base64url" if is_encoding else "jwe.rule-broken",
                f"The key is right and the content opens; only a rule that the token breaks stops it: "
                f"{case.failed.summary}",
                "Read leniently, all parts are what they were when the token was made: the tag fits. A strict reader "
                "refuses the token before it looks at the key.",
                "Have the sender encode every part in base64url without padding."
                if is_encoding
                else "Have the sender keep to this rule; a strict reader must not overlook it.",
                reference=case.failed.reference,
                corrected=rewritten(case) if is_encoding and bound == bound_with(case, encoded) else None,
            )
    return None


def other_associated_data(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The tag fits when something else than the received characters of the header is bound."""
    if len(header_text(case)) > _LONGEST:
        return None
    received = bound_with(case, case.jwe.protected.encoded.text if case.jwe.protected else "")
    for _, cek in fitting_keys(case, bench):
        for title, bound in _forms(case):
            if bound != received and bench.opens(case.enc, cek, bound, case.sealed) is not None:
                return proven(
                    "jwe.associated-data",
                    f"The key is right, but the sender bound {title} to the content",
                    f"With {title} as the Additional Authenticated Data the tag fits and the content opens. Due are "
                    "the characters of the encoded protected header, exactly as they stand in the token"
                    + (', then a point and the encoded "aad"' if case.jwe.aad else "")
                    + ".",
                    "Have the sender encode its header once, and both write that text and hand it to the cipher.",
                    reference=_AAD,
                )
    return None


def header_edited(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The header was written anew or a member was added after encryption: with what it was, the content opens."""
    if len(header_text(case)) > _LONGEST:
        return None
    for _, cek in fitting_keys(case, bench):
        for code, title, header in _headers(case):
            if bench.opens(case.enc, cek, bound_with(case, header), case.sealed) is not None:
                return proven(
                    code,
                    title,
                    "With that header the tag fits and the content opens: key and ciphertext are right. The protected "
                    "header is bound to the content as its encoded text, so that any change to it, of a single space, "
                    "shows as a wrong tag.",
                    "Set the header before encryption, and never decode and encode it again on the way.",
                    reference=_AAD,
                    corrected=rewritten(case, header=header),
                )
    return None


def _forms(case: DecryptionCase) -> Iterator[tuple[str, bytes]]:
    jwe = case.jwe
    raw = jwe.protected.octets if jwe.protected else b""
    text = jwe.protected.encoded.text if jwe.protected else ""
    padded = encode(raw) + "=" * (-len(encode(raw)) % 4)
    if jwe.aad:
        yield 'the header without the "aad"', text.encode("utf-8", "surrogatepass")
        yield 'the decoded "aad"', text.encode("utf-8", "surrogatepass") + b"." + jwe.aad.octets
        yield 'the "aad" alone', jwe.aad.octets
    yield "nothing at all", b""
    yield "the decoded header, not its encoded text", raw
    yield "the encoded header with padding", padded.encode()
    yield "the header in standard base64", padded.replace("-", "+").replace("_", "/").encode()
    yield "the header in standard base64 without padding", encode(raw).replace("-", "+").replace("_", "/").encode()
    yield "the encoded header and a point", f"{text}.".encode("utf-8", "surrogatepass")
    yield "the header encoded twice", encode(text.encode("utf-8", "surrogatepass")).encode()
    yield (
        "header and encrypted key",
        (f"{text}.{case.recipient.encrypted_key.encoded.text}".encode("utf-8", "surrogatepass")),
    )


def _headers(case: DecryptionCase) -> Iterator[tuple[str, str, str]]:
    """Code, title and encoded text of each other header."""
    text = header_text(case)
    seen = {text}
    for code, title, made in _texts(case):
        if made not in seen:
            seen.add(made)
            yield code, title, encode(made.encode("utf-8", "surrogatepass"))


def _texts(case: DecryptionCase) -> Iterator[tuple[str, str, str]]:
    """The header in other JSON, then without one of its members, then with one that may have been there."""
    protected = case.recipient.header.protected
    values: dict[str, object] = dict(protected.values) if protected else {}
    rewritten_title = "The header was written anew after encryption: bound is the same JSON in another form"
    yield from (("jwe.header-rewritten", rewritten_title, made) for made in _written(values))
    for name in list(values)[:_MOST_MEMBERS]:
        others = {other: value for other, value in values.items() if other != name}
        title = f'The header was changed after encryption: "{name[:40]}" was added'
        yield from (("jwe.header-edited", title, made) for made in _compact(others))
    for name, options in _LIKELY_VALUES:
        for option in options:
            if values.get(name) == option:
                continue
            done = "was changed" if name in values else "was taken out"
            title = f'The header was changed after encryption: "{name}" {done}; it was "{option}"'
            if name in values:
                yield from (("jwe.header-edited", title, m) for m in _compact({**values, name: option}))
                continue
            for made in ({**values, name: option}, {name: option, **values}):
                yield from (("jwe.header-edited", title, m) for m in _compact(made))


def _compact(values: Mapping[str, object]) -> Iterator[str]:
    yield json.dumps(values, separators=(",", ":"), ensure_ascii=False)
    yield json.dumps(values)


def _written(values: Mapping[str, object]) -> Iterator[str]:
    ordered = dict(sorted(values.items()))
    first: dict[str, object] = {name: values[name] for name in ("alg", "enc") if name in values}
    swapped: dict[str, object] = {name: values[name] for name in ("enc", "alg") if name in values}
    for order in (values, ordered, {**first, **values}, {**swapped, **values}):
        yield json.dumps(order, separators=(",", ":"), ensure_ascii=False)
        yield json.dumps(order, separators=(",", ":"))
        yield json.dumps(order)
        yield json.dumps(order, separators=(",", ":"), ensure_ascii=False).replace("/", "\\/")
        yield json.dumps(order, indent=2, ensure_ascii=False)
        yield json.dumps(order, indent=4, ensure_ascii=False)
        yield json.dumps(order, indent=2, ensure_ascii=False).replace("\n", "\r\n")
