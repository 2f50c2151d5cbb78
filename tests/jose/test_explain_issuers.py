"""Who issued a token, where the keys of that issuer are, and tenants that everybody meets."""

from __future__ import annotations

import pytest

from webapp.jose.explain import explain_claim, explain_header
from webapp.jose.json_object import JsonValue

NOW = 1_795_343_120
TENANT = "3f2b1c0d-0000-4000-8000-00000000000a"
CLUSTER = "53aa724a-f0a4-4205-919e-9b467fa667e4"
PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad"


def _claim(name: str, value: JsonValue) -> str | None:
    explanation = explain_claim(name, value, NOW)
    assert explanation
    return explanation.value


@pytest.mark.parametrize(
    ("iss", "whose", "keys"),
    [
        (
            f"https://login.microsoftonline.com/{TENANT}/v2.0",
            f"Microsoft Entra ID, v2.0, tenant {TENANT}",
            f"https://login.microsoftonline.com/{TENANT}/discovery/v2.0/keys",
        ),
        (
            f"https://sts.windows.net/{PERSONAL}/",
            f"Microsoft Entra ID, v1.0, tenant {PERSONAL} (personal Microsoft accounts)",
            f"https://login.microsoftonline.com/{PERSONAL}/discovery/keys",
        ),
        ("accounts.google.com", "Google", "https://www.googleapis.com/oauth2/v3/certs"),
        (
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC",
            "Amazon Cognito, user pool eu-west-1_AbC",
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC/.well-known/jwks.json",
        ),
        (
            "https://id.example.org/realms/shop",
            "Keycloak, by the form of its address, realm shop",
            "https://id.example.org/realms/shop/protocol/openid-connect/certs",
        ),
        (
            "https://blue.cloudflareaccess.com",
            "Cloudflare Access, team blue",
            "https://blue.cloudflareaccess.com/cdn-cgi/access/certs",
        ),
        ("https://gitlab.com", "GitLab", "https://gitlab.com/oauth/discovery/keys"),
        (
            "https://acme.eu.auth0.com/",
            "Auth0, tenant acme",
            "https://acme.eu.auth0.com/.well-known/jwks.json",
        ),
        (
            "https://acme.okta-gov.com/oauth2/default",
            "Okta, authorization server default",
            "https://acme.okta-gov.com/oauth2/default/v1/keys",
        ),
        (
            f"https://sts.chinacloudapi.cn/{TENANT}/",
            f"Microsoft Entra ID in China, v1.0, tenant {TENANT}",
            f"https://login.partner.microsoftonline.cn/{TENANT}/discovery/keys",
        ),
        (
            f"https://acme.b2clogin.com/tfp/{TENANT}/b2c_1_login/v2.0/",
            f"Azure AD B2C, tenant {TENANT}, policy b2c_1_login",
            f"https://acme.b2clogin.com/{TENANT}/b2c_1_login/discovery/v2.0/keys",
        ),
        (
            f"https://eastus.oic.prod-aks.azure.com/{TENANT}/{CLUSTER}/",
            f"Azure AKS, cluster {CLUSTER} in eastus",
            f"https://eastus.oic.prod-aks.azure.com/{TENANT}/{CLUSTER}/openid/v1/jwks",
        ),
        (
            "https://github.example.com/_services/token",
            "GitHub Enterprise Server, by the form of its address, host github.example.com",
            "https://github.example.com/_services/token/.well-known/jwks",
        ),
        (
            "https://vault.example.com:8200/v1/identity/oidc/provider/shop",
            "HashiCorp Vault, by the form of its address, provider shop",
            "https://vault.example.com:8200/v1/identity/oidc/provider/shop/.well-known/keys",
        ),
        ("https://acme.okta.com", "Okta, org authorization server", "https://acme.okta.com/oauth2/v1/keys"),
    ],
)
def test_a_known_issuer_is_named_with_where_its_keys_are(iss: str, whose: str, keys: str) -> None:
    in_header = explain_header("iss", iss, NOW)

    assert _claim("iss", iss) == f"{whose}. Its keys are published at {keys}"
    assert in_header
    assert in_header.value == _claim("iss", iss)


def test_an_issuer_that_publishes_no_keys_at_an_address_says_where_they_are_instead() -> None:
    assert (_claim("iss", "kubernetes/serviceaccount") or "").endswith("told by kubectl get --raw /openid/v1/jwks")
    assert (_claim("iss", "supabase") or "").endswith("the JWT secret of the project, which is not published")


@pytest.mark.parametrize(
    "iss",
    [
        "https://idp.example",
        "https://gitlab.com.example.org",
        "https://example.org/?https://accounts.google.com",
        "https://login.microsoftonline.com/common/v2.0",
        "https://id.example.org/realms/" + "a" * 1000,
        7,
        None,
    ],
)
def test_an_issuer_that_only_resembles_a_known_one_is_not_named(iss: JsonValue) -> None:
    assert _claim("iss", iss) is None


def test_a_tenant_and_an_audience_that_are_the_same_for_everybody_are_named() -> None:
    assert _claim("tid", PERSONAL) == "The tenant of personal Microsoft accounts"
    assert _claim("tid", TENANT) is None
    assert _claim("aud", "https://management.azure.com/") == "Azure Resource Manager"
