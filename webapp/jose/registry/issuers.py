"""Issuers and where their keys are published, tenants, and resources whose tokens are for nobody else.

The addresses are those that the issuers document. Nothing here is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.further_issuers import FURTHER_ISSUERS
from webapp.jose.registry.issuer import LABEL, LABELS, TENANT, Issuer
from webapp.jose.registry.login_issuers import LOGIN_ISSUERS

# fmt: off
ISSUERS: Final = (
    Issuer(re.compile(r"https://securetoken\.google\.com/([A-Za-z0-9.:-]+)"), "Firebase",
           "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com",
           "They are not the keys of accounts.google.com.", "project {0}", source="Firebase"),
    Issuer(re.compile(r"https://session\.firebase\.google\.com/([A-Za-z0-9.:-]+)"), "Firebase (session cookie)",
           "https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys",
           "They are not those of Firebase's ID tokens.", "project {0}", source="Firebase"),
    Issuer(re.compile(r"(?:https://)?accounts\.google\.com"), "Google", "https://www.googleapis.com/oauth2/v3/certs",
           source="Google"),
    Issuer(re.compile(r"https://cognito-idp\.([a-z0-9-]+)\.amazonaws\.com/([A-Za-z0-9_-]+)"), "Amazon Cognito",
           "https://cognito-idp.{0}.amazonaws.com/{1}/.well-known/jwks.json", "Each user pool has keys of its own.",
           "user pool {1}", source="Amazon Cognito"),
    Issuer(re.compile(r"https://appleid\.apple\.com"), "Apple", "https://appleid.apple.com/auth/keys", source="Apple"),
    Issuer(re.compile(r"https://(?:www\.|limited\.)?facebook\.com/?"), "Facebook (Limited Login)",
           "https://limited.facebook.com/.well-known/oauth/openid/jwks/",
           "It is an ID token: the Graph API of Facebook does not take it.", source="Facebook"),
    Issuer(re.compile(r"https://token\.actions\.githubusercontent\.com"), "GitHub Actions",
           "https://token.actions.githubusercontent.com/.well-known/jwks", source="GitHub Actions"),
    Issuer(re.compile(rf"https://sts\.windows\.net/{TENANT}/"), "Microsoft Entra ID, v1.0",
           "https://login.microsoftonline.com/{0}/discovery/keys",
           "Those of a tenant of the US government are at login.microsoftonline.us.", "tenant {0}",
           source="Microsoft Entra ID"),
    Issuer(re.compile(rf"https://login\.microsoftonline\.com/{TENANT}/v2\.0"), "Microsoft Entra ID, v2.0",
           "https://login.microsoftonline.com/{0}/discovery/v2.0/keys",
           "An application with signing keys of its own has them at the same address with ?appid= behind it.",
           "tenant {0}", source="Microsoft Entra ID"),
    Issuer(re.compile(rf"(https://({LABEL})(?:\.{LABEL})*\.auth0\.com)/"), "Auth0",
           "{0}/.well-known/jwks.json", which="tenant {1}", source="Auth0"),
    Issuer(re.compile(rf"(https://{LABELS}\.okta(?:(?:preview|-emea|-gov)?\.com|\.mil)/oauth2/([A-Za-z0-9]+))"),
           "Okta", "{0}/v1/keys", which="authorization server {1}", source="Okta"),
    Issuer(re.compile(r"kubernetes/serviceaccount"), "a Kubernetes cluster (service account)",
           "kubectl get --raw /openid/v1/jwks", "It never expires; TokenReview asks the cluster whether it is valid.",
           source="Kubernetes"),
)
# fmt: on

ALL_ISSUERS: Final = (*ISSUERS, *FURTHER_ISSUERS, *LOGIN_ISSUERS)
# Issuers are short; longer ones are not searched.
_LONGEST: Final = 300


def issuer_of(iss: str) -> tuple[Issuer, tuple[str, ...]] | None:
    """Whose "iss" this is, with the groups of its pattern; None for one that the tables do not know."""
    if len(iss) > _LONGEST:
        return None
    for row in ALL_ISSUERS:
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
