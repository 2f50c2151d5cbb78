"""Claim names that are everybody's: what each means is told by its issuer, or by the claims beside it.

"ref" is a branch beside "repository", and says where to read about a trust mark in a federation. A name that stands
here alone, such as "data", is not explained where nothing tells whose it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.claims import Claim
from webapp.jose.registry.issuers import issuer_of

_PERSONAL: Final = True
_APP_STORE: Final = "Apple App Store"
_NOTICE: Final = "Apple App Store, notifications"
_CLERK: Final = "Clerk"
_CLOUDFLARE: Final = "Cloudflare Access"
_GITHUB: Final = "GitHub Actions"
_GITLAB: Final = "GitLab CI/CD"
_CREDENTIALS: Final = "W3C Verifiable Credentials Data Model 2.0"
_JARM: Final = "OpenID JARM"
_VERCEL: Final = "Vercel"
_TWITCH: Final = "Twitch extensions"
_SAP: Final = "SAP BTP"
_DIDCOMM: Final = "DIDComm Messaging 2"
_FLY: Final = "Fly.io"
_IBM: Final = "IBM Cloud"
_FUSION: Final = "FusionAuth"


@dataclass(frozen=True, slots=True)
class SharedName:
    """What a claim means from an issuer that its reference names, or where one of other claims stands beside it."""

    claim: Claim
    beside: tuple[str, ...]


def _rows(beside: tuple[str, ...], *claims: Claim) -> tuple[SharedName, ...]:
    return tuple(SharedName(claim, beside) for claim in claims)


# fmt: off
_ROWS: Final = (
    *_rows(("repository", "repository_owner", "job_workflow_ref"),
        Claim("ref",      _GITHUB, "Reference: the branch or tag that the workflow runs on"),
        Claim("environment", _GITHUB, "Environment: that the job deploys to"),
        Claim("sha",      _GITHUB, "Commit: that the job runs on"),
        Claim("actor",    _GITHUB, "Actor: who set the workflow off", _PERSONAL),
        Claim("workflow", _GITHUB, "Workflow: its name"),
        Claim("enterprise", _GITHUB, "Enterprise: that the repository's organization belongs to"),
    ),
    *_rows(("project_path", "pipeline_source", "ci_config_ref_uri"),
        Claim("ref", _GITLAB, "Reference: the branch or tag that the job runs on"),
        Claim("environment", _GITLAB, "Environment: that the job deploys to"),
        Claim("sha",         _GITLAB, "Commit: that the job runs on"),
        Claim("project_id",  _GITLAB, "Project ID: where the job runs"),
        Claim("user_id",     _GITLAB, "User ID: of the person who set the job off"),
    ),
    *_rows(("response_type", "redirect_uri"),
        Claim("state", "RFC 9101 section 4", "State: what the client remembers the request by"),
    ),
    *_rows(("code", "error_description"),
        Claim("state", _JARM, "State: what the client remembers the request by; compare it"),
    ),
    *_rows(("state",),
        Claim("code",              _JARM, "Authorization code: to be exchanged once; a secret"),
        Claim("error",             _JARM, "Error: why the authorization server refused"),
        Claim("error_description", _JARM, "Error description: for developers, not to be shown to people"),
    ),
    *_rows(("token_type", "client_id", "scope"),
        Claim("active", "RFC 7662 section 2.2", "Active: whether the authorization server still accepts the token"),
    ),
    *_rows(("tokenName", "auditTrackingId"),
        Claim("realm", "PingAM", "Realm: that the person or client is in"),
    ),
    *_rows(("drn", "dct"),
        Claim("tenants", "Descope", "Tenants: of the person, each with roles and permissions there"),
    ),
    *_rows(("scp",),
        Claim("ext", "Ory", "Extensions: what the login application added to the session"),
    ),
    *_rows(("payload",),
        Claim("origins", "Google Wallet", "Origins: web sites that may show the button for saving passes"),
    ),
    *_rows(("notificationType",),
        Claim("data",    _NOTICE, "Data: about the application, with the purchase as a JWS"),
        Claim("summary", _NOTICE, "Summary: of a change that was made for many subscribers"),
        Claim("subtype", _NOTICE, "Subtype: what happened, more closely"),
        Claim("version", _NOTICE, "Version: of the form of the notification"),
    ),
    *_rows(("transactionId", "originalTransactionId", "bundleId"),
        Claim("type",       _APP_STORE, "Type: a subscription, or something that is used up or kept"),
        Claim("quantity",   _APP_STORE, "Quantity: how many were bought"),
        Claim("price",      _APP_STORE, "Price: in thousandths of the currency"),
        Claim("currency",   _APP_STORE, "Currency: of the price, as three letters"),
        Claim("storefront", _APP_STORE, "Storefront: the country of the shop, as three letters"),
        Claim("environment", _APP_STORE, "Environment: Sandbox or Production; in Sandbox nobody pays"),
    ),
    *_rows(("credentialSubject", "verifiableCredential", "@context"),
        Claim("type",        _CREDENTIALS, "Type: what kind of credential this is"),
        Claim("issuer",      _CREDENTIALS, "Issuer: who states what the credential says"),
        Claim("holder",      _CREDENTIALS, "Holder: who shows the credentials"),
        Claim("name",        _CREDENTIALS, "Name: of the credential, as people are shown it"),
        Claim("description", _CREDENTIALS, "Description: of the credential, as people are shown it"),
        Claim("id",          _CREDENTIALS, "ID: names the credential"),
    ),
    *_rows(("fva", "org_role"),
        Claim("azp", _CLERK, "Authorized party: the origin of the page; check it against your own"),
        Claim("o",   _CLERK, "Organization: that the person acts in, with the person's role there"),
        Claim("v",   _CLERK, "Version: of the form of the session token"),
        Claim("sts", _CLERK, "Session status: active, or pending while the person has something left to do"),
        Claim("pla", _CLERK, "Plan: of the person (u:) or organization (o:)"),
        Claim("fea", _CLERK, "Features: of the person's (u:) or organization's (o:) plan"),
    ),
    *_rows(("identity_nonce",),
        Claim("type",        _CLOUDFLARE, "Type: app for one application, org for the session at the team"),
        Claim("country",     _CLOUDFLARE, "Country: where the person logged in from", _PERSONAL),
        Claim("common_name", _CLOUDFLARE, "Common name: of the service token or client certificate"),
        Claim("custom",      _CLOUDFLARE, "Custom claims: passed on from the identity provider", _PERSONAL),
    ),
    *_rows(("pipeline_slug", "build_number", "agent_id"),
        Claim("organization_id", "Buildkite", "Organization ID: all of Buildkite has one issuer, so check this"),
    ),
    *_rows(("prj_id", "def_id"),
        Claim("org_id", "Microsoft Azure DevOps", "Organization ID: that the pipeline belongs to"),
    ),
    *_rows(("firebase",),
        Claim("user_id", "Firebase", "User ID: of the person, the same as sub"),
    ),
    *_rows(("sans",),
        Claim("sha", "smallstep", "Root fingerprint: of the authority's root certificate"),
    ),
    *_rows(("owner_id",),
        Claim("project_id",  _VERCEL, "Project ID: stays the same when it is renamed"),
        Claim("project",     _VERCEL, "Project: its name"),
        Claim("owner",       _VERCEL, "Owner: the name of the team or person"),
        Claim("environment", _VERCEL, "Environment: production, preview or development"),
        Claim("plan",        _VERCEL, "Plan: that the team pays for"),
    ),
    *_rows(("machine_version",),
        Claim("machine_id",   _FLY, "Machine ID: the machine that asked for the token"),
        Claim("machine_name", _FLY, "Machine name: the machine that asked for the token"),
        Claim("org_id",       _FLY, "Organization ID: whose machine it is"),
        Claim("org_name",     _FLY, "Organization name: whose machine it is"),
        Claim("app_id",       _FLY, "Application ID: what the machine runs"),
        Claim("app_name",     _FLY, "Application name: what the machine runs"),
        Claim("image",        _FLY, "Image: that the machine runs, with its tag"),
        Claim("image_digest", _FLY, "Image digest: of the image that the machine runs"),
        Claim("region",       _FLY, "Region: where the machine is, as three letters"),
    ),
    *_rows(("iam_id", "realmid"),
        Claim("account",    _IBM, "Account: that the token is for"),
        Claim("identifier", _IBM, "Identifier: of the person or service, without its realm"),
        Claim("id",         _IBM, "ID: of the person or service, as in iam_id"),
    ),
    *_rows(("qsh",),
        Claim("context", "Atlassian Connect", "Context: person and page that the request comes from", _PERSONAL),
    ),
    *_rows(("token_use", "origin_jti"),
        Claim("version", "Amazon Cognito", "Version: of the form of the token"),
    ),
    *_rows(("clientID",),
        Claim("created_at", "Auth0", "Created at: when the account was made"),
    ),
    *_rows(("origins",),
        Claim("payload", "Google Wallet", "Payload: the passes that shall be saved"),
    ),
    *_rows(("receiptType", "deviceVerification"),
        Claim("environment", "Apple App Store", "Environment: Sandbox or Production; in Sandbox nobody pays"),
        Claim("requestDate", "Apple App Store", "Request date: when the application asked for it"),
    ),
    *_rows((),
        Claim("access",    "CNCF Distribution", "Access: what may be done with which repositories of the registry"),
        Claim("grants",    "Twilio", "Grants: what the bearer may do, product by product"),
        Claim("video",     "LiveKit", "Video grant: what the participant may do in which room"),
        Claim("user_id",   "PayPal", "User ID: of the person, as an address"),
        Claim("namespace", "HashiCorp Vault", "Namespace: of Vault, that the person or program is in"),
        Claim("app",       "Atlassian Forge", "Application: its ID, version, environment and installation"),
        Claim("context",   "Atlassian Forge", "Context: where in the product the call comes from"),
        Claim("principal", "Atlassian Forge", "Principal: the account that the call is made for"),
        Claim("dest",      "Shopify", "Destination: the domain of the shop; it must be that of iss"),
        Claim("sig",       "Shopify", "Signature: of Shopify's own, not to be checked"),
        Claim("env",       "PingOne", "Environment ID: that the person or application is in"),
        Claim("org",       "PingOne", "Organization ID: that the environment belongs to"),
        Claim("company",       "OneLogin", "Company: of the person"),
        Claim("department",    "OneLogin", "Department: of the person"),
        Claim("custom_fields", "OneLogin", "Custom fields: which the account's administrators added", _PERSONAL),
    ),
    *_rows(("video", "roomConfig"),
        Claim("metadata",   "LiveKit", "Metadata: of the participant, for the others to see"),
        Claim("attributes", "LiveKit", "Attributes: of the participant, for the others to see"),
        Claim("kind",       "LiveKit", "Kind: of the participant, such as standard, agent or sip"),
        Claim("sha256",     "LiveKit", "Body hash: of the webhook that the token came with"),
    ),
    *_rows(("roomConfig", "sip"),
        Claim("video", "LiveKit", "Video grant: what the participant may do in which room"),
    ),
    *_rows(("sdkKey", "mn"),
        Claim("role", "Zoom", "Role: 1 host, 0 participant"),
    ),
    *_rows(("opaque_user_id", "pubsub_perms"),
        Claim("role",    _TWITCH, "Role: broadcaster, moderator, viewer, or external for the extension's server"),
        Claim("user_id", _TWITCH, "User ID: of the viewer in Twitch, if it was shared"),
    ),
    *_rows(("zid", "rev_sig"),
        Claim("cid",         _SAP, "Client ID: the application that the token was issued to"),
        Claim("user_id",     _SAP, "User ID: of the person"),
        Claim("origin",      _SAP, "Origin: the identity provider that the person logged in with"),
        Claim("authorities", _SAP, "Authorities: what the client itself may do"),
        Claim("ias_iss",     _SAP, "Identity issuer: of the SAP identity service where the person logged in"),
    ),
    *_rows(("created_time", "expires_time", "body"),
        Claim("from", _DIDCOMM, "From: the sender's DID", _PERSONAL),
        Claim("to",   _DIDCOMM, "To: the recipients' DIDs", _PERSONAL),
        Claim("id",   _DIDCOMM, "ID: names the message"),
        Claim("typ",  _DIDCOMM, "Type: the media type of the message"),
        Claim("type", _DIDCOMM, "Message type: which protocol and message it is, as a URI"),
        Claim("thid", _DIDCOMM, "Thread ID: the conversation that the message belongs to"),
        Claim("pthid", _DIDCOMM, "Parent thread ID: the conversation that this one came from"),
        Claim("attachments", _DIDCOMM, "Attachments: to the message"),
    ),
    *_rows(("from", "created_time"),
        Claim("body", _DIDCOMM, "Body: what the message says", _PERSONAL),
    ),
    *_rows(("applicationId", "authenticationType"),
        Claim("tid",   _FUSION, "Tenant ID: that the person belongs to"),
        Claim("roles", _FUSION, "Roles: of the person in the application"),
    ),
)
# fmt: on


def _by_name() -> Mapping[str, tuple[SharedName, ...]]:
    return MappingProxyType(
        {row.claim.name: tuple(one for one in _ROWS if one.claim.name == row.claim.name) for row in _ROWS}
    )


SHARED_NAMES: Final[Mapping[str, tuple[SharedName, ...]]] = _by_name()
# Those that the claims beside them always tell: an issuer alone never does.
TOLD_BY_COMPANY: Final = frozenset(name for name, rows in SHARED_NAMES.items() if all(row.beside for row in rows))


def shared_name(name: str, claims: Mapping[str, object]) -> Claim | None:
    """The meaning of a name by the claims that it stands among; None where nothing tells whose it is."""
    return by_company(name, claims) or _by_issuer(name, claims.get("iss"))


def by_company(name: str, claims: Mapping[str, object]) -> Claim | None:
    """The meaning of a name by the names beside it alone, whoever the issuer is."""
    rows = SHARED_NAMES.get(name, ())
    return next((row.claim for row in rows if any(other in claims for other in row.beside)), None)


def _by_issuer(name: str, iss: object) -> Claim | None:
    rows = SHARED_NAMES.get(name, ())
    found = issuer_of(iss) if rows and isinstance(iss, str) else None
    source = found[0].source if found else None
    return next((row.claim for row in rows if source and row.claim.reference.startswith(source)), None)
