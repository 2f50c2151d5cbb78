"""What a WSGI server serves: webapp.wsgi:app, with the settings of the environment."""

from __future__ import annotations

from webapp.app import create_app
from webapp.settings import load

app = create_app(load())
