"""Tokens of other kinds, by how they begin: only their issuer can look into them, or another library.

Prefixes are those that the issuers document for secret scanning, or that the formats themselves prescribe.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class OpaqueToken:
    """One kind: the code's cause, a regular expression for all of it, whose it is, and what to do with it.

    is_found_in_text says that its prefix is so much its own that it is looked for in the middle of other text, too.
    """

    cause: str
    pattern: str
    name: str
    remedy: str
    is_found_in_text: bool = True


_ASK: Final = "Nothing in it can be decoded; ask its API who it belongs to"
_REVOKE: Final = "It is a live secret: if it was pasted by mistake, revoke it"

OPAQUE_TOKENS: Final = (
    OpaqueToken(
        "github",
        r"(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})",
        "a GitHub token",
        f"{_ASK} (GET /user). {_REVOKE}",
    ),
    OpaqueToken(
        "gitlab",
        r"gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|oas|ffct)-[A-Za-z0-9_.-]{16,}",
        "a GitLab token",
        f"{_ASK} (GET /personal_access_tokens/self). {_REVOKE}",
    ),
    OpaqueToken(
        "slack",
        r"(?:xox[abeoprs](?:\.xox[bp])?-(?:\d-)?|xapp-)[A-Za-z0-9-]{10,}",
        "a Slack token",
        f"{_ASK} (auth.test). {_REVOKE}",
    ),
    OpaqueToken(
        "slack-webhook",
        r"https://hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/_-]{20,}",
        "a Slack webhook",
        "Whoever knows this URL can post: if it was pasted by mistake, replace it",
    ),
    OpaqueToken(
        "google-code",
        r"4/(?:0A|P7)[A-Za-z0-9_-]{20,}",
        "an authorization code of Google",
        "It is no token. The client exchanges it for tokens, once, at https://oauth2.googleapis.com/token",
    ),
    OpaqueToken(
        "google",
        r"ya29\.[A-Za-z0-9_.-]{10,}",
        "a Google access token",
        "It is opaque: ask https://oauth2.googleapis.com/tokeninfo what it is for, or use its ID token",
    ),
    OpaqueToken(
        "google-refresh",
        r"1//[A-Za-z0-9_-]{20,}",
        "a Google refresh token",
        "Exchange it at the token endpoint; it is never sent to an API",
    ),
    OpaqueToken(
        "google-key",
        r"AIza[A-Za-z0-9_-]{30,}",
        "a Google API key",
        _REVOKE,
    ),
    OpaqueToken(
        "google-client-secret",
        r"GOCSPX-[A-Za-z0-9_-]{20,}",
        "the secret of a Google OAuth client",
        "The client sends it to the token endpoint. If it was pasted by mistake, replace it",
    ),
    OpaqueToken(
        "aws",
        r"A(?:KIA|SIA|ROA|IDA)[A-Z0-9]{16}",
        "an AWS access key ID",
        "It names a key and is no token; requests are signed with the secret key (Signature Version 4)",
    ),
    OpaqueToken(
        "aws-session-token",
        r"(?:FwoGZXIvYXdz|FQoGZXIvYXdz|FQoDYXdz|IQoJb3JpZ2luX2Vj)[A-Za-z0-9+/=]{60,}",
        "a session token of AWS STS",
        "It goes with a temporary access key in X-Amz-Security-Token, and only AWS reads it: ask aws sts get-"
        "caller-identity",
    ),
    OpaqueToken(
        "aws-secret",
        r"(?=[A-Za-z0-9]*[/+])[A-Za-z0-9/+]{40}",
        "an AWS secret access key, by its 40 characters",
        "Requests are signed with it; it is never sent. If it is one and was pasted by mistake, deactivate it",
        is_found_in_text=False,
    ),
    OpaqueToken(
        "stripe",
        r"(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,}",
        "a Stripe API key",
        _REVOKE,
    ),
    OpaqueToken(
        "stripe-webhook",
        r"whsec_[A-Za-z0-9+/=]{20,}",
        "a webhook signing secret",
        "Webhooks are signed with HMAC over time and body, not with JOSE: put it into the library of the service",
    ),
    OpaqueToken(
        "npm",
        r"npm_[A-Za-z0-9]{30,}",
        "an npm access token",
        _REVOKE,
    ),
    OpaqueToken(
        "pypi",
        r"pypi-[A-Za-z0-9_-]{40,}",
        "a PyPI API token, a macaroon",
        _REVOKE,
    ),
    OpaqueToken(
        "rubygems",
        r"rubygems_[a-f0-9]{40,}",
        "a RubyGems API key",
        _REVOKE,
    ),
    OpaqueToken(
        "docker",
        r"dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}",
        "a Docker Hub token",
        _REVOKE,
    ),
    OpaqueToken(
        "twilio",
        r"(?:SK|AC)[0-9a-f]{32}",
        "a Twilio API key or account SID",
        "It names a key or an account and is no token: Twilio signs its access tokens as JWTs with the key's secret",
    ),
    OpaqueToken(
        "sendgrid",
        r"SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}",
        "a SendGrid API key",
        _REVOKE,
    ),
    OpaqueToken(
        "mailgun",
        r"key-[0-9a-f]{32}",
        "a Mailgun API key",
        _REVOKE,
    ),
    OpaqueToken(
        "telegram",
        r"\d{8,10}:AA[A-Za-z0-9_-]{32,34}",
        "the token of a Telegram bot",
        f"{_ASK} (getMe). {_REVOKE}",
    ),
    OpaqueToken(
        "discord",
        r"(?:Bot )?[MNO][A-Za-z0-9_-]{22,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}",
        "the token of a Discord bot",
        "Its three parts are the bot's ID, a time and an HMAC, but it is no JWT. It is a live secret: if it was "
        "pasted by mistake, reset it",
    ),
    OpaqueToken(
        "vault",
        r"hv[sbr]\.[A-Za-z0-9_-]{20,}",
        "a HashiCorp Vault token",
        "Ask Vault with: vault token lookup",
    ),
    OpaqueToken(
        "vault-old",
        r"[sbr]\.[A-Za-z0-9]{24}",
        "a HashiCorp Vault token of before version 1.10",
        "Ask Vault with: vault token lookup",
        is_found_in_text=False,
    ),
    OpaqueToken(
        "terraform",
        r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,}",
        "a Terraform Cloud token",
        _REVOKE,
    ),
    OpaqueToken(
        "databricks",
        r"dapi[0-9a-f]{32}(?:-\d+)?",
        "a Databricks access token",
        _REVOKE,
    ),
    OpaqueToken(
        "shopify",
        r"shp(?:at|ca|pa|ss|ua)_[0-9a-fA-F]{32}",
        "a Shopify token",
        "It is opaque; the session tokens of embedded apps are JWTs. It is a live secret: if it was pasted by "
        "mistake, revoke it",
    ),
    OpaqueToken(
        "digitalocean",
        r"do[oprt]_v1_[a-f0-9]{40,}",
        "a DigitalOcean token",
        _REVOKE,
    ),
    OpaqueToken(
        "heroku",
        r"HRKU-[A-Za-z0-9_-]{36,}",
        "a Heroku API key",
        _REVOKE,
    ),
    OpaqueToken(
        "cloud-service",
        r"(?:FlyV1 fm\d[rd]?_[A-Za-z0-9+/=,_-]{20,}|tskey-[a-z]+-[A-Za-z0-9-]{10,}"
        r"|pscale_tkn_[A-Za-z0-9_.-]{20,}|sbp_[a-f0-9]{40}|pul-[a-f0-9]{40}"
        r"|dp\.[a-z]{2,5}\.[A-Za-z0-9]{40,})",
        "a token of a cloud service (Fly.io, Tailscale, PlanetScale, Supabase, Pulumi, Doppler)",
        _REVOKE,
    ),
    OpaqueToken(
        "monitoring",
        r"(?:gl(?:sa|c)_[A-Za-z0-9_=+/-]{20,}|sntr[ysu]{1,2}_[A-Za-z0-9_=+/.-]{20,}|NRAK-[A-Z0-9]{20,}"
        r"|dt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{60,})",
        "a token of a monitoring service (Grafana, Sentry, New Relic, Dynatrace)",
        _REVOKE,
    ),
    OpaqueToken(
        "atlassian",
        r"(?:ATATT3x|ATCTT3x|ATBB)[A-Za-z0-9_=-]{20,}",
        "an Atlassian API token",
        _REVOKE,
    ),
    OpaqueToken(
        "office",
        r"(?:lin_api_[A-Za-z0-9]{30,}|ntn_[A-Za-z0-9]{30,}|secret_[A-Za-z0-9]{43}|figd_[A-Za-z0-9_-]{30,}"
        r"|PMAK-[0-9a-f]{24}-[0-9a-f]{34}|pat[A-Za-z0-9]{14}\.[0-9a-f]{64})",
        "a token of a web application (Linear, Notion, Figma, Postman, Airtable)",
        _REVOKE,
    ),
    OpaqueToken(
        "hugging-face",
        r"(?:hf|api_org)_[A-Za-z0-9]{20,}",
        "a Hugging Face token",
        _REVOKE,
    ),
    OpaqueToken(
        "anthropic",
        r"sk-ant-[a-z]+\d\d-[A-Za-z0-9_-]{20,}",
        "an Anthropic API key",
        _REVOKE,
    ),
    OpaqueToken(
        "openai",
        r"sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,}",
        "an OpenAI API key",
        _REVOKE,
    ),
    OpaqueToken(
        "api-key",
        r"(?:sk-(?:or-v1-)?[A-Za-z0-9_-]{20,}|gsk_[A-Za-z0-9]{40,})",
        "an API key",
        _REVOKE,
    ),
    OpaqueToken(
        "entra",
        r"[01]\.A[A-Za-z0-9_-]{20,120}\.[A-Za-z0-9_-]{60,}",
        "a refresh token or an authorization code of Microsoft Entra ID",
        "It is encrypted for Microsoft alone: exchange it at the token endpoint; it is never sent to an API. The "
        "access token and the ID token are JWTs",
    ),
    OpaqueToken(
        "microsoft-account",
        r"(?:M\.[A-Z]\d*_[A-Z0-9]+\.[A-Za-z0-9_.*!$-]{30,}|Ew[A-E][A-Za-z0-9+/]{100,}={0,2})",
        "a token of a personal Microsoft account",
        "It is encrypted for Microsoft alone; the ID token that comes with it is a JWT",
    ),
    OpaqueToken(
        "okta",
        r"SSWS [A-Za-z0-9_-]{20,}|00[A-Za-z0-9_-]{40}",
        "an Okta API token",
        "It is opaque, and stands for an administrator: if it was pasted by mistake, revoke it",
        is_found_in_text=False,
    ),
    OpaqueToken(
        "twitter",
        r"A{20}[A-Za-z0-9%]{30,}",
        "an app-only bearer token of X (Twitter)",
        _REVOKE,
        is_found_in_text=False,
    ),
    OpaqueToken(
        "facebook",
        r"EAA[B-Z][A-Za-z0-9]{60,}",
        "a Facebook access token",
        f"{_ASK} (GET /debug_token). {_REVOKE}",
        is_found_in_text=False,
    ),
    OpaqueToken(
        "kubernetes-bootstrap",
        r"[a-z0-9]{6}\.[a-z0-9]{16}",
        "a Kubernetes bootstrap token",
        "It is looked up in the cluster's kube-system secrets; a service account's token is a JWT",
        is_found_in_text=False,
    ),
)
