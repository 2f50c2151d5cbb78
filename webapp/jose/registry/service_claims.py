"""Claims of logins that are rented, of services and of platforms. Their reference is the vendor's name."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.claims import Claim

_PERSONAL: Final = True
_STYTCH: Final = "Stytch"
_DESCOPE: Final = "Descope"
_KINDE: Final = "Kinde"
_LOGTO: Final = "Logto"
_AUTHELIA: Final = "Authelia"
_PING: Final = "PingAM"
_SAP: Final = "SAP BTP"
_TWITCH: Final = "Twitch extensions"
_LIVEKIT: Final = "LiveKit"
_ZOOM: Final = "Zoom"
_VIDEO: Final = "Zoom Video SDK"
_BACKSTAGE: Final = "Backstage"
_CENTER: Final = "AWS IAM Identity Center"
_FLY: Final = "Fly.io"
_PULUMI: Final = "Pulumi"
_IBM: Final = "IBM Cloud"
_INTEGRITY: Final = "Google Play Integrity"
_SAFETYNET: Final = "Google SafetyNet"

# fmt: off
SERVICE_CLAIMS: Final = (
    #     name, reference, description
    # Rented logins
    Claim("feature_flags", f"WorkOS; {_KINDE}", "Feature flags: features that are switched on for the person"),
    Claim("https://stytch.com/session",      _STYTCH, "Session: of the login, with how the person logged in"),
    Claim("https://stytch.com/organization", _STYTCH, "Organization: that the person is logged in to"),
    Claim("drn",     _DESCOPE, "Descope resource name: which token it is, DS for the session, DSR for refreshing"),
    Claim("dct",     _DESCOPE, "Current tenant: that the person acts in"),
    Claim("rexp",    _DESCOPE, "Refresh expiry: when the refresh token ends, as a date"),
    Claim("org_code",  _KINDE, "Organization code: the organization that the person logged in to"),
    Claim("org_codes", _KINDE, "Organization codes: all organizations of the person"),
    Claim("organizations",      _LOGTO, "Organizations: IDs of those that the person is a member of"),
    Claim("organization_id",    _LOGTO, "Organization ID: that the token is for"),
    Claim("organization_roles", _LOGTO, "Organization roles: of the person, each as organization ID and role"),
    Claim("organization_data",  _LOGTO, "Organization data: ID, name and description of the person's organizations"),
    Claim("custom_data",        _LOGTO, "Custom data: what the application keeps about the person", _PERSONAL),
    Claim("ak_proxy", "authentik", "Proxy: what authentik's proxy passes on about the person", _PERSONAL),
    Claim("federated_claims", "Dex", "Federated claims: the person's identifier at the provider behind Dex", _PERSONAL),
    Claim("rat",        _AUTHELIA, "Requested at: when the client asked for the token"),
    Claim("alt_emails", _AUTHELIA, "Other e-mail addresses: of the person", _PERSONAL),
    Claim("pi.sri",     "PingFederate", "Session reference: of the login, to end it later"),
    Claim("tokenName",       _PING, "Token name: id_token, access_token or refresh_token"),
    Claim("auditTrackingId", _PING, "Audit tracking ID: finds the token in the server's logs"),
    Claim("authGrantId",     _PING, "Authorization grant ID: joins the tokens of one grant"),
    Claim("subname",         _PING, "Subject name: the person's identifier, without a prefix"),
    Claim("auth_level",      _PING, "Authentication level: how strong the login was, as a number"),
    Claim("cts",             _PING, "Core token store: what kind of token the server keeps"),
    # SAP and Cloud Foundry
    Claim("zid",                _SAP, "Zone ID: the tenant"),
    Claim("grant_type",         f"{_SAP}; {_PING}; {_IBM}", "Grant type: how the client got the token"),
    Claim("rev_sig",            _SAP, "Revocation signature: changes with the password, which ends the token"),
    Claim("az_attr",            _SAP, "Authorization attributes: added for the client"),
    Claim("ext_attr",           _SAP, "Extension attributes: how the service was set up"),
    Claim("xs.user.attributes", _SAP, "User attributes: that the application's roles refer to", _PERSONAL),
    Claim("xs.system.attributes", _SAP, "System attributes: role collections and groups of the person"),
    Claim("user_name",          _SAP, "Username: of the person", _PERSONAL),
    Claim("user_uuid",          _SAP, "User UUID: of the person in the identity provider"),
    Claim("scim_id",            _SAP, "SCIM ID: of the person in the identity provider"),
    # AWS
    Claim("https://sts.amazonaws.com/", "AWS STS", "AWS: account, organization and session that asked for it"),
    Claim("aws:identity_store_id",  _CENTER, "Identity store ID: the directory that the person is in"),
    Claim("aws:identity_store_arn", _CENTER, "Identity store ARN: the directory that the person is in"),
    Claim("aws:instance_account",   _CENTER, "Instance account: the AWS account of the Identity Center"),
    Claim("aws:credential_id",      _CENTER, "Credential ID: names the login, for the logs"),
    Claim("sts:identity_context",   _CENTER, "Identity context: passed on, tells AWS who the person is"),
    Claim("sts:audit_context",      _CENTER, "Audit context: passed on, tells AWS's logs who the person is"),
    # Video, voice and chat
    Claim("sip",             _LIVEKIT, "SIP grant: what may be done with telephone calls"),
    Claim("roomConfig",      _LIVEKIT, "Room configuration: used when the room is made by joining it"),
    Claim("sdkKey",          _ZOOM, "SDK key: names the application; what appKey says too"),
    Claim("appKey",          _ZOOM, "Application key: names the application"),
    Claim("mn",              _ZOOM, "Meeting number: the meeting or webinar to be joined"),
    Claim("tokenExp",        _ZOOM, "Token expiry: when the login with it ends"),
    Claim("app_key",         _VIDEO, "Application key: names the application"),
    Claim("tpc",             _VIDEO, "Topic: the name of the session to be joined"),
    Claim("role_type",       _VIDEO, "Role type: 1 host or co-host, 0 participant"),
    Claim("user_identity",   _VIDEO, "User identity: what the application calls the person", _PERSONAL),
    Claim("session_key",     _VIDEO, "Session key: tells sessions of the same topic apart"),
    Claim("opaque_user_id",  _TWITCH, "Opaque user ID: of the viewer; U and digits if logged in, else A"),
    Claim("channel_id",      _TWITCH, "Channel ID: the channel that the extension runs on"),
    Claim("pubsub_perms",    _TWITCH, "PubSub permissions: where messages may be sent and listened for"),
    Claim("is_unlinked",     _TWITCH, "Unlinked: whether the viewer keeps the own identity from the extension"),
    # Platforms
    Claim("qsh",      "Atlassian Connect", "Query string hash: binds the token to one HTTP request"),
    Claim("owner_id", "Vercel", "Owner ID: the team or person that the project belongs to; check it"),
    Claim("ent",      _BACKSTAGE, "Entities: that the person owns things as, such as groups"),
    Claim("uip",      _BACKSTAGE, "User identity proof: a second token with less in it, for plugins"),
    Claim("obo",      _BACKSTAGE, "On behalf of: the user's token that a plugin acts with"),
    Claim("sans",     "smallstep", "Subject alternative names: that the certificate shall have"),
    Claim("nats",     "NATS", "NATS: what the account or user may do"),
    Claim("machine_version", _FLY, "Machine version: of how the machine is set up"),
    Claim("https://pulumi.com/org",            _PULUMI, "Organization: its name, which can change"),
    Claim("https://pulumi.com/org_id",         _PULUMI, "Organization ID: stays the same when it is renamed"),
    Claim("https://pulumi.com/current_env",    _PULUMI, "Current environment: that asks for the token"),
    Claim("https://pulumi.com/current_env_id", _PULUMI, "Current environment ID: of the one that asks for the token"),
    Claim("https://pulumi.com/root_env",       _PULUMI, "Root environment: that was opened"),
    Claim("https://pulumi.com/root_env_id",    _PULUMI, "Root environment ID: of the one that was opened"),
    Claim("https://pulumi.com/actor",          _PULUMI, "Actor: who opened the environment", _PERSONAL),
    Claim("https://pulumi.com/actor_id",       _PULUMI, "Actor ID: of whoever opened the environment"),
    Claim("iam_id",   _IBM, "IAM ID: of the person, service or resource, with its realm"),
    Claim("realmid",  _IBM, "Realm ID: IBMid for persons, iam for services"),
    Claim("sub_type", _IBM, "Subject type: such as ServiceId or CRN"),
    Claim("https://hub.docker.com", "Docker", "Docker Hub: account and session of the person", _PERSONAL),
    # Attestation of Android devices
    Claim("requestDetails",   _INTEGRITY, "Request details: what was asked for; compare it with your request"),
    Claim("appIntegrity",     _INTEGRITY, "Application integrity: whether it is the application as Google Play has it"),
    Claim("deviceIntegrity",  _INTEGRITY, "Device integrity: whether the device passes Google's checks"),
    Claim("accountDetails",   _INTEGRITY, "Account details: whether the account got the application from Google Play"),
    Claim("apkPackageName",             _SAFETYNET, "Package name: of the application that asked"),
    Claim("apkDigestSha256",            _SAFETYNET, "Package digest: of the application that asked"),
    Claim("apkCertificateDigestSha256", _SAFETYNET, "Certificate digests: of whoever signed the application"),
    Claim("ctsProfileMatch", _SAFETYNET, "Profile match: whether the device is of a kind that Google certified"),
    Claim("basicIntegrity",  _SAFETYNET, "Basic integrity: whether the device seems not to be tampered with"),
    Claim("timestampMs",     _SAFETYNET, "Timestamp: when the answer was made"),
    Claim("evaluationType",  _SAFETYNET, "Evaluation type: BASIC, or HARDWARE_BACKED with a chip's help"),
)
# fmt: on
