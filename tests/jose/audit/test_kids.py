"""Key IDs that were made to break a look-up, and those that a key set does not know."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from tests.jose.audit.asking import grave
from tests.jose.making import encrypted, fresh_key, jwk, new_key, signed
from webapp.jose.audit.injection import attack
from webapp.jose.base64url import encode
from webapp.jose.jwk.publish import Half

KEY: Final = new_key("ES256")

# fmt: off
_ATTACKS: Final = (
    "../../../dev/null", "..\\..\\windows\\win.ini", "/etc/passwd", "/proc/self/environ", "%2e%2e%2fetc%2fpasswd",
    "....//....//etc/passwd", "C:\\Windows\\win.ini", "\\\\evil\\share", "~/.ssh/id_rsa", "x' UNION SELECT 'k'--",
    "' OR '1'='1", "1 OR 1=1", "x'; DROP TABLE keys;--", '" or ""="', "admin'--", "key1/**/UNION/**/SELECT/**/1",
    "1;SELECT pg_sleep(5)", "|sleep 10", "; sleep 10", "x; rm -rf /", "`id`", "$(whoami)", "x|id", "x && curl evil",
    "k\r\nX: y", "k\x00", "${jndi:ldap://x/a}", "{{7*7}}", "<script>", "*)(uid=*", '{"$ne":null}', "k\u202ey", "k%00",
)
_NAMES: Final = (
    "key-1", "550e8400-e29b-41d4-a716-446655440000", "{550e8400-e29b-41d4-a716-446655440000}",
    "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", "/4lRZnUvEjDNN9E8hWhHGtB4oDJn4JY2pKDNFHu6sZ8=", "a+b/c==", "abc--",
    "did:key:z6Mk#z6Mk", "did:web:localhost%3A3000#key-1", "#key-1", "arn:aws:kms:us-east-1:1:key/ab-c",
    "urn:ietf:params:oauth:jwk-thumbprint:sha-256:abc", "user@example.com", "2024-01-01T00:00:00Z", "O'Brien's key",
    "projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1", "CN=Foo, O=Bar Inc., C=US", "CN=Foo;O=Bar",
    "tenant|key1", "a&b=c", "key 1 (rsa)", "DOMAIN\\user", "Select team key", "orders-and-items=1", "a..b", "50%", "*",
)
# fmt: on


def told(kid: object, key: str = "", **members: object) -> set[str]:
    """The rules about key IDs that a header with this one breaks."""
    header = {"alg": "ES256", "kid": kid, **members}
    token = f"{encode(json.dumps(header).encode())}.{encode(b'{}')}.{'A' * 86}"
    return {rule for rule in grave(token, key) if rule in ("H23", "H24", "H25", "H26")}


def key_set(*kids: str | None, **members: Any) -> str:
    """A set of keys for ES256, each a new one, with these names."""
    return json.dumps({"keys": [jwk(fresh_key("ES256"), Half.PUBLIC, kid=kid, **members) for kid in kids]})


@pytest.mark.parametrize("kid", _ATTACKS)
def test_a_kid_that_was_made_to_be_something_else_is_told(kid: str) -> None:
    assert told(kid) == {"H23"}


@pytest.mark.parametrize("kid", _NAMES)
def test_a_name_that_people_give_to_keys_is_left_alone(kid: str) -> None:
    assert told(kid) == set()


def test_a_url_is_told_unless_a_standard_or_a_key_service_names_keys_so() -> None:
    assert told("https://evil.example/k") == {"H23"}
    assert told("http://issuer.example/i#key-1") == {"H23"}
    assert told("ftp://evil.example/k") == {"H23"}
    assert told("https://issuer.example/i#key-1") == set()
    assert told("https://vault.vault.azure.net/keys/a/b") == set()
    assert told("https://acme.example/acct/1", nonce="n", url="https://acme.example/new-order") == set()


@pytest.mark.parametrize("piece", ["a", "/", "'", "%25", "(", " or ", "union ", "select ", "..", "A1", "\\", "-"])
def test_looking_at_a_kid_takes_no_longer_than_it_is_long(piece: str) -> None:
    assert isinstance(attack(piece * 500_000), str)


def test_a_kid_must_be_one_of_the_set() -> None:
    assert told("zzz", key_set("a", "b")) == {"H26"}
    assert told("b", key_set("a", "b")) == set()
    assert told("zzz", json.dumps(jwk(KEY, Half.PUBLIC, kid="a"))) == set()


def test_a_thumbprint_names_a_key_without_a_name() -> None:
    public = jwk(KEY, Half.PUBLIC, kid=None)
    keys = json.dumps({"keys": [public, json.loads(key_set("b"))["keys"][0]]})

    assert told(KEY.thumbprint, keys) == set()


def test_without_a_kid_only_one_key_of_a_set_may_fit() -> None:
    token = signed("ES256", KEY, b"{}")
    of_another_use = json.loads(key_set("c", use="enc"))["keys"]
    first = json.loads(key_set("a"))["keys"]

    assert "H25" in grave(token, key_set("a", "b"))
    assert "H25" not in grave(token, key_set("a"))
    assert "H25" not in grave(token, json.dumps({"keys": [*first, *of_another_use]}))


def test_the_key_of_one_signer_is_enough_for_a_token_of_several() -> None:
    mine, other = new_key("ES256"), new_key("RS256")
    first = signed("ES256", mine, b"x", kid="a").split(".")
    second = signed("RS256", other, b"x", kid="b").split(".")
    token = json.dumps(
        {
            "payload": first[1],
            "signatures": [{"protected": one[0], "signature": one[2]} for one in (first, second)],
        }
    )

    def set_of(kid: str) -> str:
        return json.dumps({"keys": [jwk(mine, Half.PUBLIC, kid=kid)]})

    assert "H26" not in grave(token, set_of("a"))
    assert "H26" in grave(token, set_of("c"))


def test_the_set_for_the_token_inside_is_asked_for_its_kid() -> None:
    outer = new_key("A256KW")
    paste = encrypted("A256KW", "A256GCM", outer, signed("ES256", KEY, b"{}", kid="z").encode(), cty="JWT")

    def asked(kid: str) -> set[str]:
        inner = json.dumps({"keys": [jwk(KEY, Half.PUBLIC, kid=kid)]})
        return grave(paste, json.dumps(jwk(outer)), inner_key=inner) & {"H25", "H26"}

    assert asked("z") == set()
    assert asked("a") == {"H26"}
