"""Who issued a token, where the keys of that issuer are, and tenants that everybody meets."""

from __future__ import annotations

import pytest

from webapp.jose.explain import explain_claim, explain_header
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.issuer import Issuer
from webapp.jose.registry.issuers import ALL_ISSUERS, TENANTS

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
        (
            f"https://{TENANT}.ciamlogin.com/{TENANT}/v2.0",
            f"Microsoft Entra External ID, tenant {TENANT}",
            f"https://{TENANT}.ciamlogin.com/{TENANT}/discovery/v2.0/keys",
        ),
        ("https://www.paypal.com", "PayPal", "https://api.paypal.com/v1/oauth2/certs"),
        ("https://discord.com", "Discord", "https://discord.com/api/oauth2/keys"),
        ("https://www.linkedin.com", "LinkedIn", "https://www.linkedin.com/oauth/openid/jwks"),
        (
            "https://api.workos.com/user_management/client_01JZ1W",
            "WorkOS, client client_01JZ1W",
            "https://api.workos.com/sso/jwks/client_01JZ1W",
        ),
        (
            f"stytch.com/project-test-{TENANT}",
            f"Stytch, a test project, project-test-{TENANT}",
            f"https://test.stytch.com/v1/sessions/jwks/project-test-{TENANT}",
        ),
        (
            "https://api.descope.com/v1/apps/P2OPANdSmtackRAJlrRKFxFcoriw",
            "Descope, project P2OPANdSmtackRAJlrRKFxFcoriw",
            "https://api.descope.com/v2/keys/P2OPANdSmtackRAJlrRKFxFcoriw",
        ),
        (
            "https://acme-42-staging.authkit.app",
            "WorkOS AuthKit, domain acme-42-staging",
            "https://acme-42-staging.authkit.app/oauth2/jwks",
        ),
        ("https://acme.kinde.com", "Kinde, business acme", "https://acme.kinde.com/.well-known/jwks"),
        ("https://ukd7y2.logto.app/oidc", "Logto Cloud, tenant ukd7y2", "https://ukd7y2.logto.app/oidc/jwks"),
        (
            "https://argocd.example.com/api/dex",
            "Dex, by the form of its address",
            "https://argocd.example.com/api/dex/keys",
        ),
        (
            "https://id.example.com:443/am/oauth2/realms/root/realms/alpha",
            "PingAM, by the form of its address",
            "https://id.example.com:443/am/oauth2/realms/root/realms/alpha/connect/jwk_uri",
        ),
        (
            "https://shop.authentication.eu10.hana.ondemand.com/oauth/token",
            "SAP BTP (XSUAA), subaccount shop in eu10",
            "https://shop.authentication.eu10.hana.ondemand.com/token_keys",
        ),
        ("https://oidc.vercel.com/acme", "Vercel, team acme", "https://oidc.vercel.com/.well-known/jwks"),
        (
            f"https://{TENANT}.tokens.sts.global.api.aws",
            f"AWS STS, for services outside of AWS, issuer {TENANT}",
            f"https://{TENANT}.tokens.sts.global.api.aws/.well-known/jwks.json",
        ),
        (
            "did:web:example.com:users:alice",
            "A DID of a web site",
            "https://example.com/users/alice/did.json",
        ),
        ("https://oidc.fly.io/acme", "Fly.io, organization acme", "https://oidc.fly.io/acme/.well-known/jwks"),
        ("https://api.pulumi.com/oidc", "Pulumi Cloud", "https://api.pulumi.com/oidc/.well-known/jwks"),
        ("https://api.pulumi.com/oidc/v2", "Pulumi Cloud", "https://api.pulumi.com/oidc/v2/.well-known/jwks"),
        ("https://iam.cloud.ibm.com/identity", "IBM Cloud", "https://iam.cloud.ibm.com/identity/keys"),
        (
            "https://acme.accounts.ondemand.com",
            "SAP Cloud Identity, tenant acme",
            "https://acme.accounts.ondemand.com/oauth2/certs",
        ),
        ("https://oauth2.sigstore.dev/auth", "Sigstore", "https://oauth2.sigstore.dev/auth/keys"),
        ("https://api.login.yahoo.com", "Yahoo", "https://api.login.yahoo.com/openid/v1/certs"),
        ("https://kauth.kakao.com", "Kakao", "https://kauth.kakao.com/.well-known/jwks.json"),
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
    ("iss", "words"),
    [
        (
            "https://acme.myshopify.com/admin",
            "Shopify, shop acme. It is signed with the client secret of the app (HS256)",
        ),
        (
            "ACME.ALICE.SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "Snowflake key pair, user ALICE of account ACME. Its key is the one of this fingerprint, set for the user",
        ),
        (
            "Iv23liAbCdEfGhIjKlMn",
            "A GitHub App, by the form of its client ID. A private key of the app signs it; GitHub has the public one",
        ),
        (
            "did:key:z6MkjoRhq1jSNJdLiruSXrFFxagqrztZaXHqHGUTKJbcNywp",
            "A DID that is a key (did:key). The identifier is the key itself, in another form: anybody can make one",
        ),
        (
            "/v1/identity/oidc",
            "HashiCorp Vault, by the form of its path. Its keys are below it on the server, at /.well-known/keys",
        ),
        (
            "https://self-issued.me/v2",
            'The person, by a wallet of one\'s own. Its key is in "sub_jwk" or named by "sub": nobody vouches for it',
        ),
    ],
)
def test_an_issuer_whose_key_nobody_publishes_says_whose_key_it_is(iss: str, words: str) -> None:
    assert _claim("iss", iss) == words


_REAL = (
    f"https://login.microsoftonline.com/{TENANT}/v2.0",
    f"https://sts.windows.net/{TENANT}/",
    "https://accounts.google.com",
    "https://securetoken.google.com/shop",
    "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC",
    "https://appleid.apple.com",
    "https://acme.eu.auth0.com/",
    "https://acme.okta.com/oauth2/default",
    "https://acme.okta.com",
    "https://gitlab.com",
    "https://token.actions.githubusercontent.com",
    "https://blue.cloudflareaccess.com",
    "https://acme.my.salesforce.com",
    "https://acme.kinde.com",
    "https://acme.logto.app/oidc",
    "https://www.paypal.com",
    "https://discord.com",
    "https://oidc.vercel.com/acme",
    "https://acme.myshopify.com/admin",
    "https://oidc.fly.io/acme",
    "https://api.pulumi.com/oidc",
    "https://iam.cloud.ibm.com/identity",
    "https://acme.accounts.ondemand.com",
    "https://oauth2.sigstore.dev/auth",
    "https://api.login.yahoo.com",
    "https://kauth.kakao.com",
)


@pytest.mark.parametrize("iss", _REAL)
def test_an_issuer_is_known_by_its_whole_host_and_nothing_around_it(iss: str) -> None:
    host = iss.removeprefix("https://").partition("/")[0]
    path = iss.removeprefix(f"https://{host}")

    assert _claim("iss", iss)
    for other in (
        f"https://{host}.evil.example{path}",
        f"https://{host}@evil.example{path}",
        f"https://evil.example/{host}{path}",
        f"https://evil.example?{iss}",
        f"https://evil.example#{iss}",
        f"http://{host}{path}",
        f"{iss}/x?y",
        f" {iss}",
        f"{iss}\n",
        iss.replace("https://", "https://.", 1),
    ):
        assert _claim("iss", other) is None


@pytest.mark.parametrize("row", ALL_ISSUERS, ids=lambda row: row.pattern.pattern)
def test_no_address_is_a_known_form_with_user_information_a_query_or_a_fragment(row: Issuer) -> None:
    for host in (
        *("accounts.google.com@evil.example", "user:pass@evil.example", "evil.example?", "evil.example#", "a\\@b"),
        *("..", ".example", "example..com", "-.example", "evil.example?x=", "evil.example#/", "a b", "\u202eb.example"),
    ):
        for path in _FORMS_OF_PATHS:
            assert not row.pattern.fullmatch(f"https://{host}{path}")
    for path in (path for path in _FORMS_OF_PATHS if "shop" in path):
        for step in ("a?b", "a#b", "a\\b", "a b"):
            assert not row.pattern.fullmatch(f"https://id.example{path.replace('shop', step)}")


_FORMS_OF_PATHS = (
    *("/adfs", "/realms/shop", "/auth/realms/shop", "/application/o/shop/", "/_services/token", "/dex", "/x/dex"),
    *("/v1/identity/oidc/provider/shop", "/v1/identity/oidc", "/am/oauth2/realms/shop"),
)


@pytest.mark.parametrize(
    "iss",
    [
        f"https://login.microsoftonline.com/{'-' * 36}/v2.0",
        "https://..okta.com",
        "https://-.okta.com",
        "https://..my.salesforce.com",
        "x@-.gserviceaccount.com",
        "-@x.gserviceaccount.com",
        "https://securetoken.google.com/a b?c",
        f"stytch.com/project-live-{'-' * 36}",
        "https://api.bitbucket.org/2.0/workspaces/a?b/pipelines-config/identity/oidc",
        "https://container.googleapis.com/v1/projects/a#/locations/b/clusters/c",
    ],
)
def test_an_issuer_with_a_name_that_nobody_can_have_is_not_known(iss: str) -> None:
    assert _claim("iss", iss) is None


@pytest.mark.parametrize("tenant", TENANTS)
@pytest.mark.parametrize(
    "iss",
    [
        *(
            "https://evil.example/realms/{}",
            "https://evil.example/auth/realms/{}",
            "https://evil.example/application/o/{}/",
        ),
        *("https://evil.example/v1/identity/oidc/provider/{}", "https://{}/adfs", "https://{}/_services/token"),
        *(
            "https://cognito-idp.us-east-1.amazonaws.com/{}",
            "https://securetoken.google.com/{}",
            "https://{}.kinde.com",
        ),
        *("https://token.actions.githubusercontent.com/{}", "https://{}.cloudflareaccess.com"),
        *("https://oidc.circleci.com/org/{}", "https://auth.pingone.com/{}/as", "https://vstoken.dev.azure.com/{}"),
        *("https://{}.tokens.sts.global.api.aws", "https://oidc.vercel.com/{}", "https://oidc.fly.io/{}"),
    ],
)
def test_a_tenant_of_microsoft_is_named_for_no_other_issuer(iss: str, tenant: str) -> None:
    words = _claim("iss", iss.format(tenant))

    assert words
    assert TENANTS[tenant] not in words


@pytest.mark.parametrize("tenant", TENANTS)
@pytest.mark.parametrize(
    "iss",
    [
        *(
            "https://login.microsoftonline.com/{}/v2.0",
            "https://sts.windows.net/{}/",
            "https://sts.chinacloudapi.cn/{}/",
        ),
        *("https://acme.ciamlogin.com/{}/v2.0", "https://acme.b2clogin.com/{}/v2.0/"),
        "https://acme.b2clogin.com/tfp/{}/b2c_1_login/v2.0/",
    ],
)
def test_a_tenant_of_microsoft_is_named_for_those_of_entra_id(iss: str, tenant: str) -> None:
    assert f" ({TENANTS[tenant]})" in (_claim("iss", iss.format(tenant)) or "")


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
