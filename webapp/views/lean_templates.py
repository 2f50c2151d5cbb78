"""Templates without their indentation: white space that is a tenth of a page. What fills them in is not touched."""

from __future__ import annotations

import re
from typing import Final

from flask import Flask
from jinja2.ext import Extension

from webapp.settings import Settings

_INDENTATION: Final = re.compile(r"\n[ \t]+")


class Lean(Extension):
    """Takes the indentation off the source of a template. No element whose white space counts spans lines in ours."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source with every line at its beginning."""
        del name, filename
        return _INDENTATION.sub("\n", source)


def install(app: Flask, _settings: Settings) -> None:
    """Have every template read so."""
    app.jinja_env.add_extension(Lean)
