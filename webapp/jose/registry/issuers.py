"""Issuers whose keys stand at an address of their own, and resources whose tokens are for nobody else.

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
    """The pattern of "iss", whose tokens they are, and where its keys are; {0}, {1} are groups of the pattern."""

    pattern: re.Pattern[str]
    name: str
    keys: str
    remark: str = ""


# fmt: off
ISSUERS: Final = (
    Issuer(re.compile(r"https://securetoken\.google\.com/[^/]+"), "Firebase",
           "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com",
           "They are not the keys of accounts.google.com."),
    Issuer(re.compile(r"https://session\.firebase\.google\.com/[^/]+"), "Firebase (session cookie)",
           "https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys",
           "They are not those of Firebase's ID tokens."),
    Issuer(re.compile(r"(?:https://)?accounts\.google\.com"), "Google", "https://www.googleapis.com/oauth2/v3/certs"),
    Issuer(re.compile(r"https://cognito-idp\.([a-z0-9-]+)\.amazonaws\.com/([A-Za-z0-9_-]+)"), "Amazon Cognito",
           "https://cognito-idp.{0}.amazonaws.com/{1}/.well-known/jwks.json", "Each user pool has keys of its own."),
    Issuer(re.compile(r"https://appleid\.apple\.com"), "Apple", "https://appleid.apple.com/auth/keys"),
    Issuer(re.compile(r"https://(?:www\.|limited\.)?facebook\.com/?"), "Facebook (Limited Login)",
           "https://limited.facebook.com/.well-known/oauth/openid/jwks/",
           "It is an ID token: the Graph API of Facebook does not take it."),
    Issuer(re.compile(r"https://token\.actions\.githubusercontent\.com"), "GitHub Actions",
           "https://token.actions.githubusercontent.com/.well-known/jwks"),
    Issuer(re.compile(r"https://sts\.windows\.net/([0-9a-f-]{36})/"), "Microsoft Entra (v1.0)",
           "https://login.microsoftonline.com/{0}/discovery/keys"),
    Issuer(re.compile(r"https://login\.microsoftonline\.com/([0-9a-f-]{36})/v2\.0"), "Microsoft Entra (v2.0)",
           "https://login.microsoftonline.com/{0}/discovery/v2.0/keys",
           "An application with signing keys of its own has them at the same address with ?appid= behind it."),
    Issuer(re.compile(r"(https://[a-z0-9.-]+\.auth0\.com)/"), "Auth0", "{0}/.well-known/jwks.json"),
    Issuer(re.compile(r"(https://[a-z0-9.-]+\.okta(?:preview|-emea)?\.com/oauth2/[A-Za-z0-9]+)"), "Okta",
           "{0}/v1/keys"),
    Issuer(re.compile(r"kubernetes/serviceaccount"), "a Kubernetes cluster (service account)",
           "kubectl get --raw /openid/v1/jwks", "It never expires; TokenReview asks the cluster whether it is valid."),
)
# fmt: on

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
