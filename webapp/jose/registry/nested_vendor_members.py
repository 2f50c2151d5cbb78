"""Members within the claims of vendors. Each stands in its table by its path."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.claims import Claim

_PERSONAL: Final = True
_FIREBASE: Final = "Firebase"
_KEYCLOAK: Final = "Keycloak"
_KUBERNETES: Final = "Kubernetes"
_SUPABASE: Final = "Supabase"
_GOOGLE: Final = "Google"
_COMPUTE: Final = "Google Compute Engine"
_COGNITO: Final = "Amazon Cognito"
_GITLAB: Final = "GitLab CI/CD"
_APP_STORE: Final = "Apple App Store"
_CLERK: Final = "Clerk"
_REGISTRY: Final = "CNCF Distribution"

# fmt: off
VENDOR_MEMBERS: Final = (
    #     path ("*" is any name or index), reference, description
    # Firebase
    Claim("/firebase/identities",               _FIREBASE, "Identities: the accounts that are linked", _PERSONAL),
    Claim("/firebase/identities/*",             _FIREBASE, "Accounts: of the person at this provider", _PERSONAL),
    Claim("/firebase/sign_in_provider",         _FIREBASE, "Login provider: how the person logged in"),
    Claim("/firebase/sign_in_second_factor",    _FIREBASE, "Second factor: that the login used"),
    Claim("/firebase/second_factor_identifier", _FIREBASE, "Second factor ID: which of the enrolled factors"),
    Claim("/firebase/sign_in_attributes",       _FIREBASE, "Login attributes: what the outside provider told",
          _PERSONAL),
    Claim("/firebase/tenant",                   _FIREBASE, "Tenant: of Identity Platform, that the account is in"),
    # Keycloak
    Claim("/realm_access/roles",                 _KEYCLOAK, "Realm roles: the person's roles in the whole realm"),
    Claim("/resource_access/*",                  _KEYCLOAK, "Client: what the person may do there"),
    Claim("/resource_access/*/roles",            _KEYCLOAK, "Client roles: the person's roles at this client"),
    Claim("/authorization/permissions",          _KEYCLOAK, "Permissions: what was granted, by resource"),
    Claim("/authorization/permissions/*/rsid",   _KEYCLOAK, "Resource ID: of the protected resource"),
    Claim("/authorization/permissions/*/rsname", _KEYCLOAK, "Resource name: of the protected resource"),
    Claim("/authorization/permissions/*/scopes", _KEYCLOAK, "Scopes: what may be done with the resource"),
    Claim("/organization/*",                     _KEYCLOAK, "Organization: that the person is a member of"),
    Claim("/organization/*/id",                  _KEYCLOAK, "Organization ID: stays the same when it is renamed"),
    # Kubernetes
    Claim("/kubernetes.io/namespace",           _KUBERNETES, "Namespace: of the service account"),
    Claim("/kubernetes.io/serviceaccount",      _KUBERNETES, "Service account: who the token is for"),
    Claim("/kubernetes.io/serviceaccount/name", _KUBERNETES, "Name: of the service account"),
    Claim("/kubernetes.io/serviceaccount/uid",  _KUBERNETES, "UID: another one when the account is made anew"),
    Claim("/kubernetes.io/pod",                 _KUBERNETES, "Pod: when it is gone, the token is void"),
    Claim("/kubernetes.io/pod/name",            _KUBERNETES, "Name: of the pod"),
    Claim("/kubernetes.io/pod/uid",             _KUBERNETES, "UID: of the pod; another one when it is made anew"),
    Claim("/kubernetes.io/node",                _KUBERNETES, "Node: that the pod runs on, or the token is bound to"),
    Claim("/kubernetes.io/node/name",           _KUBERNETES, "Name: of the node"),
    Claim("/kubernetes.io/node/uid",            _KUBERNETES, "UID: of the node"),
    Claim("/kubernetes.io/secret",              _KUBERNETES, "Secret: when it is gone, the token is void"),
    Claim("/kubernetes.io/secret/name",         _KUBERNETES, "Name: of the Secret"),
    Claim("/kubernetes.io/secret/uid",          _KUBERNETES, "UID: of the Secret"),
    Claim("/kubernetes.io/warnafter",           _KUBERNETES,
          "Warn after: from then on the cluster logs that the pod should have fetched a new token"),
    # Supabase
    Claim("/amr/*/method",                 _SUPABASE, "Method: how the person logged in"),
    Claim("/amr/*/timestamp",              _SUPABASE, "Timestamp: when the person did so"),
    Claim("/amr/*/provider",               _SUPABASE, "Provider: the company login that was used"),
    Claim("/app_metadata/provider",        _SUPABASE, "Provider: that the account was made with"),
    Claim("/app_metadata/providers",       _SUPABASE, "Providers: that the person can log in with"),
    Claim("/user_metadata/email",          _SUPABASE, "E-mail address: as the provider told it", _PERSONAL),
    Claim("/user_metadata/email_verified", _SUPABASE, "E-mail verified: the person can change it"),
    Claim("/user_metadata/phone_verified", _SUPABASE, "Phone verified: the person can change it"),
    Claim("/user_metadata/sub",            _SUPABASE, "Subject: the person's identifier at the provider"),
    # Google
    Claim("/google/compute_engine",                              _COMPUTE, "Compute Engine: the virtual machine"),
    Claim("/google/compute_engine/project_id",                   _COMPUTE, "Project ID: of the virtual machine"),
    Claim("/google/compute_engine/project_number",               _COMPUTE, "Project number: of the virtual machine"),
    Claim("/google/compute_engine/zone",                         _COMPUTE, "Zone: where the virtual machine runs"),
    Claim("/google/compute_engine/instance_id",                  _COMPUTE, "Instance ID: of the virtual machine"),
    Claim("/google/compute_engine/instance_name",                _COMPUTE, "Instance name: a new machine can take it"),
    Claim("/google/compute_engine/instance_creation_timestamp",  _COMPUTE, "Creation time: of the virtual machine"),
    Claim("/google/compute_engine/instance_confidentiality",     _COMPUTE, "Confidential VM: 1 if it is"),
    Claim("/google/compute_engine/license_id",                   _COMPUTE, "Licence IDs: of its images"),
    Claim("/google/access_levels", "Google Identity-Aware Proxy", "Access levels: that the request fulfils"),
    Claim("/google/device_id",     "Google Identity-Aware Proxy", "Device ID: of the person's managed device"),
    # Amazon Cognito
    Claim("/identities/*/userId",       _COGNITO, "User ID: of the person at the outside provider", _PERSONAL),
    Claim("/identities/*/providerName", _COGNITO, "Provider name: as the user pool calls the outside provider"),
    Claim("/identities/*/providerType", _COGNITO, "Provider type: such as Google, SAML or OIDC"),
    Claim("/identities/*/issuer",       _COGNITO, "Issuer: of a SAML provider"),
    Claim("/identities/*/primary",      _COGNITO, "Primary: whether the account came from this provider"),
    Claim("/identities/*/dateCreated",  _COGNITO, "Date created: when the accounts were joined, in milliseconds"),
    # GitLab
    Claim("/user_identities/*/provider",   _GITLAB, "Provider: where the person has that account"),
    Claim("/user_identities/*/extern_uid", _GITLAB, "External user ID: of the person at the provider", _PERSONAL),
    # App Store
    Claim("/data/signedTransactionInfo", _APP_STORE, "Signed transaction: the purchase, a JWS of its own"),
    Claim("/data/signedRenewalInfo",     _APP_STORE, "Signed renewal: how the subscription goes on, a JWS of its own"),
    Claim("/data/bundleId",              _APP_STORE, "Bundle ID: the application that was bought from"),
    Claim("/data/bundleVersion",         _APP_STORE, "Bundle version: of the application"),
    Claim("/data/appAppleId",            _APP_STORE, "Application ID: in the App Store; not there in the sandbox"),
    Claim("/data/status",                _APP_STORE, "Status: of the subscription, 1 active to 5 revoked"),
    Claim("/data/consumptionRequestReason", _APP_STORE, "Consumption request reason: why money is wanted back"),
    *(Claim(f"/summary/{name}", _APP_STORE, text) for name, text in (
        ("requestIdentifier",      "Request ID: of the change that was asked for"),
        ("productId",              "Product ID: whose renewals were put off"),
        ("storefrontCountryCodes", "Storefront country codes: where, as three letters each"),
        ("succeededCount",         "Succeeded count: for how many subscribers it worked"),
        ("failedCount",            "Failed count: for how many subscribers it did not work"),
        ("bundleId",               "Bundle ID: the application that was bought from"),
        ("appAppleId",             "Application ID: in the App Store; not there in the sandbox"),
        ("environment",            "Environment: Sandbox or Production; in Sandbox nobody pays"),
    )),
    Claim("/data/environment",           _APP_STORE, "Environment: Sandbox or Production; in Sandbox nobody pays"),
    # Clerk
    Claim("/o/id",  _CLERK, "Organization ID: that the person acts in"),
    Claim("/o/slg", _CLERK, "Organization slug: its short name"),
    Claim("/o/rol", _CLERK, "Organization role: of the person, without the prefix org:"),
    Claim("/o/per", _CLERK, "Organization permissions: by name; fpm says for which features"),
    Claim("/o/fpm", _CLERK, "Feature-permission map: which permissions apply to which feature, as bits"),
    # Container registries
    Claim("/access/*/type",    _REGISTRY, "Type: of the resource, such as repository"),
    Claim("/access/*/name",    _REGISTRY, "Name: of the repository or other resource"),
    Claim("/access/*/actions", _REGISTRY, "Actions: what may be done, such as pull or push"),
)
# fmt: on
