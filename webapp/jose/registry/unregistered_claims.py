"""Claims that IANA does not list, of drafts and vendors. Their reference is the draft or the vendor's name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.app_store_claims import APP_STORE_CLAIMS
from webapp.jose.registry.build_claims import BUILD_CLAIMS
from webapp.jose.registry.claims import Claim
from webapp.jose.registry.credential_claims import CREDENTIAL_CLAIMS
from webapp.jose.registry.service_claims import SERVICE_CLAIMS
from webapp.jose.registry.vendor_claims import VENDOR_CLAIMS

_PERSONAL: Final = True
_DOTNET: Final = "Microsoft .NET"
_REQUEST: Final = "RFC 9101 section 4"
_REGISTRATION: Final = "RFC 7591 section 2"
_INTROSPECTION: Final = "RFC 7662 section 2.2"
_FAPI: Final = "Financial-grade API Security Profile 1.0 part 2"
_ENTRA: Final = "Microsoft Entra ID"
_ENTRA_OKTA: Final = "Microsoft Entra ID; Okta"
_KEYCLOAK: Final = "Keycloak"
_COGNITO: Final = "Amazon Cognito"
_AUTH0: Final = "Auth0"
_OKTA: Final = "Okta"
_GOOGLE: Final = "Google"
_FIREBASE: Final = "Firebase"
_KUBERNETES: Final = "Kubernetes"
_SUPABASE: Final = "Supabase"

# fmt: off
_ROWS: Final = (
    #     name, reference, description
    # .NET and AD FS: long names of everyday claims
    Claim("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", _DOTNET,
          "Name identifier: what sub is called in .NET"),
    Claim("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",           _DOTNET,
          "Name: a readable name of the subject", _PERSONAL),
    Claim("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",   _DOTNET,
          "E-mail address: of the person", _PERSONAL),
    Claim("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",      _DOTNET,
          "Given name: of the person", _PERSONAL),
    Claim("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",        _DOTNET,
          "Surname: of the person", _PERSONAL),
    Claim("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",            _DOTNET,
          "User principal name: the login name", _PERSONAL),
    Claim("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/streetaddress", _DOTNET,
          "Street address: of the person", _PERSONAL),
    Claim("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/country", _DOTNET,
          "Country: of the person", _PERSONAL),
    Claim("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/homephone", _DOTNET,
          "Home telephone: of the person", _PERSONAL),
    Claim("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/mobilephone", _DOTNET,
          "Mobile telephone: of the person", _PERSONAL),
    Claim("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/dateofbirth", _DOTNET,
          "Date of birth: of the person", _PERSONAL),
    Claim("http://schemas.microsoft.com/ws/2008/06/identity/claims/role",         _DOTNET,
          "Role: what roles is called in .NET"),
    Claim("http://schemas.microsoft.com/ws/2008/06/identity/claims/groups",       _DOTNET,
          "Groups: what groups is called in .NET"),
    # Request objects: parameters of an authorization request
    Claim("response_type",         _REQUEST,
          "Response type: what the client wants back, such as a code"),
    Claim("response_mode",         _REQUEST,
          "Response mode: how the answer gets back to the client"),
    Claim("redirect_uri",          _REQUEST,
          "Redirect URI: where the browser is sent with the answer"),
    Claim("code_challenge",        _REQUEST,
          "Code challenge: proves later that the same client redeems the code (PKCE)"),
    Claim("code_challenge_method", _REQUEST,
          "Code challenge method: how the challenge was made; S256 is the safe one"),
    Claim("prompt",                _REQUEST,
          "Prompt: whether the person must log in or consent again"),
    Claim("max_age",               _REQUEST,
          "Maximum age: how many seconds old the login may be"),
    Claim("login_hint",            _REQUEST,
          "Login hint: who is expected to log in", _PERSONAL),
    Claim("acr_values",            _REQUEST,
          "Authentication context values: how strong the login should be"),
    Claim("claims",                _REQUEST,
          "Claims request: which claims the client wants"),
    # Registration of clients
    Claim("software_id",      _REGISTRATION, "Software ID: names the client software, whatever its installation"),
    Claim("software_version", _REGISTRATION, "Software version: of the client"),
    Claim("client_name",      _REGISTRATION, "Client name: as people are shown it"),
    Claim("client_uri",       _REGISTRATION, "Client URI: a page about the client"),
    Claim("redirect_uris",    _REGISTRATION, "Redirect URIs: where browsers may be sent back to"),
    # Introspection
    Claim("token_type", _INTROSPECTION, "Token type: how the token is used, such as Bearer or DPoP"),
    Claim("username",   _INTROSPECTION, "Username: a readable name of the person", _PERSONAL),
    # Financial-grade API
    Claim("s_hash", _FAPI, "State hash: binds the state of the request to this ID Token"),
    # Microsoft Entra ID
    Claim("oid",                      _ENTRA,
          "Object ID: the user or service in the directory, the same for all applications"),
    Claim("tid",                      _ENTRA,
          "Tenant ID: the directory that the account belongs to"),
    Claim("upn",                      _ENTRA,
          "User principal name: the login name; it can change", _PERSONAL),
    Claim("unique_name",              _ENTRA,
          "Unique name: a readable name of the subject, not unique in spite of its name", _PERSONAL),
    Claim("appid",                    _ENTRA,
          "Application ID: the client that uses the token (version 1.0 tokens)"),
    Claim("appidacr",                 _ENTRA,
          "Client authentication: 0 public client, 1 client secret, 2 certificate (version 1.0)"),
    Claim("azpacr",                   _ENTRA,
          "Client authentication: 0 public client, 1 client secret, 2 certificate (version 2.0)"),
    Claim("app_displayname",          _ENTRA,
          "Application name: of the client"),
    Claim("idp",                      _ENTRA,
          "Identity provider: where the person logged in, if not in this tenant"),
    Claim("idtyp",                    _ENTRA,
          "Identity type: user, or app when no person is involved"),
    Claim("ipaddr",                   _ENTRA,
          "IP address: where the person logged in from", _PERSONAL),
    Claim("onprem_sid",               _ENTRA,
          "On-premises security ID: the account in the local Active Directory"),
    Claim("puid",                     _ENTRA,
          "Passport unique ID: an older identifier of the account"),
    Claim("wids",                     _ENTRA,
          "Directory roles: role template IDs that the person has"),
    Claim("hasgroups",                _ENTRA,
          "Has groups: the person is in groups, too many to be listed"),
    Claim("aio",                      _ENTRA,
          "Internal: for Entra alone; not to be used"),
    Claim("rh",                       _ENTRA,
          "Internal: for Entra alone; not to be used"),
    Claim("uti",                      _ENTRA,
          "Token identifier: the same as jti, for Entra's logs"),
    Claim("acct",                     _ENTRA,
          "Account status: 0 member of the tenant, 1 guest"),
    Claim("acrs",                     _ENTRA,
          "Authentication contexts: which step-up rules the login met"),
    Claim("platf",                    _ENTRA,
          "Platform: of the person's device, as a number"),
    Claim("deviceid",                 _ENTRA,
          "Device ID: of the person's registered device"),
    Claim("pwd_exp",                  _ENTRA,
          "Password expiry: when or in how many seconds the password expires"),
    Claim("pwd_url",                  _ENTRA,
          "Password URL: where to change the password"),
    Claim("tenant_region_scope",      _ENTRA,
          "Tenant region: where the tenant is kept"),
    Claim("verified_primary_email",   _ENTRA,
          "Verified e-mail: the primary addresses of the account", _PERSONAL),
    Claim("verified_secondary_email", _ENTRA,
          "Verified e-mail: the other addresses of the account", _PERSONAL),
    Claim("xms_tcdt",                 _ENTRA,
          "Tenant creation time: when the tenant was made"),
    Claim("xms_mirid",                _ENTRA,
          "Managed identity: the Azure resource that the token was issued to"),
    Claim("xms_cc",                   _ENTRA,
          "Client capabilities: cp1 means that the client understands claims challenges"),
    Claim("xms_edov",                 _ENTRA,
          "E-mail domain owner verified: whether the owner of the domain was checked"),
    Claim("xms_pl",                   _ENTRA,
          "Preferred language: of the person"),
    Claim("xms_tpl",                  _ENTRA,
          "Tenant language: of the tenant"),
    Claim("xms_ftd",                  _ENTRA,
          "Internal: for Entra alone; not to be used"),
    Claim("xms_idrel",                _ENTRA,
          "Identity relation: how the account relates to the tenant"),
    Claim("xms_st",                   _ENTRA,
          "Subject: the ID Token's sub, for services that act for the person"),
    Claim("xms_az_rid",               _ENTRA,
          "Azure resource: that the token is for"),
    Claim("scp", _ENTRA_OKTA, "Scopes: what the client may do on behalf of the person"),
    Claim("ver", _ENTRA_OKTA, "Version: of the form of the token"),
    # Keycloak
    Claim("typ",             _KEYCLOAK, "Token type: Bearer, ID, Refresh, Offline or Logout, told inside the claims"),
    Claim("realm_access",    _KEYCLOAK, "Realm access: the person's roles in the whole realm"),
    Claim("resource_access", _KEYCLOAK, "Resource access: the person's roles, by client"),
    Claim("session_state",   _KEYCLOAK, "Session state: the login session, the same as sid"),
    Claim("allowed-origins", _KEYCLOAK, "Allowed origins: web sites that may call with this token (CORS)"),
    Claim("authorization",   _KEYCLOAK, "Authorization: permissions that a resource server granted"),
    # Amazon Cognito
    Claim("token_use",              _COGNITO,
          "Token use: id or access, which of the two tokens this is"),
    Claim("cognito:username",       _COGNITO,
          "Username: in the user pool", _PERSONAL),
    Claim("cognito:groups",         _COGNITO,
          "Groups: of the user pool that the person is in"),
    Claim("cognito:roles",          _COGNITO,
          "Roles: AWS roles of the person's groups"),
    Claim("cognito:preferred_role", _COGNITO,
          "Preferred role: the AWS role of the group that comes first"),
    Claim("event_id",               _COGNITO,
          "Event ID: joins the tokens of one login"),
    Claim("origin_jti",             _COGNITO,
          "Origin token ID: the refresh token that this came from"),
    Claim("device_key",             _COGNITO,
          "Device key: the remembered device"),
    Claim("identities",             _COGNITO,
          "Identities: the outside accounts that the person logged in with", _PERSONAL),
    # Auth0
    Claim("permissions", _AUTH0, "Permissions: what the person may do with this API"),
    Claim("gty",         _AUTH0, "Grant type: how the client got the token"),
    Claim("org_id",      f"{_AUTH0}; Clerk; WorkOS",
          "Organization ID: the organization that the person logged in to"),
    Claim("org_name",    _AUTH0, "Organization name: the organization that the person logged in to"),
    # Okta
    Claim("cid", _OKTA, "Client ID: the client that the token was issued to"),
    Claim("uid", f"{_OKTA}; authentik", "User ID: of the person"),
    # Google
    Claim("hd",     _GOOGLE,
          "Hosted domain: the company's domain of the Google account; check it to admit one company"),
    Claim("google", _GOOGLE,
          "Google: what the platform adds about the machine or project"),
    # Firebase
    Claim("firebase",    _FIREBASE,
          "Firebase: how the person logged in, the linked accounts and the tenant", _PERSONAL),
    Claim("provider_id", _FIREBASE,
          "Provider ID: anonymous when nobody logged in"),
    # Kubernetes
    Claim("kubernetes.io",                                     _KUBERNETES,
          "Kubernetes: namespace, pod and service account that the token is for"),
    Claim("kubernetes.io/serviceaccount/namespace",            _KUBERNETES,
          "Namespace: of the service account"),
    Claim("kubernetes.io/serviceaccount/secret.name",          _KUBERNETES,
          "Secret name: the Secret that holds this lasting token"),
    Claim("kubernetes.io/serviceaccount/service-account.name", _KUBERNETES,
          "Service account name: who this token is for"),
    Claim("kubernetes.io/serviceaccount/service-account.uid",  _KUBERNETES,
          "Service account UID: who this token is for"),
    # Supabase
    Claim("role",          _SUPABASE,
          "Role: what the bearer may do, in the issuer's words; Supabase: anon, authenticated or service_role"),
    Claim("aal",           _SUPABASE,
          "Authenticator assurance level: aal1 one factor, aal2 a second one too"),
    Claim("session_id",    _SUPABASE,
          "Session ID: the login session"),
    Claim("is_anonymous",  _SUPABASE,
          "Anonymous: whether the person has no account yet"),
    Claim("app_metadata",  _SUPABASE,
          "Application metadata: set by the application, not by the person"),
    Claim("user_metadata", _SUPABASE,
          "User metadata: the person can change it, so it decides nothing", _PERSONAL),
    Claim("phone",         _SUPABASE,
          "Phone number: of the person", _PERSONAL),
)
# fmt: on

UNREGISTERED_CLAIMS: Final[Mapping[str, Claim]] = MappingProxyType(
    {
        row.name: row
        for row in (*_ROWS, *VENDOR_CLAIMS, *SERVICE_CLAIMS, *APP_STORE_CLAIMS, *BUILD_CLAIMS, *CREDENTIAL_CLAIMS)
    }
)
# Claims that customers name themselves, behind a beginning of the vendor's.
NAMED_BY_CUSTOMERS: Final = (
    Claim("custom:", _COGNITO, "Custom attribute: of the user pool, named by whoever runs it", _PERSONAL),
    Claim("extension_", _ENTRA, "Extension attribute: of the directory, named by whoever runs it", _PERSONAL),
    Claim("extn.", _ENTRA, "Extension attribute: of the directory, named by whoever runs it", _PERSONAL),
    Claim("repo_property_", "GitHub Actions", "Repository property: of the repository, named by its organization"),
    Claim("agent_tag:", "Buildkite", "Agent tag: of what runs the job, named by whoever runs it"),
    Claim("urn:zitadel:iam:org:project:", "Zitadel", "Project roles: of the person, in the project of this ID"),
    Claim("https://slack.com/user_image_", "Slack", "User image: the address of a picture of the person", _PERSONAL),
    Claim("https://slack.com/team_image_", "Slack", "Team image: the address of a picture of the workspace"),
)


def unregistered_claim(name: str) -> Claim | None:
    """The row of a claim that IANA does not list; for one that a customer named, that of its beginning."""
    own = (row for row in NAMED_BY_CUSTOMERS if name.startswith(row.name))
    return UNREGISTERED_CLAIMS.get(name) or next(own, None)
