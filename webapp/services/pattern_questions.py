"""The questions whose answers are patterns: what is in the boxes, by the name of the pattern and with its title."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import Half
from webapp.jose.jws.sign import sign_compact
from webapp.jose.limits import Limits
from webapp.services import example_keys
from webapp.services import pattern_tokens as texts
from webapp.services.examples import examples, signed
from webapp.services.keys import Target, convert_key
from webapp.services.login_story import AUDIENCE, ISSUER, public_set

NOW: Final = 1_772_367_600
_HOUR: Final = 3600
_SECRET: Final = example_keys.SHARED_SECRET
_HS256: Final = {"alg": "HS256", "typ": "JWT"}
_OCTETS: Final = encode(bytes(range(100, 132)))
_PRIVATE: Final = json.dumps(example_keys.LOGIN_ENCRYPTION)
_PUBLIC_RSA: Final = {name: example_keys.ID_TOKEN[name] for name in ("kty", "kid", "use", "alg", "n", "e")}
_EMPTY_KEY: Final = "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"

Questions = Mapping[str, tuple[str, Mapping[str, str]]]


def read() -> Questions:
    """Descriptions: nothing was given to check with."""
    jws, jwe = texts.SIGNED, texts.NESTED
    pem = json.dumps({name: value for name, value in example_keys.LOGIN_SIGNING.items() if name != "d"})
    header, payload, signature = signed(_HS256, {"sub": "alice"}, _SECRET).split(".")
    return {
        "read-nothing": ("Nothing", {"input": ""}),
        "read-jws": ("A compact JWS", {"input": jws}),
        "read-jwe": ("A compact JWE", {"input": jwe}),
        "read-json": ("A JWS in the JSON serialization, signed twice", {"input": two_signatures()}),
        "read-recipients": ("A JWE for two recipients", {"input": two_recipients()}),
        "read-sd-jwt": ("An SD-JWT with Disclosures", {"input": texts.SD_JWT}),
        "read-key": ("A key", {"input": pem}),
        "read-key-set": ("A JWK Set", {"input": public_set()}),
        "read-nested": ("A token inside a signed one", {"input": _nested()}),
        "read-several": ("Two things in one paste", {"input": f"access: {jws}\n\nid: {jwe}\n"}),
        "read-awkward": ("Awkward members", {"input": awkward()}),
        "read-damaged": ("Damaged", {"input": f"Bearer {header}.{payload[:9]}*{payload[9:]}.{signature}"}),
        "read-shortened": ("Shortened for display", {"input": f"{jws[:140]}...{jws[-20:]}"}),
        "read-claims-alone": ("The claims of a token alone", {"input": payload}),
        "read-header-alone": ("The header of a token alone", {"input": header}),
        "read-refusal": (
            "The answer of a server that refused a token",
            {
                "input": 'WWW-Authenticate: Bearer error="insufficient_scope", scope="orders:write", '
                'resource_metadata="https://api.example/.well-known/oauth-protected-resource"'
            },
        ),
        "read-empty-key": ("A key with nothing in it", {"input": _EMPTY_KEY}),
        "read-unrecognised": ("Nothing that is known", {"input": "this is nothing that anybody knows"}),
        "read-unsecured": ("Nobody signed it", {"input": examples(NOW)[5].fields["input"]}),
        "read-known-secret": (
            "Signed with a secret that everybody knows",
            {"input": signed(_HS256, {"sub": "alice"}, json.dumps({"kty": "oct", "k": encode(b"secret")}))},
        ),
        "read-asked-about": ("At another time", {"input": texts.EXPIRED, "at": str(NOW - 10 * _HOUR)}),
        "read-swapped": ("In each other's box", {"input": public_set(), "key": jws}),
        "read-locked-key": ("With a key that is locked", {"input": jws, "key": texts.LOCKED_KEY}),
    }


def verified() -> Questions:
    """Verifications, from valid to not at all."""
    login = {"input": texts.SIGNED, "key": public_set()}
    expected = {"issuer": ISSUER, "audience": AUDIENCE, "algorithms": "ES256", "required_claims": "sub exp"}
    retired = {
        "keys": [_PUBLIC_RSA, *json.loads(public_set())["keys"][:1], {"kty": "oct", "k": _OCTETS, "alg": "A256KW"}]
    }
    by_octets = signed(_HS256, _claims(), json.dumps({"kty": "oct", "k": _OCTETS}))
    header, payload, signature = texts.RFC_ES256.split(".")
    early = {"sub": "alice", "iat": NOW, "nbf": NOW + _HOUR, "exp": NOW + 2 * _HOUR}
    return {
        "valid": ("All four verdicts pass", {**login, **expected}),
        "valid-rsa": ("With an RSA key of a set", dict(examples(NOW)[0].fields)),
        "valid-secret": ("With a shared secret", {"input": signed(_HS256, _claims(), _SECRET), "key": _SECRET}),
        "valid-edwards": ("Text that is signed", {"input": texts.ED25519, "key": texts.ED25519_KEY}),
        "valid-sd-jwt": ("An SD-JWT", {"input": texts.SD_JWT, "key": texts.SD_JWT_KEY}),
        "valid-twice": ("One of two signatures", {"input": two_signatures(), "key": public_set()}),
        "valid-beside": ("Beside another token", {**login, "input": f"{texts.EXPIRED}\n\n{texts.SIGNED}"}),
        "expired": ("Expired", {"input": texts.EXPIRED, "key": public_set()}),
        "early": ("Not valid yet", {"input": signed(_HS256, early, _SECRET), "key": _SECRET}),
        "asked-about": ("At another time", {"input": texts.EXPIRED, "key": public_set(), "at": str(NOW - 10 * _HOUR)}),
        "other-issuer": ("From another issuer, by one character", {**login, "issuer": ISSUER + "/", "audience": "x"}),
        "tampered": ("Changed after signing", dict(examples(NOW)[3].fields)),
        "explained": ("A reason that is proven, with what mends it", {"input": by_octets, "key": _OCTETS}),
        "ruled-out": ("No reason that is known", {"input": by_octets, "key": "quite another secret"}),
        "no-key-fits": ("No key of the set fits", {"input": texts.SIGNED, "key": json.dumps(retired)}),
        "detached": ("The payload is missing", {"input": f"{header}..{signature}", "key": texts.RFC_ES256_KEY}),
        "detached-given": (
            "The payload is given",
            {
                "input": f"{header}..{signature}",
                "key": texts.RFC_ES256_KEY,
                "payload": payload,
                "payload_encoding": "base64url",
            },
        ),
    }


def decrypted() -> Questions:
    """Decryptions, from a token inside to none at all."""
    nested = {"input": texts.NESTED, "key": _PRIVATE}
    unsecured = examples(NOW)[5].fields["input"]
    forged = signed(_HS256, _claims(), json.dumps({"kty": "oct", "k": encode(public_pem().encode())}))
    other = json.dumps({"kty": "oct", "k": encode(bytes(16))})
    plain = json.dumps({name: example_keys.LOGIN_ENCRYPTION[name] for name in ("kty", "crv", "x", "y", "d")})
    return {
        "nested": ("A signed token inside, verified", {**nested, "inner_key": public_set()}),
        "nested-unsecured": ("Nobody signed what is inside", {"input": _nested(unsecured), "key": _SECRET}),
        "nested-attack": (
            "Anybody can have made what is inside",
            {"input": _nested(forged), "key": _SECRET, "inner_key": public_pem()},
        ),
        "nested-unverified": ("A signed token inside, not verified", nested),
        "claims-inside": ("Claims inside, and they have expired", {"input": texts.ENCRYPTED_CLAIMS, "key": plain}),
        "decrypted-direct": ("dir: text inside", {"input": texts.DIRECT, "key": texts.DIRECT_KEY}),
        "decrypted-wrapped": ("A128KW: text inside", {"input": texts.WRAPPED, "key": texts.WRAPPED_KEY}),
        "decrypted-agreed": ("ECDH-ES: text inside", {"input": texts.AGREED, "key": texts.AGREED_KEY}),
        "decrypted-password": (
            "PBES2: keys inside",
            {"input": texts.PBES2, "key": texts.PBES2_KEY, "key_encoding": "utf-8"},
        ),
        "decrypted-for-two": ("For two recipients", {"input": two_recipients(), "key": texts.WRAPPED_KEY}),
        "not-decrypted": ("Another secret", {"input": texts.WRAPPED, "key": other}),
        "undecryptable": ("A public key", {"input": texts.WRAPPED, "key": json.dumps(_PUBLIC_RSA)}),
    }


def undecrypted() -> Questions:
    """Asked to decrypt, with no key to do it."""
    return {"no-key": ("No key", {"input": texts.WRAPPED}), "not-encrypted": ("No JWE", {"input": texts.SIGNED})}


def audited() -> Questions:
    """What a specialist would notice, alone."""
    header = {
        "alg": "HS256",
        "typ": "JWT",
        "jku": "http://169.254.169.254/keys",
        "kid": "../../etc/passwd",
        "crit": ["exp"],
    }
    claims = {"sub": "alice", "password": "correct horse", "exp": NOW + 9_000_000, "role": "admin"}
    good = {"input": texts.SIGNED, "key": public_set(), "issuer": ISSUER, "audience": AUDIENCE}
    return {
        "audit-grave": ("Findings of each severity", {"input": signed(header, claims, _SECRET), "key": "secret"}),
        "audit-clean": ("Nothing to object to", good),
        "audit-key": ("About a key", {"input": json.dumps(example_keys.LOGIN_SIGNING)}),
    }


def compared() -> Questions:
    """Comparisons."""
    other = signed(_HS256, {**_claims(), "role": "admin", "scope": "write read"}, _SECRET)
    turned = signed(_HS256, {**_claims(), "role": "admin", "scope": "read write"}, _SECRET)
    once, again = (signed(_HS256, {**_claims(), "jti": jti}, _SECRET) for jti in "12")
    login = {"input": texts.SIGNED, "key": public_set()}
    return {
        "compared-nothing": ("Nothing", {"input": ""}),
        "compared-contrast": ("One works, the other does not", {**login, "other": texts.EXPIRED}),
        "compared-different": ("Quite different", {"input": texts.SIGNED, "other": other, "key": _SECRET}),
        "compared-alike": ("Written differently", {"input": other, "other": turned, "key": _SECRET}),
        "compared-usual": ("As any two tokens differ", {"input": once, "other": again, "key": _SECRET}),
        "compared-same": ("The same", {**login, "other": texts.SIGNED}),
        "compared-incomplete": ("One is no token", {**login, "other": "no token at all"}),
        "compared-encrypted": ("Encrypted", {"input": texts.NESTED, "other": texts.ENCRYPTED_CLAIMS, "key": _PRIVATE}),
    }


def looked_into() -> Questions:
    """Keys that were looked into."""
    keys = [example_keys.LOGIN_SIGNING, _PUBLIC_RSA, json.loads(texts.ED25519_KEY), {"kty": "oct", "k": _OCTETS}]
    broken = {"kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA", "kid": "broken"}
    return {
        "keys-set": ("Several keys, one of them broken", {"key": json.dumps({"keys": [*keys, broken]})}),
        "keys-public": ("A public key", {"key": json.dumps(_PUBLIC_RSA)}),
        "keys-weak": ("A secret that everybody knows", {"key": "secret"}),
        "keys-corrected": ("Put right", {"key": f"KEY='{public_pem().replace(chr(10), chr(92) + 'n')}'"}),
        "keys-locked": ("Locked", {"key": texts.LOCKED_KEY}),
        "keys-none": ("No key in it", {"key": _EMPTY_KEY}),
    }


def converted() -> Questions:
    """Keys that were to be converted."""
    return {
        "keys-converted": ("Converted", {"key": json.dumps(_PUBLIC_RSA), "to": "pem-spki"}),
        "keys-not-converted": ("Not converted", {"key": json.dumps(_PUBLIC_RSA), "to": "pem-pkcs8"}),
    }


def public_pem() -> str:
    """The public key of the login as PEM."""
    text = json.dumps(example_keys.LOGIN_SIGNING)
    return convert_key(
        text, encoding="auto", password="", target=Target.PEM_SPKI, half=Half.PUBLIC, limits=Limits()
    ).text


def _nested(token: str = texts.SIGNED) -> str:
    """A signed token that carries another one (RFC 7519 section 3)."""
    key = read_keys(_SECRET, limits=Limits()).keys[0]
    return str(sign_compact('{"alg":"HS256","cty":"JWT"}', token.encode(), key))


def two_signatures() -> str:
    """One payload, signed twice (RFC 7515 section 7.2.1)."""
    header, payload, signature = texts.SIGNED.split(".")
    key = read_keys(_SECRET, limits=Limits()).keys[0]
    content = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    other = str(sign_compact('{"alg":"HS256"}', content, key)).split(".")
    signatures = [
        {"protected": header, "signature": signature},
        {"protected": other[0], "header": {"kid": "the second"}, "signature": other[2]},
    ]
    return json.dumps({"payload": payload, "signatures": signatures}, indent=1)


def two_recipients() -> str:
    """A content key for two recipients (RFC 7516 section 7.2.1)."""
    header, key, vector, ciphertext, tag = texts.WRAPPED.split(".")
    recipients = [{"header": {"kid": name}, "encrypted_key": key} for name in ("first", "second")]
    return json.dumps(
        {"protected": header, "recipients": recipients, "iv": vector, "ciphertext": ciphertext, "tag": tag}, indent=1
    )


def awkward() -> str:
    """Members that are hard to show: long, deep, twice, from right to left, or not what JavaScript would read."""
    deep = "[" * 6 + '{"level":7}' + "]" * 6
    claims = (
        f'{{"iss":"{ISSUER}","sub":"שלום עולם، مرحبا بالعالم","exp":{NOW + _HOUR},"exp":{NOW + 2 * _HOUR},'
        f'"email":"jane@example.com","email_verified":true,"birthdate":"1990-01-31","id":12345678901234567890,'
        f'"ratio":1e400,"picture":"{"https://pictures.example/" + "unbroken" * 90}","deep":{deep},'
        f'"a name that is so long that it does not fit anywhere, {"x" * 120}":null,"markup":"<b onclick=1>&amp;</b>",'
        f'"blank":"","aud":["{AUDIENCE}","https://other.example"],"scope":"openid profile offline_access",'
        f'"address":{{"country":"DE","street_address":"Unter den Linden 1\\nBerlin"}},"amr":["pwd","otp"]}}'
    )
    header = '{"alg":"HS256","typ":"JWT","kid":"\u202egnol yrev","jku":"https://keys.example/jwks.json"}'
    return ".".join((encode(header.encode()), encode(claims.encode()), encode(bytes(32))))


def _claims() -> dict[str, object]:
    begin = NOW - NOW % _HOUR
    return {"sub": "1234567890", "role": "reader", "iat": begin, "exp": begin + 8 * _HOUR}
