"""Which requests are dear: decided from the fields of the form alone, before any of the work.

Nothing here may take as long as the work that it avoids, and nobody may get past it by writing the same thing in
another way. So it reads what can be read at once, and takes what it cannot read to be dear: that costs a few
milliseconds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from webapp.jose.artefact import Kind
from webapp.jose.describe.artefacts import read_jwe
from webapp.jose.detect import detect
from webapp.jose.jwe.jwe import Jwe
from webapp.jose.jwk.generate import Order, read_spec
from webapp.jose.limits import Limits

# Characters of all fields. Below, inspecting and showing takes tens of milliseconds at most, whatever the text is.
_LARGE: Final = 8 * 1024
# Milliseconds, by the estimate of _trials: more than this is done elsewhere.
_DEAR_TRIALS: Final = 25
# PBES2 iterations: 20,000 take 10 ms.
_DEAR_ITERATIONS: Final = 20_000
# Keys made in one request; one of ML-DSA takes 4 ms.
_MANY_KEYS: Final = 5
# Characters that an RSA key of 1,024 bits without its primes has, and no shorter key is dear.
_SHORTEST: Final = 350
# Characters that a JWE with a password has in the least, within another one.
_SHORTEST_PBES2: Final = 180
_JSON_TOKEN: Final = ("payload", "ciphertext", "\\")
_KEY_SIGNS: Final = ('"kty"', "-----BEGIN")
_TWO_OF_RSA: Final = (re.compile(r"\bn\b"), re.compile(r"\bd\b"))
_PRIMES: Final = ("p", "q", "dp", "dq", "qi")
# Fields in which a token or a key can stand.
_TEXTS: Final = ("input", "key", "inner_key", "other", "other_key")
_JSON_START: Final = ("{", "[", '"')


class Reason(StrEnum):
    """Why a request is dear."""

    SIZE = "much text"
    GENERATION = "keys that take long to make"
    CONTAINER = "a key container with a password"
    INCOMPLETE_KEY = "an RSA key whose primes are to be found"
    TRIALS = "many keys or signatures to try"
    ITERATIONS = "a password to derive a key from"


def reason(fields: Mapping[str, str], limits: Limits) -> Reason | None:
    """Why these fields of a form are work for a helper process; None when they are not."""
    if sum(map(len, fields.values())) > _LARGE:
        return Reason.SIZE
    keys = _keys(fields)
    pairs = [(fields.get("input", ""), keys)]
    if other := fields.get("other"):
        pairs.append((other, fields.get("other_key", "").strip() or keys))
    texts = [fields.get(name, "") for name in _TEXTS]
    checks = {
        Reason.GENERATION: _is_generation(fields.get("spec", ""), limits),
        Reason.CONTAINER: _is_container(fields),
        Reason.INCOMPLETE_KEY: any(map(_lacks_primes, texts)) or _is_wrapped(fields),
        Reason.TRIALS: sum(_trials(*pair) for pair in pairs) > _DEAR_TRIALS,
        Reason.ITERATIONS: sum(_iterations(*pair, limits) for pair in pairs) > _DEAR_ITERATIONS,
    }
    return next((found for found, holds in checks.items() if holds), None)


def _keys(fields: Mapping[str, str]) -> str:
    """All texts that keys are read from: those of a paste are tried on the tokens beside them."""
    text = fields.get("input", "")
    beside = text if any(sign in text for sign in _KEY_SIGNS) else ""
    return "\n".join(filter(None, (fields.get("key", "").strip(), fields.get("inner_key", "").strip(), beside)))


def _is_generation(specs: str, limits: Limits) -> bool:
    orders = [read_spec(spec, limits) for spec in specs.split()]
    return len(orders) >= _MANY_KEYS or any(isinstance(order, Order) and order.kty == "RSA" for order in orders)


def _is_container(fields: Mapping[str, str]) -> bool:
    """Something that a password opens. The container itself says how long that takes; without one, none is opened."""
    names = ("key", "other_key", "input", "other")
    return bool(fields.get("password")) and any(fields.get(name, "").strip() for name in names)


def _is_wrapped(fields: Mapping[str, str]) -> bool:
    """A key that is long enough to be such a one, and is still to be decoded."""
    return fields.get("key_encoding") in ("base64", "base64url", "hex") and any(
        len(fields.get(name, "")) > _SHORTEST for name in ("key", "other_key")
    )


def _lacks_primes(text: str) -> bool:
    """Whether a JWK in the text has the numbers n and d of RSA, but not the others.

    With a backslash, names may be written in many ways, and JSON may stand in a string: then it is not looked for.
    """
    if len(text) < _SHORTEST or not any(sign in text for sign in _JSON_START):
        return False
    if "\\" in text:
        return True
    try:
        objects = list(_objects(json.loads(text)))
    except (ValueError, RecursionError):
        return all(name.search(text) for name in _TWO_OF_RSA)
    return any("n" in found and "d" in found and not all(name in found for name in _PRIMES) for found in objects)


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from _objects(member)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item)


def _trials(text: str, key: str) -> float:
    """About how many milliseconds it takes to try every key on every token.

    An object has a brace, a token two dots: neither number can be smaller than the true one. Keys that were pasted are
    objects as well, and no tokens, unless a name of a token is among them or may be. The time for one key
    grows with the square of its length: an RSA private key of 8,192 bits has 6,000 characters and takes 40 ms.
    """
    keys = max(key.count("{"), key.count("-----BEGIN"), 1)
    objects = 0 if '"kty"' in text and not any(sign in text for sign in _JSON_TOKEN) else text.count("{")
    tokens = max(objects, text.count(".") // 2, 1)
    return tokens * keys * (0.3 + (len(key) / keys / 1000) ** 2)


def _iterations(text: str, key: str, limits: Limits) -> int:
    """The PBES2 iterations that the tokens of a text ask for, with every key. Nothing is derived without a key."""
    if not key.strip() or (text.count(".") < 4 and not any(sign in text for sign in ("{", "%"))):
        return 0
    tokens = [read_jwe(found, limits) for found in detect(text, limits).found if found.kind is Kind.JWE]
    if any(_may_hold_password(token, key) for token in tokens):
        return limits.pbes2_iterations
    counts = [recipient.header.values.get("p2c") for token in tokens for recipient in token.recipients]
    return max(key.count("{"), 1) * sum(count for count in counts if isinstance(count, int) and count > 0)


def _may_hold_password(token: Jwe, key: str) -> bool:
    """Whether a token can be inside that asks for iterations, as decrypting shows. Key pairs open no such one."""
    is_long = len(token.ciphertext.encoded.text) >= _SHORTEST_PBES2
    return is_long and ('"oct"' in key or not any(sign in key for sign in _KEY_SIGNS))
