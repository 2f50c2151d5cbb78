"""The token may be one that only its issuer can validate, or that no production key ever signs."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.diagnose.at_hand import verifies_over
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.diagnose.words import likely, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.json_object import JsonValue
from webapp.jose.json_object import parse as parse_json
from webapp.jose.registry.issuers import MICROSOFT_RESOURCES, issuer_of
from webapp.jose.text import cut_short

_GRAPH: Final = ("00000003-0000-0000-c000-000000000000", "https://graph.microsoft.com", "https://graph.microsoft.com/")
_MICROSOFT: Final = ("https://sts.windows.net/", "https://login.microsoftonline.com/")
_OKTA_ORG: Final = re.compile(r"https://[a-z0-9-]{1,60}\.okta(?:preview|-emea)?\.com/?")
_FIREBASE_SIGN_IN: Final = "https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit"
_LOCAL: Final = re.compile(
    r"(?:https?://)?(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]|0\.0\.0\.0|host\.docker\.internal|"
    r"(?:[a-z0-9-]{1,60}\.){1,5}(?:localhost|local|test))(?::\d{1,5})?(?=/|\Z)"
)
_FIREBASE: Final = ("https://securetoken.google.com/", "https://session.firebase.google.com/")
_FIREBASE_EMULATOR: Final = "firebase-auth-emulator@example.com"
_ALB: Final = re.compile(r"arn:aws[a-z-]*:elasticloadbalancing:([a-z0-9-]{1,30}):")


def hashed_nonce(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """Over a header whose nonce was hashed: Microsoft Graph does that, so that nobody else can verify its tokens."""
    nonce = case.values.get("nonce")
    protected = case.signature.protected
    if not isinstance(nonce, str) or protected is None:
        return None
    payload = case.signing_input.partition(b".")[2]
    digest = hashlib.sha256(nonce.encode("utf-8", "surrogatepass"))
    for hashed in (encode(digest.digest()), digest.hexdigest(), base64.b64encode(digest.digest()).decode()):
        header = protected.octets.replace(json.dumps(nonce).encode(), json.dumps(hashed).encode())
        signing_input = encode(header).encode() + b"." + payload
        if header != protected.octets and verifies_over(case, bench, signing_input):
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


def microsoft_graph(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """An access token for Microsoft Graph, or another token of Microsoft's with a nonce that was hashed."""
    audience, issuer = _claim(case, bench, "aud"), _claim(case, bench, "iss")
    has_nonce = isinstance(case.values.get("nonce"), str)
    for_graph = isinstance(audience, str) and audience in _GRAPH
    if not for_graph and not (has_nonce and isinstance(issuer, str) and issuer.startswith(_MICROSOFT)):
        return None
    whose = "Microsoft Graph" if for_graph else "a resource of Microsoft's own"
    hashed = (
        'its header has a "nonce", which Microsoft hashes before it signs: no key of Microsoft\'s verifies the token '
        "as it stands."
        if has_nonce
        else "Microsoft reserves the form of such tokens for Graph, and may change or encrypt it at any time."
    )
    title = "A token for Microsoft Graph: only Graph can validate it"
    return likely(
        "foreign.microsoft-graph",
        title if for_graph else f"A token for {whose}: only that resource can validate it",
        f"It is issued for {whose}, and {hashed}" if has_nonce else f"It is issued for {whose}. {hashed}",
        "Do not validate it; pass it on to the resource that it is for. For your own API, ask for a token with a scope "
        "of your own: api://<your app>/.default.",
        reference="RFC 7515 section 5.2",
    )


def microsoft_resource(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """A token for a resource of Microsoft's own, which no other API should take."""
    audience = _claim(case, bench, "aud")
    name = MICROSOFT_RESOURCES.get(audience.rstrip("/").lower()) if isinstance(audience, str) else None
    if name is None or isinstance(case.values.get("nonce"), str):
        return None
    return likely(
        "foreign.microsoft-resource",
        f"A token for {name}: it is not meant for your API",
        f'Its "aud" is that of {name}. Only that resource should validate it; its form may change at any time.',
        f"Pass it on to {name} alone. For your own API, ask for a token with a scope of your own: "
        "api://<your app>/.default.",
        reference="RFC 7519 section 4.1.3",
    )


def okta_org(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """An access token of Okta's org authorization server, which is for Okta's own APIs."""
    issuer = _claim(case, bench, "iss")
    if not isinstance(issuer, str) or not _OKTA_ORG.fullmatch(issuer) or _claim(case, bench, "scp") is None:
        return None
    return likely(
        "foreign.okta-org",
        "An access token of Okta's org authorization server: only Okta can validate it",
        f'Its issuer "{cut_short(issuer, 60)}" has no /oauth2/… behind the host. Okta asks to take such tokens for '
        "opaque: they are for its own APIs, and their keys are not for others.",
        "Use a custom authorization server, such as /oauth2/default, for your own API; or ask Okta's introspection "
        "endpoint.",
        reference="RFC 7662 section 2",
    )


def firebase_custom_token(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """A custom token of Firebase: for its sign-in alone."""
    if _claim(case, bench, "aud") != _FIREBASE_SIGN_IN or case.alg == "none":
        return None
    return likely(
        "foreign.firebase-custom-token",
        "A custom token of Firebase: it is for Firebase's sign-in alone, and no ID token",
        "Its audience is the sign-in of Firebase, and a service account of the project made it. A backend gets an ID "
        "token instead, whose issuer is https://securetoken.google.com/<project>.",
        "Call signInWithCustomToken() in the client, and send what getIdToken() then gives.",
        reference="RFC 7519 section 4.1.3",
    )


def local_issuer(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """The issuer is a host that only one machine or network knows."""
    issuer = _claim(case, bench, "iss")
    found = _LOCAL.match(issuer) if isinstance(issuer, str) else None
    if not found:
        return None
    return likely(
        "foreign.local-issuer",
        f'A token of a local or test issuer: "{cut_short(found[0], 60)}"',
        'Its "iss" is a host that exists on one machine or within one network alone: an emulator, a mock, or a server '
        "in a container. Keys of another environment never verify it.",
        "Take the key of that very server; in production, refuse its tokens.",
        reference="RFC 7519 section 4.1.1",
    )


def keys_elsewhere(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """A well-known issuer, and no key of the token's kid was given: where its keys are."""
    issuer = _claim(case, bench, "iss")
    kids = [key.kid for key in case.given.keys.keys]
    if not isinstance(issuer, str) or (case.kid is not None and case.kid in kids):
        return None
    if case.kty in ("", "oct"):
        return None
    found = issuer_of(issuer)
    if found is None or not found[0].keys:
        return None
    row, groups = found
    where = row.keys.format(*groups)
    return likely(
        "foreign.keys-elsewhere",
        f"A token of {row.name}: it takes the issuer's own keys to verify it",
        f'Its "iss" is that of {row.name}. Its keys are at {where}.' + (f" {row.remark}" if row.remark else ""),
        "Get the keys from there, and paste them: nothing is fetched from here. Compare the kid.",
        reference="RFC 7517 section 5",
    )


def firebase_emulator(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """A token of the Firebase emulator is not signed."""
    issuer = _claim(case, bench, "iss")
    from_firebase = issuer == _FIREBASE_EMULATOR or (isinstance(issuer, str) and issuer.startswith(_FIREBASE))
    if case.values.get("alg") != "none" or not from_firebase:
        return None
    return likely(
        "foreign.firebase-emulator",
        "A token of the Firebase Auth emulator: it is not signed, and never valid in production",
        'Its issuer is Firebase and its "alg" is "none". Only the emulator makes such tokens.',
        "Set FIREBASE_AUTH_EMULATOR_HOST where it is verified too, or sign in at the real project.",
        reference="RFC 8725 section 3.2",
    )


def unsecured(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """The alg is none, in whatever case: nobody signed it."""
    alg = case.values.get("alg")
    if not isinstance(alg, str) or alg.casefold() != "none":
        return None
    with_signature = (
        " Something stands in the place of its signature all the same, which nobody checks." if case.octets else ""
    )
    return likely(
        "signature.none",
        f'The token is not signed: "alg" is "{alg}"',
        f"Anybody can write or change such a token.{with_signature} Its signature may have been taken off on purpose: "
        "this is the oldest attack on JWT libraries.",
        'Refuse "none", in any case of its letters, wherever a signature is expected; have the issuer sign.',
        reference="RFC 8725 section 3.2",
    )


def load_balancer(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """A token of an AWS load balancer: its keys are published one by one, as PEM."""
    signer = case.values.get("signer")
    found = _ALB.match(signer) if isinstance(signer, str) else None
    if not found:
        return None
    return likely(
        "foreign.aws-load-balancer",
        "A token of an AWS Application Load Balancer: it has keys and an encoding of its own",
        'Its header names the load balancer as "signer". Its parts are signed with their padding (=), which strict '
        "libraries refuse or take off.",
        f"Its key is the PEM at https://public-keys.auth.elb.{found[1]}.amazonaws.com/<kid>. Verify the text of "
        'x-amzn-oidc-data as it is, and compare "signer" with your load balancer\'s ARN.',
        reference="RFC 7515 section 2",
    )


def _claim(case: SignatureCase, bench: Bench, name: str) -> JsonValue:
    """A claim of the token, whose payload is read once for all of these."""
    return bench.once("claims", lambda: _claims(case)).get(name)


def _claims(case: SignatureCase) -> Mapping[str, JsonValue]:
    payload = case.jws.payload_octets
    value = parse_json(payload, case.given.limits).value if len(payload) < 100_000 else None
    return value if isinstance(value, dict) else {}
