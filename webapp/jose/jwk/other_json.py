"""JSON that is neither a JWK nor a JWK Set, and holds keys all the same, or was pasted by mistake.

Maps of names to certificates, as Google publishes them; service accounts and other configuration with a PEM or DER in a
member; provider metadata (RFC 8414) and token responses (RFC 6749 section 5.1), which hold no keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.jwk import der, pem, secret
from webapp.jose.jwk.build import Description, build_key
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.key_json import KeyJson
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.text import Excerpt, Problem, Span

_TOKENS: Final = frozenset({"access_token", "id_token", "refresh_token"})
_ENDPOINTS: Final = frozenset({"authorization_endpoint", "token_endpoint", "userinfo_endpoint"})
_SHOWN: Final = 200
# Members of a map that are looked at before it is taken for one of names to keys.
_LOOKED_AT: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherKeys:
    """The keys that were found in members, or why there are none. container is that of the keys."""

    container: str = ""
    keys: tuple[Key, ...] = ()
    problems: tuple[Problem, ...] = ()
    corrected: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class _Text:
    """A member that is text, by its JSON Pointer."""

    path: str
    value: str


def read_other_json(found: KeyJson, password: str, limits: Limits) -> OtherKeys:
    """The keys in the members of JSON that is no JWK.

    Problems: key.json-metadata, key.json-token-response, key.json-unknown, and those of pem and der, at the member.
    """
    texts = [_Text(*pair) for pair in _texts(found.value)]
    held = _in_members(texts, found, password, limits)
    if held.keys or held.problems:
        return replace(held, problems=(*found.problems, *held.problems))
    if shared := _shared_secret(found.value, limits):
        return OtherKeys(container=secret.SECRET, keys=(shared,), problems=found.problems)
    return OtherKeys(problems=(*found.problems, _why_none(found.value)))


def _in_members(texts: list[_Text], found: KeyJson, password: str, limits: Limits) -> OtherKeys:
    keys: list[Key] = []
    problems: list[Problem] = []
    corrected: list[str] = []
    container = ""
    left = limits
    kids = _kids(texts, found.value)
    holders = [text for text in texts if _may_hold(text.value)][: limits.pem_blocks]
    for text in holders:
        span, kid = found.spans.get(text.path), kids.get(text.path)
        if pem.has_block(text.value):
            read = pem.read_pem_keys(Excerpt.whole(text.value), password, left)
            left, container = read.left, "pem"
            corrected.extend([read.corrected] if read.corrected else [])
            inner, remarks = read.keys, read.problems
        elif bare := der.read_der_keys(text.value, password, left):
            inner, remarks, container = bare.keys, (), container or der.DER
        else:
            continue
        keys.extend([_placed(key, i, kid, span) for i, key in enumerate(inner, len(keys))])
        problems.extend(_at(problem, span) for problem in remarks)
    return OtherKeys(
        container=container, keys=tuple(keys), problems=tuple(problems), corrected="".join(corrected) or None
    )  # fmt: skip


def _texts(value: JsonValue) -> Iterator[tuple[str, str]]:
    """All text in a value, with its JSON Pointer, in order."""
    waiting: list[tuple[str, JsonValue]] = [("", value)]
    while waiting:
        path, one = waiting.pop()
        if isinstance(one, str):
            yield path, one
        elif isinstance(one, dict):
            waiting.extend(reversed([(f"{path}/{_pointer(name)}", inner) for name, inner in one.items()]))
        elif isinstance(one, list):
            waiting.extend(reversed([(f"{path}/{index}", inner) for index, inner in enumerate(one)]))


def _pointer(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _may_hold(text: str) -> bool:
    """Whether a text looks like a key, before more is done with it."""
    return "BEGIN" in text or (len(text) > 56 and text.lstrip()[:1] in ("M", "b"))


def _kids(texts: list[_Text], value: JsonValue) -> Mapping[str, str]:
    """Names of keys: in a map of names to keys, and beside the private key of a service account."""
    if not isinstance(value, dict):
        return {}
    if isinstance(beside := value.get("private_key_id"), str):
        return {"/private_key": beside}
    is_map = len(texts) == len(value) and all(pem.has_block(text.value) for text in texts[:_LOOKED_AT])
    return {f"/{_pointer(name)}": name for name in value} if is_map else {}


def _shared_secret(value: JsonValue, limits: Limits) -> Key | None:
    """The secret in a configuration such as {"type": "HS256", "key": "…"}."""
    if not isinstance(value, dict):
        return None
    alg, text = value.get("type", value.get("alg")), value.get("key")
    if not isinstance(alg, str) or not isinstance(text, str) or alg not in JWS_ALGORITHMS:
        return None
    octets = secret.decode(text, secret.Encoding.UTF_8)
    if JWS_ALGORITHMS[alg].kty != "oct" or isinstance(octets, Problem):
        return None
    members = secret.secret_key(octets, limits).members
    return build_key(members, Description(source=secret.SECRET, alg=alg), limits)


def _placed(key: Key, index: int, kid: str | None, span: Span | None) -> Key:
    problems = tuple(_at(problem, span) for problem in key.problems)
    return replace(key, index=index, kid=key.kid or kid, problems=problems)


def _at(problem: Problem, span: Span | None) -> Problem:
    return replace(problem, span=span)


def _why_none(value: JsonValue) -> Problem:
    code, reference = "key.json-unknown", "RFC 7517 section 4"
    if not isinstance(value, Mapping):
        why = "This is JSON, but no key: only an object or an array can hold keys"
    elif "jwks_uri" in value or ("issuer" in value and value.keys() & _ENDPOINTS):
        code, reference = "key.json-metadata", "RFC 8414 section 2"
        why = f"This is the metadata of a provider; it only says where the keys are: {_where(value.get('jwks_uri'))}"
    elif value.keys() & _TOKENS:
        code, reference = "key.json-token-response", "RFC 6749 section 5.1"
        why = (
            "This is a token response; it holds tokens, not keys. Paste it into the token box, and here the JWK Set of "
            "the issuer or the secret that is shared with it"
        )
    else:
        why = 'This is JSON, but no key: it has neither "kty", as a JWK has, nor "keys", as a JWK Set has'
    return Problem(code=code, message=why, reference=reference)


def _where(address: JsonValue) -> str:
    if not isinstance(address, str) or len(address) > _SHOWN:
        return 'paste what is at its "jwks_uri"'
    return f'paste what is at its "jwks_uri", {address}'
