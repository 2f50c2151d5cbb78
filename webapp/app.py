"""create_app: the one place where the layers are wired together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pkgutil import iter_modules

from flask import Blueprint, Flask

from webapp import views
from webapp.files import directory
from webapp.settings import Settings
from webapp.views import bounded, compression, context, errors, rate, security, static_files, text_filters
from webapp.views.context import TextRequest


class _Application(Flask):
    """Flask, but silent about exceptions: their text may hold a secret. views/errors.py logs what can be said."""

    def log_exception(self, exc_info: object) -> None:
        """Leave it to views/errors.py."""


def create_app(settings: Settings) -> Flask:
    """The WSGI application for these settings. It keeps nothing of one request for another."""
    app = _Application("webapp", static_folder=None, template_folder=str(directory("templates")))
    app.request_class = TextRequest
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for part in (context, errors, security, compression, rate, static_files, text_filters, bounded):
        part.install(app, settings)
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)
    return app


def answers(settings: str) -> Callable[[bytes], bytes]:
    """What a helper process does with a job, for these settings as JSON: it has an application of its own."""
    app = create_app(Settings.model_validate_json(settings))
    bounded.practise(app)
    return partial(bounded.answer_job, app)


def _blueprints() -> Iterator[Blueprint]:
    """Every module of views/ that has routes has them in a blueprint named bp."""
    for module in iter_modules(views.__path__):
        blueprint = getattr(import_module(f"webapp.views.{module.name}"), "bp", None)
        if isinstance(blueprint, Blueprint):
            yield blueprint
