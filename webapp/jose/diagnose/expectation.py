"""Why issuer, audience, type or required claims are not what was expected (RFC 7519 section 4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import ClaimsCase
from webapp.jose.diagnose.differences import compare, difference, where
from webapp.jose.diagnose.words import proven
from webapp.jose.finding import Correction, Diagnosis
from webapp.jose.json_object import JsonValue
from webapp.jose.text import cut_short

_ISSUER: Final = {
    "slash": "claims.issuer-slash",
    "white-space": "claims.issuer-white-space",
    "case": "claims.issuer-case",
    "scheme": "claims.issuer-scheme",
    "port": "claims.issuer-port",
    "host": "claims.issuer-host",
    "internal-host": "claims.issuer-internal-host",
    "entra-version": "claims.issuer-entra-version",
    "tenant": "claims.issuer-tenant",
    "realm": "claims.issuer-realm",
    "path": "claims.issuer-path",
}
_ISSUER_REMEDIES: Final = {
    "slash": "Write the issuer exactly as the token has it, down to the slash: it is compared as text.",
    "scheme": "The issuer builds its name from the address it is called at. Behind a proxy, tell it its public address "
    "(Keycloak: KC_HOSTNAME; Spring: server.forward-headers-strategy).",
    "internal-host": "The token was asked for at the inside address and is checked against the outside one, or the "
    "reverse. Give the issuer one fixed public name (Keycloak: KC_HOSTNAME), fetching keys from inside.",
    "entra-version": "Set accessTokenAcceptedVersion (requestedAccessTokenVersion) to 2 in the app's manifest, or "
    "accept the issuer https://sts.windows.net/<tenant>/ of version 1.",
    "tenant": "Ask for the token at the tenant that the API belongs to; an API for several tenants must check the "
    "tenant by a list of its own.",
    "realm": "Ask for the token in the realm that the API trusts, or set that realm in the API.",
}


@dataclass(frozen=True, slots=True)
class _Owner:
    """An API of the issuer's own, whose tokens are sent elsewhere by mistake.

    names are those that it has as an audience, issuer is a part of every "iss" that it is told by.
    """

    code: str
    name: str
    names: frozenset[str]
    why: str
    remedy: str
    issuer: str = ""


_OWNERS: Final = (
    _Owner(
        "claims.audience-graph",
        "Microsoft Graph",
        frozenset({"00000003-0000-0000-c000-000000000000", "https://graph.microsoft.com", "https://graph.microsoft.com/"}),
        "Entra ID gives such a token when no scope of your own API was asked for (User.Read, openid).",
        "Ask for a token with a scope of your own API: api://<your app>/.default, or one that it exposes.",
    ),
    _Owner(
        "claims.audience-account",
        "clients of Keycloak's own",
        frozenset({"account", "broker", "realm-management"}),
        'Keycloak writes the clients whose roles the user has. The client that asked for the token is in "azp", and '
        "is no audience by itself.",
        "Add a mapper of the type Audience with your API to a client scope, and give that scope to the client.",
        issuer="/realms/",
    ),
)  # fmt: skip
_NEAR: Final = {"scope": ("scp", "scopes"), "scp": ("scope",), "aud": ("client_id", "azp"), "sub": ("user_id", "uid")}
_SCOPES: Final = ("scope", "scp")
_SCOPE: Final = re.compile(r"(?:scopes?|scp)[=:](\S{1,200})")


def issuer(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """The token's iss differs from the issuer that is expected: in what, character by character."""
    expected = case.given.expected.issuer
    if expected is None or not case.has_failed("claims.issuer"):
        return None
    found = case.claims.get("iss")
    if not isinstance(found, str):
        return proven(
            "claims.issuer-missing",
            'The token names no issuer: "iss" is missing'
            if found is None
            else 'The token names no issuer as text: "iss" is of another type',
            f'"{cut_short(expected)}" is expected as its issuer, but {_instead(found)}.'
            + (" The array has it, but an issuer is one text." if expected in _texts(found) else "")
            + _elsewhere(case, "iss"),
            "Have the issuer write its name into the token, as one text.",
            reference="RFC 7519 section 4.1.1",
        )
    differs = difference(expected, found)
    correction = Correction(field="issuer", value=found)
    if differs.cause not in _ISSUER:
        return proven(
            "claims.issuer-other",
            "The token comes from another issuer than expected",
            f'"{cut_short(expected)}" is expected; the token has "{cut_short(found)}". They differ {differs.words}: '
            f"{where(expected, found)}.",
            "Check which environment the token was asked for in. If this issuer is right, expect it by this name.",
            reference="RFC 7519 section 4.1.1",
            corrected=correction,
            compared=compare(expected, found),
        )
    return proven(
        _ISSUER[differs.cause],
        f"The issuer differs {differs.words}",
        f'"{cut_short(expected)}" is expected; the token has "{cut_short(found)}". They differ: '
        f"{where(expected, found)}.",
        _ISSUER_REMEDIES.get(differs.cause, "Expect the issuer by exactly the name that it writes into its tokens."),
        reference="RFC 7519 section 4.1.1",
        corrected=correction,
        compared=compare(expected, found),
    )


def audience(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """The token's aud does not hold the audience that is expected: it is missing, nearly the same, or another."""
    expected = case.given.expected.audience
    if expected is None or not case.has_failed("claims.audience"):
        return None
    found = list(_texts(case.claims.get("aud")))
    if not found:
        return _no_audience(case, expected)
    near = next((f for f in found if difference(expected, f).cause != "other" or _is_same_app(expected, f)), None)
    if near is not None:
        told = "only in api:// before the id" if _is_same_app(expected, near) else difference(expected, near).words
        return proven(
            "claims.audience-nearly",
            f"The audience differs {told}",
            f'"{cut_short(expected)}" is expected; the token has "{cut_short(near)}". They differ: '
            f"{where(expected, near)}.",
            "An audience is compared as text. Expect exactly what the issuer writes.",
            reference="RFC 7519 section 4.1.3",
            corrected=Correction(field="audience", value=near),
            compared=compare(expected, near),
        )
    if len(found) == 1 and expected in re.split(r"[\s,;\[\]\"']+", found[0]):
        return proven(
            "claims.audience-joined",
            "The audiences were written as one text, where an array is due",
            f'"aud" is "{cut_short(found[0])}", one text with the expected one in it. As an array it would do.',
            'Write "aud" as an array of texts, or as one text with one value.',
            reference="RFC 7519 section 4.1.3",
        )
    wanted = [one for one in re.split(r"[\s,;]+", expected) if one in found]
    if wanted:
        return proven(
            "claims.audience-joined",
            "Several audiences are expected as one text, and compared as one",
            f'"{cut_short(expected)}" is expected, which is compared as a whole. The token is for '
            f'"{cut_short(wanted[0])}", which is one of them.',
            "Expect one audience; libraries take a list of them, and never a text with commas.",
            reference="RFC 7519 section 4.1.3",
            corrected=Correction(field="audience", value=wanted[0]),
        )
    return _another_audience(case, expected, found)


def _another_audience(case: ClaimsCase, expected: str, found: list[str]) -> Diagnosis:
    issuer_name = str(case.claims.get("iss"))
    owner = next((one for one in _OWNERS if set(found) <= one.names and one.issuer in issuer_name), None)
    if owner:
        return proven(
            owner.code,
            f"The token is meant for {owner.name}, not for this audience",
            f'"{cut_short(expected)}" is expected; the token is for {_listed(found)}, which stands for {owner.name}. '
            f"{owner.why}",
            owner.remedy,
            reference="RFC 7519 section 4.1.3",
        )
    return proven(
        "claims.audience-other",
        "The token is meant for another audience",
        f'"{cut_short(expected)}" is expected; the token is for {_listed(found)}. Whoever is not named there must '
        "refuse it.",
        "Ask for the token with the API as its audience: the parameter audience (Auth0), resource (RFC 8707) or scope "
        "(Entra ID: api://<id>/.default). If this audience is right, expect it.",
        reference="RFC 7519 section 4.1.3",
        corrected=Correction(field="audience", value=found[0]),
    )


def typ(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """The header's typ is not the one that is expected."""
    expected = case.given.expected.typ
    if expected is None or not case.has_failed("claims.typ"):
        return None
    found = case.header.get("typ")
    if not isinstance(found, str):
        return proven(
            "claims.typ-missing",
            f'The token has no "typ", while "{cut_short(expected)}" is expected',
            f"{_instead(found)[:1].upper()}{_instead(found)[1:]}. Its type cannot be told from another's then.",
            'Have the issuer write "typ" into the header, or do not expect one.',
            reference="RFC 8725 section 3.11",
        )
    return proven(
        "claims.typ-other",
        f'The token is of the type "{cut_short(found)}", while "{cut_short(expected)}" is expected',
        f'"typ" is "{cut_short(found)}". Types are compared without regard to case, and application/ may be left out.',
        "Check whether the right kind of token was sent: an ID token is no access token (RFC 9068 section 2.1 has "
        "at+jwt for access tokens). Many issuers write JWT for all of them.",
        reference="RFC 8725 section 3.11",
        corrected=Correction(field="typ", value=found),
    )


def required(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """Required claims are missing, perhaps under another name."""
    missing = [name for name in case.given.expected.required_claims if name not in case.claims]
    if not missing or not case.has_failed("claims.required"):
        return None
    if scope := _missing_scope(case, missing):
        return scope
    near = {name: other for name in missing if (other := _near(case, name))}
    hints = "".join(
        f' "{other}" is there, though, which may be what is meant by "{name}".' for name, other in near.items()
    )
    names = ", ".join(f'"{cut_short(name, 40)}"' for name in missing[:8])
    return proven(
        "claims.scope-missing" if set(missing) & set(_SCOPES) else "claims.required-missing",
        f"The token lacks {'a required claim' if len(missing) == 1 else 'required claims'}: {names}",
        f"The token has: {', '.join(cut_short(name, 40) for name in list(case.claims)[:20]) or 'no claims'}.{hints}",
        "Ask for it: by a scope in the request, or by a mapper, action or optional claim of the issuer.",
        reference="RFC 7519 section 4",
    )


def _missing_scope(case: ClaimsCase, missing: list[str]) -> Diagnosis | None:
    """A scope was asked for as if it were a claim: say whether the token has it among its scopes."""
    scopes = [scope for name in _SCOPES for text in _texts(case.claims.get(name)) for scope in text.split()]
    for name in missing:
        found = _SCOPE.fullmatch(name)
        wanted = found[1] if found else name
        if not scopes or (not found and wanted not in scopes and not re.search(r"\w[:./]\w", wanted)):
            continue
        has_it = wanted in scopes
        return proven(
            "claims.scope-missing",
            f'"{cut_short(wanted, 40)}" is a scope, which the token has, and no claim'
            if has_it
            else f'The token lacks the scope "{cut_short(wanted, 40)}"',
            f"Its scopes are {_listed(scopes)}.",
            'Require the claim "scope" (or "scp"), and look for the scope in its value.'
            if has_it
            else "Ask for the scope where the token is requested; the user or an administrator may have to agree.",
            reference="RFC 8693 section 4.2",
        )
    return None


def algorithm(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """The algorithm is not among those that are allowed."""
    allowed = case.given.expected.algorithms
    if not allowed or not case.has_failed("claims.algorithm"):
        return None
    alg = case.header.get("alg")
    told = f'"{cut_short(alg, 40)}"' if isinstance(alg, str) else "missing"
    same = [name for name in allowed if isinstance(alg, str) and name.casefold() == alg.casefold()]
    return proven(
        "claims.algorithm",
        f'"alg" is {told}, which is not allowed: only {", ".join(cut_short(name, 20) for name in allowed[:8])}',
        "A verifier must accept the algorithms that were agreed on and no other, or a forger chooses."
        + (" Here the names differ only in case, which counts." if same else ""),
        "Set the issuer to an algorithm that is allowed, or allow this one if it is what was agreed.",
        reference="RFC 8725 section 3.1",
        corrected=Correction(field="algorithms", value=" ".join((*allowed, alg))) if isinstance(alg, str) else None,
    )


def _no_audience(case: ClaimsCase, expected: str) -> Diagnosis:
    if case.claims.get("token_use") == "access" or "cognito-idp" in str(case.claims.get("iss")):
        client = case.claims.get("client_id")
        same = "It is the one expected." if client == expected else "Compare that one."
        return proven(
            "claims.cognito-no-audience",
            'Access tokens of Amazon Cognito have no "aud": compare "client_id"',
            f'The token has no "aud", but "client_id" is "{cut_short(str(client))}". {same}',
            'Check "client_id" and "token_use": "access" in place of the audience, as aws-jwt-verify does.',
            reference="RFC 7519 section 4.1.3",
        )
    others = [name for name in ("client_id", "azp", "appid", "resource") if case.claims.get(name) == expected]
    hint = f' "{others[0]}" holds the value that is expected, but names who asked for the token.' if others else ""
    return proven(
        "claims.audience-missing",
        'The token names no audience: "aud" is missing'
        if case.claims.get("aud") is None
        else 'The token names no audience as text: "aud" is of another type',
        f'"{cut_short(expected)}" is expected as its audience, but {_instead(case.claims.get("aud"))}.{hint}'
        + _elsewhere(case, "aud"),
        "Ask for the token with the API as its audience (Auth0: audience; RFC 8707: resource; Keycloak: an audience "
        "mapper in a client scope).",
        reference="RFC 7519 section 4.1.3",
    )


def _is_same_app(expected: str, found: str) -> bool:
    bare = expected.removeprefix("api://").casefold(), found.removeprefix("api://").casefold()
    return expected.casefold() != found.casefold() and bare[0] == bare[1]


def _texts(value: JsonValue) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one


def _near(case: ClaimsCase, name: str) -> str | None:
    """A claim that may be meant: in another case, under a namespace, or by another habit."""
    for other in case.claims:
        if other.casefold() == name.casefold() or other.casefold().endswith(
            (f"/{name}".casefold(), f":{name}".casefold())
        ):
            return cut_short(other)
    if name == "roles" and isinstance(case.claims.get("realm_access"), dict):
        return "realm_access.roles"
    habit = next((other for other in _NEAR.get(name, ()) if other in case.claims), None)
    return habit or next(_within(case, name), None)


def _within(case: ClaimsCase, name: str) -> Iterator[str]:
    """The objects among the claims that have a member of this name."""
    for outer, value in case.claims.items():
        if isinstance(value, dict) and name in value:
            yield f"{cut_short(outer, 40)}.{cut_short(name, 40)}"


def _elsewhere(case: ClaimsCase, name: str) -> str:
    found = next(_within(case, name), None)
    return f' "{found}" is there, but claims must stand at the top of the token.' if found else ""


def _listed(values: list[str]) -> str:
    return ", ".join(f'"{cut_short(value)}"' for value in values[:5]) + (", …" if len(values) > 5 else "")


def _instead(value: JsonValue) -> str:
    if value is None:
        return "there is none"
    kind = {bool: "true or false", list: "an array", dict: "an object"}.get(type(value), "a number")
    return f"there is {kind} in its place"
