"""Templates without their indentation: white space that is a tenth of a page. What fills them in is not touched."""

from __future__ import annotations

import re
from typing import Final

from flask import Flask
from jinja2.ext import Extension

from webapp.settings import Settings

_INDENTATION: Final = re.compile(r"\n[ \t]+")


class Lean(Extension):
    """Leaves one blank of an indentation: after a block, whose line break goes, it keeps two attributes apart.

    No element of ours whose white space counts goes over several lines of its template.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source with every line at its beginning, or one blank from it."""
        del name, filename
        return _INDENTATION.sub("\n ", source)


def install(app: Flask, _settings: Settings) -> None:
    """Have every template read so."""
    app.jinja_env.add_extension(Lean)


def compile_all(app: Flask) -> None:
    """Read every template, so that the first one who asks does not wait for that: it takes longer than any answer."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
