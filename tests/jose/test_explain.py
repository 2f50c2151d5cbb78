"""What members mean, and what their values say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.jose.explain import explain_claim, explain_header, explain_jwk_member
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.claim_values import CONFIRMATIONS, EVENTS, LEVELS, METHODS, ValueWord
from webapp.jose.registry.claims import CLAIMS
from webapp.jose.registry.header_parameters import HEADER_PARAMETERS
from webapp.jose.registry.issuers import ALL_ISSUERS
from webapp.jose.registry.jwk_parameters import COMMON_MEMBERS, KEY_TYPES, TYPE_MEMBERS
from webapp.jose.registry.named_values import LISTS, NAMED_VALUES
from webapp.jose.registry.scopes import SCOPES
from webapp.jose.registry.subjects import SUBJECTS, is_written_by
from webapp.jose.registry.unregistered_claims import UNREGISTERED_CLAIMS

NOW = 1_795_343_120
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(10**400) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
NAMES = st.sampled_from([*CLAIMS, *UNREGISTERED_CLAIMS, *HEADER_PARAMETERS, *COMMON_MEMBERS, "d", "x", "n", "e", "k"])


def _claim(name: str, value: JsonValue) -> str | None:
    explanation = explain_claim(name, value, NOW)
    assert explanation
    return explanation.value


def _header(name: str, value: JsonValue) -> str | None:
    explanation = explain_header(name, value, NOW)
    assert explanation
    return explanation.value


def test_a_claim_has_its_full_name_a_line_of_plain_words_and_its_source() -> None:
    explanation = explain_claim("iss", "https://idp.example", NOW)

    assert explanation
    assert explanation.name == "Issuer"
    assert explanation.description == "Issuer: who made this token"
    assert explanation.reference == "RFC 7519 section 4.1.1"
    assert not explanation.personal


def test_a_claim_of_a_vendor_names_the_vendor() -> None:
    explanation = explain_claim("realm_access", {"roles": []}, NOW)

    assert explanation
    assert explanation.reference == "Keycloak"


@pytest.mark.parametrize("name", ["custom:department", "extension_0a1b_shoeSize", "extn.shoeSize"])
def test_a_claim_that_a_customer_named_is_known_by_its_beginning(name: str) -> None:
    explanation = explain_claim(name, "42", NOW)

    assert explanation
    assert "named by whoever runs it" in explanation.description
    assert explanation.personal


def test_a_header_parameter_of_a_vendor_names_the_vendor() -> None:
    explanation = explain_header("signer", "arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/a/b", NOW)

    assert explanation
    assert explanation.reference == "Amazon Elastic Load Balancing"


def test_personal_data_says_so() -> None:
    explanation = explain_claim("email", "jane@example.com", NOW)

    assert explanation
    assert explanation.personal


def test_names_that_nobody_registered_are_not_explained() -> None:
    assert explain_claim("http://example.com/is_root", "yes", NOW) is None
    assert explain_header("email", "jane@example.com", NOW) is None
    assert explain_jwk_member("generate", "RSA") is None


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("exp", NOW - 11_520, "expired 3 h 12 min ago"),
        ("exp", NOW, "expired just now"),
        ("exp", NOW + 300, "expires in 5 min"),
        ("exp", 1_300_819_380, "expired 15 years ago"),
        ("exp", -1, "expired 56 years ago"),
        ("exp", 10**400, "expires in over a billion years"),
        ("nbf", NOW - 5, "became valid 5 s ago"),
        ("nbf", NOW + 5, "becomes valid in 5 s"),
        ("iat", NOW - 2 * 86_400, "issued 2 days ago"),
        ("iat", NOW + 60, "issued in 1 min, ahead of now"),
        ("auth_time", NOW - 60, "logged in 1 min ago"),
        ("updated_at", NOW - 60, "changed 1 min ago"),
    ],
)
def test_a_time_says_what_it_means_from_now(name: str, value: int, words: str) -> None:
    explanation = explain_claim(name, value, NOW)

    assert explanation
    assert explanation.moment
    assert explanation.moment.relative == words
    assert explanation.value == words[0].upper() + words[1:]


def test_milliseconds_are_told_as_a_verifier_reads_them_and_as_they_were_meant() -> None:
    explanation = explain_claim("exp", 1_795_331_600_000, NOW)

    assert explanation
    assert explanation.moment
    assert explanation.moment.seconds == 1_795_331_600_000
    assert explanation.moment.relative == "13 digits: milliseconds; as seconds this is the year 58,861"
    assert explanation.value
    assert "22 Nov 2026, 07:13:20 UTC" in explanation.value


@pytest.mark.parametrize("value", ["2026-11-22", "NaN", "1300819380", None, True, [1], float("nan")])
def test_a_time_that_is_no_number_says_what_is_due(value: JsonValue) -> None:
    explanation = explain_claim("exp", value, NOW)

    assert explanation
    assert explanation.moment is None
    assert explanation.value
    assert "a number of seconds since 1970 is due" in explanation.value


def test_a_number_written_as_text_is_read_all_the_same() -> None:
    assert "22 Mar 2011, 18:43:00 UTC" in (_claim("exp", "1300819380") or "")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("aud", "api://orders", None),
        ("aud", ["a", "b", "c"], "3 audiences"),
        ("aud", [], "Nobody: no audience is named"),
        ("scope", "openid orders email", "3 scopes: openid (log in), orders, email (e-mail address)"),
        ("scope", "orders:read", "1 scope"),
        ("scp", ["openid"], "1 scope: openid (log in)"),
        ("scp", "User.Read", "1 scope: User.Read (the person's own profile)"),
        ("scope", "api://orders/access_as_user", "1 scope: api://orders/access_as_user (act as the person)"),
        ("scope", "https://example.org/User.Read", "1 scope"),
        ("amr", [{"method": "totp", "timestamp": 1}, {"method": "own"}], "Code of an authenticator app, own"),
        ("acr", "http://eidas.europa.eu/LoA/high", "Identity with high assurance"),
        ("azpacr", "1", "The client showed its secret"),
        ("acct", 1, "A guest of the tenant"),
        ("acct", True, None),
        ("acct", 10**400, None),
        ("token_use", "id", "An ID Token: about the person, for the client"),
        ("appid", "04b07795-8ddb-461a-bbee-02f9e1bf7b46", "Azure CLI"),
        ("appid", "04b07795-8ddb-461a-bbee-02f9e1bf7b47", None),
        ("wids", ["62e90394-69f5-4237-9190-012177145e10"], "Global Administrator"),
        ("aud", "00000003-0000-0000-c000-000000000000", "Microsoft Graph"),
        ("aud", "sts.amazonaws.com", "AWS STS, which exchanges it for credentials of a role"),
        ("aud", "407408718192-abc.apps.googleusercontent.com", "A client of Google"),
        ("aud", "407408718192-abc.apps.googleusercontent.com.evil.example", None),
        ("sub", "arn:aws:iam::123456789012:role/Deploy", "AWS role Deploy of account 123456789012, by its form"),
        (
            "sub",
            "sc://acme/shop/azure",
            "Azure DevOps service connection azure in project shop of organization acme, by its form",
        ),
        (
            "sub",
            "owner:acme:project:shop:environment:preview",
            "Vercel deployment of project shop of acme for preview, by its form",
        ),
        ("rat", NOW - 60, "Asked for 1 min ago"),
        ("amr", ["pwd", "otp"], "Password, one-time code"),
        ("amr", ["pwd", "own"], "Password, own"),
        ("amr", ["own"], None),
        ("acr", "phr", "Resists phishing"),
        ("cnf", {"jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}, "A DPoP key, by its thumbprint"),
        ("events", {"http://schemas.openid.net/event/backchannel-logout": {}}, "Log the person out"),
        ("ttl", 43_200, "12 h"),
        ("max_age", -5, "Minus 5 s"),
        ("exi", -0.0, "0 s"),
        (
            *("email_verified", "false"),
            'Text, where true or false is due: a program may take even "false" for true; meant is false',
        ),
        ("email_verified", True, None),
        ("sub", "248289761001", None),
        ("sub", "system:serviceaccount:shop:cart", "Kubernetes service account cart of namespace shop, by its form"),
        ("sub", "spiffe://example.org/ns/shop", "SPIFFE workload /ns/shop of trust domain example.org, by its form"),
        (
            "sub",
            "repo:acme/shop:ref:refs/heads/main",
            "GitHub Actions job of repository acme/shop on branch main, by its form",
        ),
        (
            "sub",
            "repo:a@1/b@2:environment:live",
            "GitHub Actions job of repository a@1/b@2 that deploys to environment live, by its form",
        ),
        (
            "sub",
            "project_path:acme/shop:ref_type:tag:ref:v1",
            "GitLab CI/CD job of project acme/shop on tag v1, by its form",
        ),
        ("sub", "google-oauth2|1234", "A user of Auth0 by way of google-oauth2, by its form"),
        ("sub", "x" * 501, None),
        ("purchaseDate", 1_300_819_380_000, "22 Mar 2011, 18:43:00 UTC"),
        ("purchaseDate", 10**400, None),
        ("expirationIntent", 2, "Payment failed"),
    ],
)
def test_the_value_of_a_claim_is_told_in_words(name: str, value: JsonValue, words: str | None) -> None:
    assert _claim(name, value) == words


@pytest.mark.parametrize(
    ("iss", "sub", "words"),
    [
        ("https://token.actions.githubusercontent.com", "repo:acme/shop:ref:refs/heads/main", "on branch main"),
        ("https://acme.eu.auth0.com/", "auth0|1", "A user of an Auth0 database"),
        ("https://gitlab.com", "project_path:acme/shop:ref_type:tag:ref:v1", "on tag v1"),
        ("kubernetes/serviceaccount", "system:serviceaccount:shop:cart", "of namespace shop"),
        ("https://evil.example", "repo:google/secret:ref:refs/heads/main", "on branch main, by its form"),
        ("https://evil.example/_services/token", "repo:google/secret:ref:refs/heads/main", ", by its form"),
        ("https://accounts.google.com", "email|x", "A user of Auth0 by way of email, by its form"),
        (7, "auth0|1", "A user of an Auth0 database, by its form"),
    ],
)
def test_a_subject_is_told_as_a_fact_under_the_issuer_that_writes_it_alone(
    iss: JsonValue, sub: str, words: str
) -> None:
    told = explain_claim("sub", sub, NOW, {"iss": iss, "sub": sub})

    assert told
    assert (told.value or "").endswith(words)


@pytest.mark.parametrize("reference", sorted({row.reference for row in SUBJECTS}))
def test_each_form_of_a_subject_has_an_issuer_that_writes_it(reference: str) -> None:
    row = next(row for row in SUBJECTS if row.reference == reference)

    assert any(is_written_by(row, issuer) for issuer in ALL_ISSUERS) or reference == "SPIFFE"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("idtyp", {"app": False}),
        ("idtyp", ["app"]),
        ("acr", {"phr": False}),
        ("acr", ["phr"]),
        ("cnf", ["jkt"]),
        ("cnf", "jkt"),
        ("events", ["http://schemas.openid.net/event/backchannel-logout"]),
        ("amr", {"pwd": True}),
        ("wids", {"62e90394-69f5-4237-9190-012177145e10": 1}),
        ("role", ["service_role"]),
        ("expirationIntent", [2]),
        ("expirationIntent", True),
    ],
)
def test_a_value_of_the_wrong_type_is_not_told_as_if_it_said_it(name: str, value: JsonValue) -> None:
    assert _claim(name, value) is None


_TABLES = {
    **NAMED_VALUES,
    "acr": LEVELS,
    "amr": METHODS,
    "cnf": CONFIRMATIONS,
    "events": EVENTS,
}


@pytest.mark.parametrize(("name", "row"), [(name, row) for name, rows in _TABLES.items() for row in rows.values()])
def test_no_word_of_ours_is_cut(name: str, row: ValueWord) -> None:
    value: JsonValue = row.value
    if name in ("cnf", "events"):
        value = {row.value: {}}
    elif name in {*LISTS, "amr"}:
        value = [row.value]

    assert _claim(name, value) == row.meaning[:1].upper() + row.meaning[1:]


@pytest.mark.parametrize("row", SCOPES.values(), ids=lambda row: row.value)
def test_no_meaning_of_a_scope_is_cut(row: ValueWord) -> None:
    assert (_claim("scope", row.value) or "").endswith(f" ({row.meaning})")


def test_what_a_list_says_itself_is_cut_short() -> None:
    assert _claim("amr", ["pwd", "x" * 100]) == f"Password, {'x' * 60}…"
    assert _header("crit", ["x" * 100]) == f"Must be understood: {'x' * 60}…"


@pytest.mark.parametrize(
    "scope",
    ["api://contoso/Files.Read.All", "api://evil/User.Read", "api://evil/openid", "https://evil.example/User.Read"],
)
def test_the_scope_of_a_foreign_api_is_not_told_in_the_words_of_microsoft_graph(scope: str) -> None:
    assert _claim("scope", scope) == "1 scope"


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("api://contoso/access_as_user", "act as the person"),
        ("api://contoso/shop/.default", "all that was consented to"),
        ("api://contoso/user_impersonation", "act as the person"),
        ("https://graph.microsoft.com/User.Read", "the person's own profile"),
    ],
)
def test_a_scope_is_told_behind_the_address_of_its_api(scope: str, words: str) -> None:
    assert _claim("scope", scope) == f"1 scope: {scope} ({words})"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("alg", "RS256", "RSA, PKCS #1 v1.5 padding, SHA-256; anyone with the public key can check it"),
        ("alg", "dir", "The shared key itself is the content key; nothing travels with the token"),
        ("alg", "none", "Not signed at all: anybody can write or change such a token"),
        ("alg", "hs256", "Not a registered name"),
        ("alg", "A128GCM", "Not a registered name"),
        ("enc", "A128GCM", "AES GCM with 128 bits: secret, and every change is noticed"),
        ("zip", "DEF", "DEFLATE (RFC 1951)"),
        ("typ", "JWT", "JSON Web Token, of no particular kind"),
        ("typ", "application/at+jwt", "OAuth access token"),
        ("typ", "dpop+jwt", "DPoP proof, for one request"),
        ("typ", "logout+jwt", "Logout token"),
        ("typ", "secevent+jwt", "Security Event Token"),
        ("typ", "own", None),
        ("cty", "JWT", "JSON Web Token, of no particular kind"),
        ("crit", ["b64", "exp"], "Must be understood: b64, exp"),
        ("b64", False, "The payload is signed as it is"),
        ("jwk", {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}, "EC key on P-256"),
        ("jwk", {"kty": "RSA", "n": "gA", "e": "AQAB"}, "RSA key of 8 bits"),
        ("jwk", {"kty": "OKP", "crv": "Ed25519", "d": "AA"}, "OKP key on Ed25519, with its secret part"),
        ("jwk", {}, "Key without a type"),
        ("x5c", ["AA"], "1 certificate"),
        ("apu", "QWxpY2U", '"Alice"'),
        ("apu", "_w", "1 octet"),
        ("p2c", 600_000, "600,000 iterations"),
        ("p2c", 10**400, "More iterations than anybody could compute"),
        ("iv", "AAAAAAAAAAAAAAAA", "12 octets"),
    ],
)
def test_the_value_of_a_header_parameter_is_told_in_words(name: str, value: JsonValue, words: str | None) -> None:
    assert _header(name, value) == words


def test_the_alg_of_a_jwe_is_explained_by_jwe() -> None:
    explanation = explain_header("alg", "RSA-OAEP", NOW)

    assert explanation
    assert explanation.reference == "RFC 7516 section 4.1.1"


def test_a_time_in_a_header_is_explained_like_the_claim() -> None:
    assert _header("iat", NOW - 60) == "Issued 1 min ago"


def test_a_long_list_is_cut_short() -> None:
    names: list[JsonValue] = [f"extension-{number}" for number in range(20)]

    assert (_header("crit", names) or "").endswith("extension-7 and 12 more")


@pytest.mark.parametrize(
    ("name", "kty", "value", "title", "words"),
    [
        ("kty", None, "EC", "Key type", "Elliptic curve"),
        ("use", None, "sig", "Public key use", "For signatures or MACs"),
        ("key_ops", None, ["sign", "own"], "Key operations", "May make signatures or MACs, own"),
        ("alg", "oct", "A128GCM", "Algorithm", "AES GCM with 128 bits: secret, and every change is noticed"),
        ("crv", "OKP", "X25519", "Subtype of key pair", "Montgomery curve over 2^255 - 19, for ECDH"),
        ("n", "RSA", "gAA", "Modulus", "16 bits"),
        ("e", "RSA", "AQAB", "Exponent", "65537"),
        ("exp", None, 1_300_819_380, "Expiration time", "22 Mar 2011, 18:43:00 UTC"),
        ("keys", None, [{}, {}], "Keys", "2"),
        ("x", "EC", "AAAA", "X coordinate", "3 octets"),
        ("x", "OKP", "AAAA", "Public key", "3 octets"),
    ],
)
def test_a_member_of_a_jwk_is_explained_for_its_type(
    name: str, kty: str | None, value: JsonValue, title: str, words: str
) -> None:
    explanation = explain_jwk_member(name, value, kty)

    assert explanation
    assert (explanation.name, explanation.value) == (title, words)


def test_a_member_that_a_vendor_adds_to_its_keys_names_the_vendor() -> None:
    explanation = explain_jwk_member("issuer", "https://login.microsoftonline.com/{tenantid}/v2.0", "RSA")

    assert explanation
    assert explanation.reference == "Microsoft Entra ID"


def test_a_secret_is_measured_and_never_repeated() -> None:
    secret = "c2VjcmV0LW9mLXRoZS10ZXN0"

    for kty in KEY_TYPES:
        for name, row in TYPE_MEMBERS[kty].items():
            if row.is_private:
                explanation = explain_jwk_member(name, secret, kty)
                assert explanation
                assert explanation.value == "Secret, 18 octets"


@given(name=NAMES, value=JSON, kty=st.none() | st.sampled_from([*KEY_TYPES, "own"]))
def test_every_value_of_every_member_can_be_explained(name: str, value: JsonValue, kty: str | None) -> None:
    explained = (
        explain_claim(name, value, NOW),
        explain_header(name, value, NOW),
        explain_jwk_member(name, value, kty),
    )

    for explanation in explained:
        if explanation:
            assert explanation.description
            assert len(explanation.value or "") < 800


def test_a_compressed_payload_of_a_jws_is_not_called_encrypted() -> None:
    told = explain_header("zip", "DEF", 0)

    assert told
    assert told.value == "DEFLATE (RFC 1951)"
    assert "of JWS, only SMART Health Cards have it" in told.description
