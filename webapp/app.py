"""create_app: the one place where the layers are wired together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pkgutil import iter_modules

from flask import Blueprint, Flask

from webapp import views
from webapp.files import directory
from webapp.profiles import load_profiles, read_profiles
from webapp.services.profiles import Profiles
from webapp.settings import Settings
from webapp.views import (
    bounded,
    compression,
    context,
    errors,
    lean_templates,
    rate,
    security,
    static_files,
    text_filters,
)
from webapp.views.context import TextRequest


class _Application(Flask):
    """Flask, but silent about exceptions: their text may hold a secret. views/errors.py logs what can be said."""

    def log_exception(self, exc_info: object) -> None:
        """Leave it to views/errors.py."""


def create_app(settings: Settings, profiles: Profiles | None = None) -> Flask:
    """The WSGI application for these settings. It keeps nothing of one request for another.

    profiles are those of the file that is set, which is read when they are not given. Raises SettingsError.
    """
    app = _Application("webapp", static_folder=None, template_folder=str(directory("templates")))
    app.request_class = TextRequest
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    context.keep_profiles(app, load_profiles(settings) if profiles is None else profiles)
    for part in (lean_templates, context, errors, security, compression, rate, static_files, text_filters, bounded):
        part.install(app, settings)
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)
    return app


def answers(argument: str) -> Callable[[bytes], bytes]:
    """What a helper process does with a job: it has an application of its own.

    argument is the settings as JSON, with the text of the profiles: the file may have changed since the start.
    """
    settings = Settings.model_validate_json(argument)
    app = create_app(settings, read_profiles(json.loads(argument).get(bounded.PROFILES, ""), settings))
    bounded.practise(app)
    return partial(bounded.answer_job, app)


def _blueprints() -> Iterator[Blueprint]:
    """Every module of views/ that has routes has them in a blueprint named bp."""
    for module in iter_modules(views.__path__):
        blueprint = getattr(import_module(f"webapp.views.{module.name}"), "bp", None)
        if isinstance(blueprint, Blueprint):
            yield blueprint
