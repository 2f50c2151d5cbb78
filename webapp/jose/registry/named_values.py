"""Values of claims that mean something of their own: words of vendors, and GUIDs that are the same for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.claim_values import ValueWord

_ENTRA: Final = "Microsoft Entra ID"
_COGNITO: Final = "Amazon Cognito"
_KEYCLOAK: Final = "Keycloak"
_SUPABASE: Final = "Supabase"
_AUTH0: Final = "Auth0"
_APPLE: Final = "Apple"
_STORE: Final = "Apple App Store"
_FIRST_PARTY: Final = "Microsoft Entra ID, first-party applications"
_BUILT_IN: Final = "Microsoft Entra ID, built-in roles"
_PKCE: Final = "RFC 7636 section 4.3"

# fmt: off
_CLIENT: Final = (
    ValueWord("0", _ENTRA, "a public client, which proved nothing of itself"),
    ValueWord("1", _ENTRA, "the client showed its secret"),
    ValueWord("2", _ENTRA, "the client showed a certificate"),
)
_WORDS: Final = {
    "azpacr": _CLIENT,
    "appidacr": _CLIENT,
    "acct": (
        ValueWord("0", _ENTRA, "a member of the tenant"),
        ValueWord("1", _ENTRA, "a guest of the tenant"),
    ),
    "idtyp": (
        ValueWord("user", _ENTRA, "a person takes part"),
        ValueWord("app", _ENTRA, "no person: the client acts for itself"),
        ValueWord("device", _ENTRA, "a device"),
    ),
    "xms_cc": (
        ValueWord("cp1", _ENTRA, "the client understands claims challenges"),
    ),
    "signin_state": (
        ValueWord("kmsi", _ENTRA, "stays logged in"),
        ValueWord("inknownntwk", _ENTRA, "from a known network"),
        ValueWord("dvc_mngd", _ENTRA, "on a managed device"),
        ValueWord("dvc_cmp", _ENTRA, "on a device that follows the rules"),
        ValueWord("dvc_dmjd", _ENTRA, "on a device of the domain"),
    ),
    "token_use": (
        ValueWord("id", _COGNITO, "an ID Token: about the person, for the client"),
        ValueWord("access", _COGNITO, "an access token: for an API"),
    ),
    "typ": (
        ValueWord("Bearer", _KEYCLOAK, "an access token, for whoever holds it"),
        ValueWord("DPoP", _KEYCLOAK, "an access token, bound to a key"),
        ValueWord("ID", _KEYCLOAK, "an ID Token: about the person, for the client"),
        ValueWord("Refresh", _KEYCLOAK, "a refresh token: for the server alone"),
        ValueWord("Offline", _KEYCLOAK, "a refresh token that outlives the session"),
        ValueWord("Logout", _KEYCLOAK, "a Logout Token"),
        ValueWord("savetowallet", "Google Wallet", "passes to be saved in Google Wallet"),
    ),
    "role": (
        ValueWord("anon", _SUPABASE, "in Supabase: nobody logged in"),
        ValueWord("authenticated", _SUPABASE, "in Supabase: a person who logged in"),
        ValueWord("service_role", _SUPABASE, "in Supabase: passes by every rule of the database; for servers alone"),
    ),
    "drn": (
        ValueWord("DS", "Descope", "a session token, sent with each request"),
        ValueWord("DSR", "Descope", "a refresh token, for Descope alone"),
    ),
    "role_type": (
        ValueWord("0", "Zoom Video SDK", "a participant"),
        ValueWord("1", "Zoom Video SDK", "the host or a co-host"),
    ),
    "evaluationType": (
        ValueWord("BASIC", "Google SafetyNet", "measured by software"),
        ValueWord("HARDWARE_BACKED", "Google SafetyNet", "the device's chip took part"),
    ),
    "aal": (
        ValueWord("aal1", _SUPABASE, "one factor"),
        ValueWord("aal2", _SUPABASE, "a second factor too"),
    ),
    "gty": (
        ValueWord("client-credentials", _AUTH0, "the client acts for itself, no person takes part"),
        ValueWord("password", _AUTH0, "the client knew the person's password"),
        ValueWord("http://auth0.com/oauth/grant-type/password-realm", _AUTH0, "the client knew the person's password"),
        ValueWord("refresh_token", _AUTH0, "with a refresh token"),
        ValueWord("authorization_code", _AUTH0, "the person logged in at the browser"),
    ),
    "real_user_status": (
        ValueWord("0", _APPLE, "not supported on the device"),
        ValueWord("1", _APPLE, "unknown"),
        ValueWord("2", _APPLE, "likely a person"),
    ),
    **{
        name: tuple(ValueWord(value, _STORE, meaning) for value, meaning in words)
        for name, words in (
            ("inAppOwnershipType", (("PURCHASED", "the account bought it"), ("FAMILY_SHARED", "the family shares it"))),
            ("transactionReason", (("PURCHASE", "somebody bought"), ("RENEWAL", "renewed by itself"))),
            ("offerType", (("1", "introductory offer"), ("2", "promotional offer"), ("3", "offer code"),
                           ("4", "win-back offer"))),
            ("autoRenewStatus", (("0", "will not renew"), ("1", "will renew"))),
            ("expirationIntent", (("1", "the buyer cancelled"), ("2", "payment failed"),
                                  ("3", "the buyer did not agree to a higher price"),
                                  ("4", "the product was no longer there"), ("5", "another reason"))),
            ("priceIncreaseStatus", (("0", "the buyer did not answer yet"), ("1", "the buyer agreed, or was told"))),
            ("revocationReason", (("0", "another reason"), ("1", "a problem with the application"))),
        )
    },
    "code_challenge_method": (
        ValueWord("S256", _PKCE, "the SHA-256 hash of the verifier"),
        ValueWord("plain", _PKCE, "the verifier itself, which protects little"),
    ),
}
_APPLICATIONS: Final = (
    ValueWord("04b07795-8ddb-461a-bbee-02f9e1bf7b46", _FIRST_PARTY, "Azure CLI"),
    ValueWord("1950a258-227b-4e31-a9cf-717495945fc2", _FIRST_PARTY, "Azure PowerShell"),
    ValueWord("de8bc8b5-d9f9-48b1-a8ad-b748da725064", _FIRST_PARTY, "Graph Explorer"),
    ValueWord("14d82eec-204b-4c2f-b7e8-296a70dab67e", _FIRST_PARTY, "Microsoft Graph Command Line Tools"),
    ValueWord("872cd9fa-d31f-45e0-9eab-6e460a02d1f1", _FIRST_PARTY, "Visual Studio"),
    ValueWord("aebc6443-996d-45c2-90f0-388ff96faa56", _FIRST_PARTY, "Visual Studio Code"),
    ValueWord("1fec8e78-bce4-4aaf-ab1b-5451cc387264", _FIRST_PARTY, "Microsoft Teams"),
    ValueWord("d3590ed6-52b3-4102-aeff-aad2292ab01c", _FIRST_PARTY, "Microsoft Office"),
    ValueWord("29d9ed98-a469-4536-ade2-f981bc1d605e", _FIRST_PARTY, "Microsoft Authentication Broker"),
    ValueWord("c44b4083-3bb0-49c1-b47d-974e53cbdf3c", _FIRST_PARTY, "Azure Portal"),
)
_ROLES: Final = (
    ValueWord("62e90394-69f5-4237-9190-012177145e10", _BUILT_IN, "Global Administrator"),
    ValueWord("f2ef992c-3afb-46b9-b7cf-a126ee74c451", _BUILT_IN, "Global Reader"),
    ValueWord("e8611ab8-c189-46e8-94e1-60213ab1f814", _BUILT_IN, "Privileged Role Administrator"),
    ValueWord("7be44c8a-adaf-4e2a-84d6-ab2649e08a13", _BUILT_IN, "Privileged Authentication Administrator"),
    ValueWord("c4e39bd9-1100-46d3-8c65-fb160da0071f", _BUILT_IN, "Authentication Administrator"),
    ValueWord("fe930be7-5e62-47db-91af-98c3a49a38b1", _BUILT_IN, "User Administrator"),
    ValueWord("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", _BUILT_IN, "Application Administrator"),
    ValueWord("158c047a-c907-4556-b7ef-446551a6b5f7", _BUILT_IN, "Cloud Application Administrator"),
    ValueWord("cf1c38e5-3621-4004-a7cb-879624dced7c", _BUILT_IN, "Application Developer"),
    ValueWord("194ae4cb-b126-40b2-bd5b-6091b380977d", _BUILT_IN, "Security Administrator"),
    ValueWord("5d6b6bb7-de71-4623-b4af-96380a352509", _BUILT_IN, "Security Reader"),
    ValueWord("b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", _BUILT_IN, "Conditional Access Administrator"),
    ValueWord("29232cdf-9323-42fd-ade2-1d097af3e4de", _BUILT_IN, "Exchange Administrator"),
    ValueWord("f28a1f50-f6e7-4571-818b-6a12f2af6b6c", _BUILT_IN, "SharePoint Administrator"),
    ValueWord("69091246-20e8-4a56-aa4d-066075b2a7a8", _BUILT_IN, "Teams Administrator"),
    ValueWord("3a2c62db-5318-420d-8d74-23affee5d9d5", _BUILT_IN, "Intune Administrator"),
    ValueWord("729827e3-9c14-49f7-bb1b-9608f156bbb8", _BUILT_IN, "Helpdesk Administrator"),
    ValueWord("fdd7a751-b60b-444a-984c-02652fe8fa1c", _BUILT_IN, "Groups Administrator"),
    ValueWord("b0f54661-2d74-4c50-afa3-1ec803f12efe", _BUILT_IN, "Billing Administrator"),
    ValueWord("88d8e3e3-8f55-4a1e-953a-9b9898b8876b", _BUILT_IN, "Directory Readers"),
    ValueWord("9360feb5-f418-4baa-8175-e2a00bac4301", _BUILT_IN, "Directory Writers"),
    ValueWord("b79fbf4d-3ef9-4689-8143-76b194e85509", _BUILT_IN, "ordinary user"),
    ValueWord("10dae51f-b6af-4016-8d66-8c2a99b929b3", _BUILT_IN, "Guest User"),
)
# fmt: on


def _table(rows: tuple[ValueWord, ...]) -> Mapping[str, ValueWord]:
    return MappingProxyType({row.value: row for row in rows})


# By the name of the claim, what its values mean.
# Those that are lists of such values; all others are one value.
LISTS: Final = frozenset({"wids", "xms_cc", "signin_state"})
NAMED_VALUES: Final[Mapping[str, Mapping[str, ValueWord]]] = MappingProxyType(
    {
        **{name: _table(rows) for name, rows in _WORDS.items()},
        **dict.fromkeys(("appid", "azp"), _table(_APPLICATIONS)),
        "wids": _table(_ROLES),
    }
)
