"""Keys: look into them, make new ones, write them in another format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from webapp.jose.describe.keys import key_members
from webapp.jose.jwk import publish
from webapp.jose.jwk.generate import Order, Use, make_key, name_key, new_name, read_spec
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import KeyText, read_keys
from webapp.jose.jwk.publish import Half, Layout
from webapp.jose.limits import LimitError, Limits, setting_of
from webapp.jose.text import Excerpt, Problem
from webapp.services.audit_key_text import audited
from webapp.services.refusals import UnusableFieldError
from webapp.services.results import Export, KeyConversionResult, KeyGenerationResult, KeyInspectionResult

# Public keys of a text that are written as PEM and JWK unasked: a large set would make a page of megabytes.
_MOST_EXPORTED: Final = 20


class Target(StrEnum):
    """A format that a key can be written in."""

    JWK = "jwk"
    JWK_SET = "jwk-set"
    PEM_PKCS8 = "pem-pkcs8"
    PEM_SPKI = "pem-spki"
    PEM_PKCS1 = "pem-pkcs1"
    PEM_SEC1 = "pem-sec1"
    DER = "der"
    OPENSSH = "openssh"


class Naming(StrEnum):
    """How new keys get their kid. Any other text is the kid itself."""

    THUMBPRINT = "thumbprint"
    RANDOM = "random"
    DATE = "date"


def inspect_keys(
    text: str, *, encoding: str, password: str, now: int, limits: Limits, published: frozenset[bytes] = frozenset()
) -> KeyInspectionResult:
    """What keys a text holds, what a specialist would notice about them, and their public halves as JWK and PEM.

    now (seconds since the epoch) is when certificates are looked at; published are secrets that are held to be known.
    """
    found = read_keys(text, encoding=encoding, password=password, limits=limits)
    read, findings = audited(found, text, at=now, published=published, limits=limits)
    usable = [key for key in read.keys if key.is_usable][:_MOST_EXPORTED]
    return KeyInspectionResult(
        keys=read.keys,
        key_members=tuple(key_members(found, Excerpt.whole(text))),
        problems=read.problems,
        findings=findings,
        exports=tuple(export for key in usable for export in _exports(key, Half.PUBLIC)),
        corrected=read.corrected,
    )


def generate_keys(
    specs: tuple[str, ...], *, kid: str, use: Use | None, now: int, limits: Limits
) -> KeyGenerationResult:
    """New keys, one for each spec. now (seconds since the epoch) is the date in a kid.

    Refuses with LimitError generated_keys, and UnusableFieldError for spec (those of read_spec, spec.missing) and
    use (use.contradiction).
    """
    orders = _orders(specs, use, limits)
    made = [_make(order, index, limits) for index, order in enumerate(orders)]
    return written_out(tuple(_named(key, kid or Naming.THUMBPRINT, len(made), now) for key in made))


def written_out(keys: tuple[Key, ...]) -> KeyGenerationResult:
    """Private keys with their sets, and each with its two halves."""
    return KeyGenerationResult(
        keys=keys,
        public_jwk_set=publish.jwk_set_of(keys, Half.PUBLIC),
        private_jwk_set=publish.jwk_set_of(keys, Half.PRIVATE),
        exports=tuple(export for key in keys for half in Half for export in _exports(key, half)),
    )


def convert_key(
    text: str, *, encoding: str, password: str, target: Target, half: Half, limits: Limits
) -> KeyConversionResult:
    """The keys of a text in another format. PKCS #8 and SEC 1 are private by themselves, SPKI and OpenSSH public.

    Problems: those of read_keys, convert.no-key, convert.several-keys, convert.half, convert.structure, key.export.
    """
    read = read_keys(text, encoding=encoding, password=password, limits=limits)
    usable = tuple(key for key in read.keys if key.is_usable)
    text, count, problems = _written(usable, target, half) if usable else ("", 0, (_no_key(read),))
    return KeyConversionResult(text=text, count=count, keys=read.keys, problems=(*read.problems, *problems))


def _orders(specs: tuple[str, ...], use: Use | None, limits: Limits) -> list[Order]:
    if not specs:
        message = "Say what keys to make, such as RS256 or ES256."
        raise UnusableFieldError(field="spec", code="spec.missing", message=message)
    if len(specs) > limits.generated_keys:
        most = f"{limits.generated_keys:,} are made in one request, {setting_of('generated_keys')} raises this."
        message = f"{len(specs):,} keys are asked for; at most {most}"
        raise LimitError(name="generated_keys", limit=limits.generated_keys, message=message)
    return [_order(spec, use, limits) for spec in specs]


def _order(spec: str, use: Use | None, limits: Limits) -> Order:
    order = read_spec(spec, limits)
    if isinstance(order, Problem):
        raise UnusableFieldError(field="spec", code=order.code, message=order.message + ".")
    if use is not None and order.use is not use:
        message = f'A key for {order.alg} has the use "{order.use}", not "{use}".'
        raise UnusableFieldError(field="use", code="use.contradiction", message=message)
    return order


def _make(order: Order, index: int, limits: Limits) -> Key:
    key = make_key(order, limits, index)
    if isinstance(key, Problem):
        raise UnusableFieldError(field="spec", code=key.code, message=key.message + ".")
    return key


def _named(key: Key, kid: str, count: int, now: int) -> Key:
    if kid == Naming.THUMBPRINT:
        return name_key(key, key.thumbprint)
    if kid == Naming.RANDOM:
        return name_key(key, new_name())
    name = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d") if kid == Naming.DATE else kid
    return name_key(key, f"{name}-{key.index + 1}" if count > 1 else name)


def _exports(key: Key, half: Half) -> Iterator[Export]:
    """One half of a key as JWK and, of an asymmetric key, as PEM."""
    jwk = publish.jwk_of(key, half)
    if jwk is None:
        return
    private = half is Half.PRIVATE
    yield Export(format=Target.JWK, private=private, text=publish.jwk_text(jwk), kid=key.kid, index=key.index)
    pem = publish.write(key, Layout.PKCS8 if private else Layout.SPKI) if key.kty != "oct" else ""
    if pem and not isinstance(pem, Problem):
        form = Target.PEM_PKCS8 if private else Target.PEM_SPKI
        yield Export(format=form, private=private, text=pem, kid=key.kid, index=key.index)


def _written(keys: tuple[Key, ...], target: Target, half: Half) -> tuple[str, int, tuple[Problem, ...]]:
    """The keys in the format, how many they are, and why some could not be written."""
    if target is Target.JWK_SET:
        return _jwk_set(keys, half)
    if target in (Target.JWK, Target.DER) and len(keys) > 1:
        return "", 0, (_problem("convert.several-keys", "The text holds several keys: choose JWK Set or a PEM format"),)
    results = [_WRITERS[target](key, half) for key in keys]
    texts = [result for result in results if not isinstance(result, Problem)]
    return "".join(texts), len(texts), tuple(result for result in results if isinstance(result, Problem))


def _jwk_set(keys: tuple[Key, ...], half: Half) -> tuple[str, int, tuple[Problem, ...]]:
    """A set of the keys that have this half; none where no key has it."""
    count = sum(half is Half.PRIVATE or key.kty != "oct" for key in keys)
    problems = (_no_public_half(),) if count < len(keys) else ()
    return publish.jwk_text(publish.jwk_set_of(keys, half)) if count else "", count, problems


def _jwk(key: Key, half: Half) -> str | Problem:
    jwk = publish.jwk_of(key, half)
    return publish.jwk_text(jwk) if jwk else _no_half(key)


def _pkcs8(key: Key, _half: Half) -> str | Problem:
    return publish.write(key, Layout.PKCS8)


def _spki(key: Key, _half: Half) -> str | Problem:
    return publish.write(key, Layout.SPKI)


def _pkcs1(key: Key, half: Half) -> str | Problem:
    return publish.write(key, Layout.PKCS1_PRIVATE if half is Half.PRIVATE else Layout.PKCS1_PUBLIC)


def _sec1(key: Key, _half: Half) -> str | Problem:
    return publish.write(key, Layout.SEC1)


def _der(key: Key, half: Half) -> str | Problem:
    return publish.write_der(key, Layout.PKCS8 if half is Half.PRIVATE else Layout.SPKI)


def _openssh(key: Key, _half: Half) -> str | Problem:
    return publish.write_openssh(key)


def _no_half(key: Key) -> Problem:
    if key.kty == "oct":
        return _no_public_half()
    return _problem("convert.half", "This is a public key; there is no private half to write")


def _no_public_half() -> Problem:
    return _problem("convert.half", "A shared secret has no public half; it is written only when private is asked for")


def _no_key(read: KeyText) -> Problem:
    why = "none that can be used" if read.keys else "none"
    return _problem("convert.no-key", f"There is no key to convert: the text holds {why}")


def _problem(code: str, message: str) -> Problem:
    return Problem(code=code, message=message)


_WRITERS: Final[Mapping[Target, Callable[[Key, Half], str | Problem]]] = MappingProxyType(
    {
        Target.JWK: _jwk,
        Target.PEM_PKCS8: _pkcs8,
        Target.PEM_SPKI: _spki,
        Target.PEM_PKCS1: _pkcs1,
        Target.PEM_SEC1: _sec1,
        Target.DER: _der,
        Target.OPENSSH: _openssh,
    }
)
