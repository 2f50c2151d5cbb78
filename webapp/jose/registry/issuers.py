"""Issuers and where their keys are published, tenants, and resources whose tokens are for nobody else.

The addresses are those that the issuers document. Nothing here is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Issuer:
    """The pattern of "iss", whose tokens they are, and where its keys are; {0}, {1} are groups of the pattern.

    which says which of the issuers at that place it is; keys is empty where none are published.
    """

    pattern: re.Pattern[str]
    name: str
    keys: str
    remark: str = ""
    which: str = ""


# fmt: off
ISSUERS: Final = (
    Issuer(re.compile(r"https://securetoken\.google\.com/([^/]+)"), "Firebase",
           "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com",
           "They are not the keys of accounts.google.com.", "project {0}"),
    Issuer(re.compile(r"https://session\.firebase\.google\.com/([^/]+)"), "Firebase (session cookie)",
           "https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys",
           "They are not those of Firebase's ID tokens.", "project {0}"),
    Issuer(re.compile(r"(?:https://)?accounts\.google\.com"), "Google", "https://www.googleapis.com/oauth2/v3/certs"),
    Issuer(re.compile(r"https://cognito-idp\.([a-z0-9-]+)\.amazonaws\.com/([A-Za-z0-9_-]+)"), "Amazon Cognito",
           "https://cognito-idp.{0}.amazonaws.com/{1}/.well-known/jwks.json", "Each user pool has keys of its own.",
           "user pool {1}"),
    Issuer(re.compile(r"https://appleid\.apple\.com"), "Apple", "https://appleid.apple.com/auth/keys"),
    Issuer(re.compile(r"https://(?:www\.|limited\.)?facebook\.com/?"), "Facebook (Limited Login)",
           "https://limited.facebook.com/.well-known/oauth/openid/jwks/",
           "It is an ID token: the Graph API of Facebook does not take it."),
    Issuer(re.compile(r"https://token\.actions\.githubusercontent\.com"), "GitHub Actions",
           "https://token.actions.githubusercontent.com/.well-known/jwks"),
    Issuer(re.compile(r"https://sts\.windows\.net/([0-9a-f-]{36})/"), "Microsoft Entra ID, v1.0",
           "https://login.microsoftonline.com/{0}/discovery/keys", which="tenant {0}"),
    Issuer(re.compile(r"https://login\.microsoftonline\.com/([0-9a-f-]{36})/v2\.0"), "Microsoft Entra ID, v2.0",
           "https://login.microsoftonline.com/{0}/discovery/v2.0/keys",
           "An application with signing keys of its own has them at the same address with ?appid= behind it.",
           "tenant {0}"),
    Issuer(re.compile(r"(https://[a-z0-9.-]+\.auth0\.com)/"), "Auth0", "{0}/.well-known/jwks.json"),
    Issuer(re.compile(r"(https://[a-z0-9.-]+\.okta(?:preview|-emea)?\.com/oauth2/[A-Za-z0-9]+)"), "Okta",
           "{0}/v1/keys"),
    Issuer(re.compile(r"kubernetes/serviceaccount"), "a Kubernetes cluster (service account)",
           "kubectl get --raw /openid/v1/jwks", "It never expires; TokenReview asks the cluster whether it is valid."),
)

# Recognised to say whose they are; some are software that anybody runs at an address of their own.
FURTHER_ISSUERS: Final = (
    Issuer(re.compile(r"https://([a-z0-9-]+)\.ciamlogin\.com/([0-9a-f-]{36})/v2\.0"), "Microsoft Entra External ID",
           "https://{0}.ciamlogin.com/{1}/discovery/v2.0/keys", which="tenant {1}"),
    Issuer(re.compile(r"https://([a-z0-9-]+)\.b2clogin\.com/([0-9a-f-]{36})/v2\.0/"), "Azure AD B2C",
           "https://{0}.b2clogin.com/{1}/<policy>/discovery/v2.0/keys", 'The policy stands in "tfp" or "acr".',
           "tenant {1}"),
    Issuer(re.compile(r"https://login\.microsoftonline\.us/([0-9a-f-]{36})/v2\.0"),
           "Microsoft Entra ID for the US government, v2.0",
           "https://login.microsoftonline.us/{0}/discovery/v2.0/keys", which="tenant {0}"),
    Issuer(re.compile(r"https://login\.partner\.microsoftonline\.cn/([0-9a-f-]{36})/v2\.0"),
           "Microsoft Entra ID in China, v2.0",
           "https://login.partner.microsoftonline.cn/{0}/discovery/v2.0/keys", which="tenant {0}"),
    Issuer(re.compile(r"https?://([^/\s]+)/adfs(?:/services/trust)?"), "AD FS, by the form of its address",
           "https://{0}/adfs/discovery/keys"),
    Issuer(re.compile(r"https://vstoken\.dev\.azure\.com/([0-9a-f-]{36})"), "Azure DevOps",
           "https://vstoken.dev.azure.com/.well-known/jwks", which="organization {0}"),
    Issuer(re.compile(r"([a-z0-9-]+@[a-z0-9.-]+\.gserviceaccount\.com)"), "Google service account",
           "https://www.googleapis.com/service_accounts/v1/jwk/{0}"),
    Issuer(re.compile(r"https://cloud\.google\.com/iap"), "Google Identity-Aware Proxy",
           "https://www.gstatic.com/iap/verify/public_key-jwk"),
    Issuer(re.compile(r"(https://[a-z0-9.-]+\.okta(?:preview|-emea)?\.com)"), "Okta, org authorization server",
           "{0}/oauth2/v1/keys", "They verify ID Tokens alone: its access tokens are for Okta."),
    Issuer(re.compile(r"(https?://[^/\s]+(?:/auth)?/realms/([^/\s]+))"), "Keycloak, by the form of its address",
           "{0}/protocol/openid-connect/certs", which="realm {1}"),
    Issuer(re.compile(r"(https://([a-z0-9]{20})\.supabase\.co/auth/v1)"), "Supabase",
           "{0}/.well-known/jwks.json", "A project with a shared secret (HS256) publishes none.", "project {1}"),
    Issuer(re.compile(r"supabase"), "Supabase, an API key of a project", "",
           "It is signed with the JWT secret of the project, which is not published."),
    Issuer(re.compile(r"supabase-demo"), "Supabase, an API key of the demonstration that everybody has", "",
           "Its secret is printed in the manual."),
    Issuer(re.compile(r"https://token\.actions\.githubusercontent\.com/([A-Za-z0-9-]+)"), "GitHub Actions",
           "https://token.actions.githubusercontent.com/{0}/.well-known/jwks", which="enterprise {0}"),
    Issuer(re.compile(r"https://gitlab\.com"), "GitLab", "https://gitlab.com/oauth/discovery/keys"),
    Issuer(re.compile(r"(https://oidc\.circleci\.com/org/([0-9a-f-]{36}))"), "CircleCI",
           "{0}/.well-known/jwks-pub.json", which="organization {1}"),
    Issuer(re.compile(r"(https://api\.bitbucket\.org/2\.0/workspaces/([^/\s]+)/pipelines-config/identity/oidc)"),
           "Bitbucket Pipelines", "{0}/keys.json", which="workspace {1}"),
    Issuer(re.compile(r"https://agent\.buildkite\.com"), "Buildkite", "https://agent.buildkite.com/.well-known/jwks"),
    Issuer(re.compile(r"https://app\.terraform\.io"), "HCP Terraform", "https://app.terraform.io/.well-known/jwks"),
    Issuer(re.compile(r"https://([a-z0-9-]+)\.cloudflareaccess\.com"), "Cloudflare Access",
           "https://{0}.cloudflareaccess.com/cdn-cgi/access/certs", which="team {0}"),
    Issuer(re.compile(r"https://kubernetes\.default\.svc(?:\.cluster\.local)?"), "a Kubernetes cluster",
           "kubectl get --raw /openid/v1/jwks"),
    Issuer(re.compile(r"(https://oidc\.eks\.[a-z0-9-]+\.amazonaws\.com/id/([0-9A-F]{32}))"), "Amazon EKS",
           "{0}/keys", which="cluster {1}"),
    Issuer(re.compile(r"(https://container\.googleapis\.com/v1/projects/[^/\s]+/(?:locations|zones)/[^/\s]+"
                      r"/clusters/([^/\s]+))"), "Google Kubernetes Engine", "{0}/jwks", which="cluster {1}"),
    Issuer(re.compile(r"https://slack\.com"), "Slack", "https://slack.com/openid/connect/keys"),
    Issuer(re.compile(r"https://www\.linkedin\.com/oauth"), "LinkedIn", "https://www.linkedin.com/oauth/openid/jwks"),
    Issuer(re.compile(r"https://access\.line\.me"), "LINE", "https://api.line.me/oauth2/v2.1/certs"),
    Issuer(re.compile(r"https://id\.twitch\.tv/oauth2"), "Twitch", "https://id.twitch.tv/oauth2/keys"),
    Issuer(re.compile(r"https://(login|test)\.salesforce\.com"), "Salesforce", "https://{0}.salesforce.com/id/keys"),
)
# fmt: on

# Issuers are short; longer ones are not searched.
_LONGEST: Final = 300


def issuer_of(iss: str) -> tuple[Issuer, tuple[str, ...]] | None:
    """Whose "iss" this is, with the groups of its pattern; None for one that the tables do not know."""
    if len(iss) > _LONGEST:
        return None
    for row in (*ISSUERS, *FURTHER_ISSUERS):
        if match := row.pattern.fullmatch(iss):
            return row, match.groups()
    return None


# Tenants that everybody meets.
TENANTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "9188040d-6c67-4c5b-b112-36a304b66dad": "personal Microsoft accounts",
        "72f988bf-86f1-41af-91ab-2d7cd011db47": "Microsoft itself",
        "f8cdef31-a31e-4b4a-93e4-5f571e91255a": "services of Microsoft",
    }
)

_SHAREPOINT: Final = "SharePoint Online"
_ARM: Final = "Azure Resource Manager"
# The "aud" of Microsoft's own resources, without a slash at the end.
MICROSOFT_RESOURCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "00000002-0000-0000-c000-000000000000": "Azure AD Graph",
        "https://graph.windows.net": "Azure AD Graph",
        "00000003-0000-0ff1-ce00-000000000000": _SHAREPOINT,
        "00000002-0000-0ff1-ce00-000000000000": "Exchange Online",
        "https://outlook.office365.com": "Exchange Online",
        "https://outlook.office.com": "Exchange Online",
        "797f4846-ba00-4fd7-ba43-dac1f8f63013": _ARM,
        "https://management.azure.com": _ARM,
        "https://management.core.windows.net": _ARM,
        "https://vault.azure.net": "Azure Key Vault",
        "https://storage.azure.com": "Azure Storage",
        "https://database.windows.net": "Azure SQL",
    }
)
