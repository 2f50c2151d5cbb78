"""Further claims of vendors of identities, clouds and gateways. Their reference is the vendor's name."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.claims import Claim

_PERSONAL: Final = True
_APPLE: Final = "Apple"
_ENTRA: Final = "Microsoft Entra ID"
_B2C: Final = "Microsoft Azure AD B2C"
_ADFS: Final = "Microsoft AD FS"
_KEYCLOAK: Final = "Keycloak"
_COGNITO: Final = "Amazon Cognito"
_AWS: Final = "Amazon Web Services"
_AUTH0: Final = "Auth0"
_GOOGLE: Final = "Google"
_CLOUDFLARE: Final = "Cloudflare Access"
_CLERK: Final = "Clerk"
_ZITADEL: Final = "Zitadel"
_SLACK: Final = "Slack"

# fmt: off
VENDOR_CLAIMS: Final = (
    #     name, reference, description
    # Apple
    Claim("is_private_email", _APPLE, "Private e-mail: whether the address is a relay that hides the real one"),
    Claim("nonce_supported",  _APPLE, "Nonce supported: whether the device carries the nonce"),
    Claim("real_user_status", _APPLE, "Real user status: 2 likely a person, 1 unknown, 0 not supported"),
    Claim("transfer_sub",     _APPLE, "Transfer subject: the person's identifier when an application changes hands"),
    # Microsoft Entra ID: optional claims
    Claim("ctry",            _ENTRA, "Country: of the person", _PERSONAL),
    Claim("fwd",             _ENTRA, "Forwarded address: where a request came from that went through a virtual network",
          _PERSONAL),
    Claim("in_corp",         _ENTRA, "In the corporate network: whether the person logged in from a trusted address"),
    Claim("vnet",            _ENTRA, "Virtual network: that the person logged in from"),
    Claim("tenant_ctry",     _ENTRA, "Tenant country: of the organization"),
    Claim("xms_pdl",         _ENTRA, "Preferred data location: where the person's data are kept"),
    Claim("ztdid",           _ENTRA, "Device identity: of the device in Windows Autopilot"),
    Claim("signin_state",    _ENTRA, "Login state: such as kmsi, stay logged in, or dvc_mngd, a managed device"),
    Claim("home_oid",        _ENTRA, "Home object ID: of a guest in the tenant of origin"),
    Claim("altsecid",        _ENTRA, "Alternative security ID: of an account from another identity provider"),
    Claim("e_exp",           _ENTRA, "Extended expiry: how much longer the token may serve when Entra is down"),
    Claim("enfpolids",       _ENTRA, "Enforced policies: internal; not to be used"),
    Claim("in_tp",           _ENTRA, "Internal: for Entra alone; not to be used"),
    Claim("nca",             _ENTRA, "Internal: for Entra alone; not to be used"),
    Claim("xms_rd",          _ENTRA, "Internal: for Entra alone; not to be used"),
    Claim("xms_act_fct",     _ENTRA, "Actor facets: what kind of account acts, as numbers"),
    Claim("xms_sub_fct",     _ENTRA, "Subject facets: what kind of account it is about, as numbers"),
    Claim("xms_par_app_azp", _ENTRA, "Parent application: that the client was made from"),
    Claim("xms_tnt_fct",     _ENTRA, "Tenant facets: what kind of tenant it is, as numbers"),
    Claim("tenant_region_sub_scope",  _ENTRA, "Tenant sub-region: where the tenant is kept, more closely"),
    Claim("cloud_instance_host_name", _ENTRA, "Cloud: the host of the national cloud that the tenant is in"),
    # Azure AD B2C
    Claim("tfp",                  _B2C, "Trust framework policy: the user flow that the person went through"),
    Claim("trustFrameworkPolicy", _B2C, "Trust framework policy: the user flow that the person went through"),
    Claim("emails",               _B2C, "E-mail addresses: of the person", _PERSONAL),
    Claim("newUser",              _B2C, "New user: whether the account was made in this login"),
    Claim("idp_access_token",     _B2C, "Access token of the identity provider: whoever holds it can act there",
          _PERSONAL),
    Claim("displayName",          _B2C, "Display name: of the person", _PERSONAL),
    Claim("jobTitle",             _B2C, "Job title: of the person", _PERSONAL),
    Claim("streetAddress",        _B2C, "Street address: of the person", _PERSONAL),
    Claim("postalCode",           _B2C, "Postal code: of the person", _PERSONAL),
    Claim("city",                 _B2C, "City: of the person", _PERSONAL),
    Claim("country",              _B2C, "Country: of the person", _PERSONAL),
    # AD FS
    Claim("apptype",        _ADFS, "Application type: Public or Confidential, whether the client can keep a secret"),
    Claim("authmethod",     _ADFS, "Authentication method: how the person logged in"),
    Claim("winaccountname", _ADFS, "Windows account name: of the person", _PERSONAL),
    Claim("primarysid",     _ADFS, "Primary security ID: of the account in Active Directory"),
    # Keycloak
    Claim("clientHost",    _KEYCLOAK, "Client host: that a service account logged in from"),
    Claim("clientAddress", _KEYCLOAK, "Client address: the IP address that a service account logged in from"),
    Claim("clientId",      _KEYCLOAK, "Client ID: of a service account, what later versions call client_id"),
    Claim("organization",  _KEYCLOAK, "Organization: that the person is a member of"),
    Claim("trusted-certs", _KEYCLOAK, "Trusted certificates: that the bearer must show to use the token"),
    # Amazon Cognito and AWS
    Claim("cognito:mfa_enabled", _COGNITO, "Second factor enabled: whether the person has set one up"),
    Claim("https://aws.amazon.com/tags",            _AWS, "Session tags: that the role's session gets"),
    Claim("https://aws.amazon.com/source_identity", _AWS, "Source identity: who is behind the role, for the logs"),
    # Auth0
    Claim("clientID",   _AUTH0, "Client ID: of the application, in tokens of the old form"),
    # Google
    Claim("target_audience", _GOOGLE, "Target audience: whom the ID Token that is asked for shall be for"),
    Claim("gcip",            _GOOGLE, "Identity Platform: the person as the outside identity provider tells of them",
          _PERSONAL),
    # Clerk
    Claim("fva",             _CLERK, "Factor verification age: minutes since the first and second factor; -1 is never"),
    Claim("org_role",        _CLERK, "Organization role: of the person, in tokens of the old form"),
    Claim("org_slug",        _CLERK, "Organization slug: its short name, in tokens of the old form"),
    Claim("org_permissions", _CLERK, "Organization permissions: of the person, in tokens of the old form"),
    # Zitadel
    Claim("urn:zitadel:iam:org:id",                 _ZITADEL, "Organization ID: that the login was for"),
    Claim("urn:zitadel:iam:org:domain:primary",     _ZITADEL, "Organization domain: that the login was for"),
    Claim("urn:zitadel:iam:org:project:roles",      _ZITADEL, "Project roles: of the person, each with who granted it"),
    Claim("urn:zitadel:iam:user:metadata",          _ZITADEL, "Metadata: of the person, each value in base64",
          _PERSONAL),
    Claim("urn:zitadel:iam:user:resourceowner:id",   _ZITADEL, "Resource owner ID: the person's organization"),
    Claim("urn:zitadel:iam:user:resourceowner:name", _ZITADEL, "Resource owner name: the person's organization"),
    Claim("urn:zitadel:iam:user:resourceowner:primary_domain", _ZITADEL,
          "Resource owner domain: the person's organization"),
    # Slack
    Claim("https://slack.com/user_id",     _SLACK, "User ID: of the person in Slack"),
    Claim("https://slack.com/team_id",     _SLACK, "Team ID: the workspace; check it to admit one company"),
    Claim("https://slack.com/team_name",   _SLACK, "Team name: of the workspace"),
    Claim("https://slack.com/team_domain", _SLACK, "Team domain: of the workspace"),
    # FusionAuth and Ory
    Claim("applicationId",      "FusionAuth", "Application ID: that the person logged in to"),
    Claim("authenticationType", "FusionAuth", "Authentication type: how the person logged in"),
    # Cloudflare Access
    Claim("identity_nonce", _CLOUDFLARE, "Identity nonce: with it the application asks for the whole identity"),
)
# fmt: on
