"""What a view needs besides its form: the settings, the ceilings, the time; and a request that writes no file."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Final, cast

from flask import Flask, Request, current_app

from webapp.jose.limits import Limits
from webapp.services.profiles import Profiles
from webapp.settings import Settings, published

_EXTENSION: Final = "token_debugger"
_PROFILES: Final = "token_debugger.profiles"
# Fields and files of one multipart body. The largest form has about 20.
_FORM_PARTS: Final = 200


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept with the application."""

    settings: Settings
    limits: Limits
    published: frozenset[bytes] = field(repr=False)


class TextRequest(Request):
    """A request whose uploaded files stay in memory: nothing that was pasted may reach a disk."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()


def install(app: Flask, settings: Settings) -> None:
    """Keep the settings with the application, and its ceilings where Werkzeug and the templates look."""
    ceilings = settings.limits()
    app.extensions[_EXTENSION] = _Kept(settings, ceilings, published(settings))
    app.config.update(
        MAX_CONTENT_LENGTH=ceilings.body_size,
        MAX_FORM_MEMORY_SIZE=ceilings.body_size,
        MAX_FORM_PARTS=_FORM_PARTS,
    )
    app.jinja_env.globals["limits"] = ceilings


def keep_profiles(app: Flask, profiles: Profiles) -> None:
    """Keep the profiles with the application, and let templates know their names."""
    app.extensions[_PROFILES] = profiles
    app.jinja_env.globals["profile_names"] = profiles.names


def profiles_of(app: Flask) -> Profiles:
    """The profiles of an application."""
    return cast("Profiles", app.extensions[_PROFILES])


def profiles() -> Profiles:
    """The profiles of the application that serves this request."""
    return profiles_of(current_app)


def settings() -> Settings:
    """The settings of the application that serves this request."""
    return _kept().settings


def limits() -> Limits:
    """The ceilings of this request."""
    return _kept().limits


def published_secrets() -> frozenset[bytes]:
    """The secrets that this installation holds to be known."""
    return _kept().published


def _kept() -> _Kept:
    return cast("_Kept", current_app.extensions[_EXTENSION])


def now() -> int:
    """The time, in seconds since the epoch."""
    return int(time.time())
