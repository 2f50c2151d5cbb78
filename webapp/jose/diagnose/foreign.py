"""The token may be one that only its issuer can validate, or that no production key ever signs."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.diagnose.at_hand import verifies_over
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.diagnose.words import likely, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.json_object import JsonValue
from webapp.jose.json_object import parse as parse_json

_GRAPH: Final = ("00000003-0000-0000-c000-000000000000", "https://graph.microsoft.com", "https://graph.microsoft.com/")
_FIREBASE: Final = "https://securetoken.google.com/"
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


def microsoft_graph(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """An access token for Microsoft Graph, whose header was changed before it was signed."""
    if _claim(case, "aud") not in _GRAPH or "nonce" not in case.values:
        return None
    return likely(
        "foreign.microsoft-graph",
        "A token for Microsoft Graph: only Graph can validate it",
        'Its audience is Microsoft Graph and its header has a "nonce", which Microsoft hashes before it signs. No key '
        "of Microsoft's verifies the token as it stands.",
        "Do not validate it; pass it on to Graph. For your own API, ask for a token with a scope of your own: "
        "api://<your app>/.default.",
        reference="RFC 7515 section 5.2",
    )


def firebase_emulator(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """A token of the Firebase emulator is not signed."""
    issuer = _claim(case, "iss")
    if case.values.get("alg") != "none" or not isinstance(issuer, str) or not issuer.startswith(_FIREBASE):
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


def _claim(case: SignatureCase, name: str) -> JsonValue:
    payload = case.jws.payload_octets
    value = parse_json(payload, case.given.limits).value if len(payload) < 100_000 else None
    return value.get(name) if isinstance(value, dict) else None
