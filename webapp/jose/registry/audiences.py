"""Audiences that everybody meets: where tokens are taken to, to be exchanged or accepted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# fmt: off
AUDIENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sts.amazonaws.com":                    "AWS STS, which exchanges it for credentials of a role",
        "api://azureadtokenexchange":           "Microsoft Entra ID, which exchanges it for a token of its own",
        "aws.workload.identity":                "AWS STS, as HCP Terraform asks for it",
        "azure.workload.identity":              "Microsoft Entra ID, as HCP Terraform asks for it",
        "gcp.workload.identity":                "Google Cloud, as HCP Terraform asks for it",
        "vault.workload.identity":              "HashiCorp Vault, as HCP Terraform asks for it",
        "https://oauth2.googleapis.com/token":  "Google's token endpoint, which exchanges it for an access token",
        "https://appleid.apple.com":            "Apple: the token is a client secret for its token endpoint",
        "appstoreconnect-v1":                   "the App Store Connect API",
        "https://kubernetes.default.svc":       "the API server of a Kubernetes cluster",
        "https://kubernetes.default.svc.cluster.local": "the API server of a Kubernetes cluster",
        "registry.docker.io":                   "the registry of Docker Hub",
        "https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.identitytoolkit":
            "Firebase's sign-in: the token is a custom token",
    }
)
_FORMS: Final = (
    (re.compile(r"[0-9]+-[a-z0-9]+\.apps\.googleusercontent\.com"), "a client of Google"),
    (re.compile(r"(?:https:)?//iam\.googleapis\.com/projects/[0-9]+/locations/global/workloadIdentityPools/[a-z0-9-]+"
                r"/providers/[a-z0-9-]+"), "Google Cloud, which exchanges it by Workload Identity Federation"),
    (re.compile(r"/projects/[0-9]+/(?:apps/[^/\s]+|global/backendServices/[0-9]+)"),
     "an application behind Google Identity-Aware Proxy"),
)
# fmt: on
# Audiences are short; longer ones are not searched.
_LONGEST: Final = 300


def audience_of(aud: str) -> str | None:
    """Who an audience is, where everybody's tokens name it alike; None for another."""
    if len(aud) > _LONGEST:
        return None
    by_form = (words for pattern, words in _FORMS if pattern.fullmatch(aud))
    return AUDIENCES.get(aud.rstrip("/").lower()) or next(by_form, None)
