"""Scopes that many clients ask for, and what they allow: of OpenID Connect, and of vendors."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.claim_values import ValueWord

_CORE: Final = "OpenID Connect Core 1.0 section 5.4"
_GRAPH: Final = "Microsoft Graph"
_ENTRA: Final = "Microsoft Entra ID"
_GOOGLE: Final = "Google"
_COGNITO: Final = "Amazon Cognito"
_KEYCLOAK: Final = "Keycloak"
_GITLAB: Final = "GitLab"
_AUTH: Final = "https://www.googleapis.com/auth/"

# fmt: off
_ROWS: Final = (
    #         scope              reference   meaning
    ValueWord("openid",          "OpenID Connect Core 1.0 section 3.1.2.1", "log in"),
    ValueWord("profile",         _CORE,      "name, picture and the like"),
    ValueWord("email",           _CORE,      "e-mail address"),
    ValueWord("address",         _CORE,      "postal address"),
    ValueWord("phone",           _CORE,      "telephone number"),
    ValueWord("offline_access",  "OpenID Connect Core 1.0 section 11", "refresh tokens"),
    ValueWord("User.Read",       _GRAPH,     "the person's own profile"),
    ValueWord("User.ReadBasic.All", _GRAPH,  "names and addresses of all users"),
    ValueWord("User.Read.All",   _GRAPH,     "profiles of all users"),
    ValueWord("User.ReadWrite.All", _GRAPH,  "change profiles of all users"),
    ValueWord("Directory.Read.All", _GRAPH,  "read the directory"),
    ValueWord("Directory.ReadWrite.All", _GRAPH, "change the directory"),
    ValueWord("Group.Read.All",  _GRAPH,     "read all groups"),
    ValueWord("Mail.Read",       _GRAPH,     "read mail"),
    ValueWord("Mail.ReadWrite",  _GRAPH,     "change mail"),
    ValueWord("Mail.Send",       _GRAPH,     "send mail"),
    ValueWord("Calendars.Read",  _GRAPH,     "read calendars"),
    ValueWord("Calendars.ReadWrite", _GRAPH, "change calendars"),
    ValueWord("Contacts.Read",   _GRAPH,     "read contacts"),
    ValueWord("Files.Read",      _GRAPH,     "read the person's files"),
    ValueWord("Files.ReadWrite", _GRAPH,     "change the person's files"),
    ValueWord("Files.Read.All",  _GRAPH,     "read all files that the person may"),
    ValueWord("Sites.Read.All",  _GRAPH,     "read all sites"),
    ValueWord(".default",        _ENTRA,     "all that was consented to"),
    ValueWord("user_impersonation", _ENTRA,  "act as the person"),
    ValueWord("access_as_user",  _ENTRA,     "act as the person"),
    ValueWord(f"{_AUTH}userinfo.email",   _GOOGLE, "e-mail address"),
    ValueWord(f"{_AUTH}userinfo.profile", _GOOGLE, "name and picture"),
    ValueWord(f"{_AUTH}cloud-platform",   _GOOGLE, "all of Google Cloud"),
    ValueWord(f"{_AUTH}drive",            _GOOGLE, "all files in Drive"),
    ValueWord(f"{_AUTH}drive.readonly",   _GOOGLE, "read all files in Drive"),
    ValueWord(f"{_AUTH}drive.file",       _GOOGLE, "files that the application made or opened"),
    ValueWord(f"{_AUTH}calendar",         _GOOGLE, "calendars"),
    ValueWord(f"{_AUTH}gmail.readonly",   _GOOGLE, "read mail"),
    ValueWord(f"{_AUTH}gmail.send",       _GOOGLE, "send mail"),
    ValueWord("aws.cognito.signin.user.admin", _COGNITO, "read and change one's own account"),
    ValueWord("okta.users.read",          "Okta",  "read users"),
    ValueWord("okta.users.manage",        "Okta",  "change users"),
    ValueWord("okta.groups.read",         "Okta",  "read groups"),
    ValueWord("device_sso",               "Okta",  "one login for several applications of a device"),
    ValueWord("groups",                   "Okta",  "groups"),
    ValueWord("read:current_user",        "Auth0", "the person's own profile"),
    ValueWord("update:current_user_metadata", "Auth0", "change one's own metadata"),
    ValueWord("roles",                    _KEYCLOAK, "roles"),
    ValueWord("web-origins",              _KEYCLOAK, "allowed origins"),
    ValueWord("microprofile-jwt",         _KEYCLOAK, "upn and groups as MicroProfile has them"),
    ValueWord("uma_protection",           _KEYCLOAK, "manage protected resources"),
    ValueWord("read_user",                _GITLAB, "read the person's profile"),
    ValueWord("read_api",                 _GITLAB, "read everything"),
    ValueWord("read_repository",          _GITLAB, "read repositories"),
    ValueWord("write_repository",         _GITLAB, "change repositories"),
)
# fmt: on

SCOPES: Final[Mapping[str, ValueWord]] = MappingProxyType({row.value: row for row in _ROWS})
_GRAPH_ADDRESS: Final = "https://graph.microsoft.com/"
_OWN_API: Final = "api://"
# The names that mean the same in every API of Microsoft Entra ID; any other is what that API says.
_ANYWHERE: Final = (".default", "user_impersonation", "access_as_user")


def scope_of(name: str) -> ValueWord | None:
    """What a scope allows, also behind the address of Microsoft Graph; behind that of an API only what all have."""
    if name.startswith(_OWN_API):
        own = name.rpartition("/")[2]
        return SCOPES.get(own) if own in _ANYWHERE else None
    return SCOPES.get(name.removeprefix(_GRAPH_ADDRESS))
