"""Static files, from memory, each under a name that holds a hash of its content.

A name is never used for other content, so browsers may keep what they have for a year. Scripts do not import one
another: a name inside a file would have to change with the hash of the file it names.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from flask import Flask, Response, abort, url_for

from webapp.files import directory
from webapp.settings import Settings
from webapp.views.bundles import BUNDLES, lean
from webapp.views.compression import is_worth_compressing, takes_gzip

_CACHE: Final = "public, max-age=31536000, immutable"
_HASH_DIGITS: Final = 12
# Not left to the machine's own table, which may say anything.
_MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFile:
    """One file as it is sent. path has the hash in it; compressed is empty when gzip gains nothing."""

    path: str
    media_type: str
    octets: bytes = field(repr=False)
    compressed: bytes = field(repr=False)


def install(app: Flask, _settings: Settings) -> None:
    """Serve the files below /static, and let templates name them: asset('css/theme.css')."""
    files = _read_files(directory("static"))
    by_path = {file.path: file for file in files.values()}

    def serve(path: str) -> Response:
        return _response(by_path[path]) if path in by_path else abort(404)

    def asset(name: str) -> str:
        """The address of a static file, by its name below static/."""
        return url_for("static", path=files[name].path)

    app.add_url_rule("/static/<path:path>", "static", serve)
    app.jinja_env.globals["asset"] = asset


def _response(file: StaticFile) -> Response:
    is_compressed = bool(file.compressed) and takes_gzip()
    response = Response(file.compressed if is_compressed else file.octets, content_type=file.media_type)
    if is_compressed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = _CACHE
    response.headers["Vary"] = "Accept-Encoding"
    return response


@cache
def _read_files(root: Path) -> Mapping[str, StaticFile]:
    return dict(_files(root))


def _files(root: Path) -> Iterator[tuple[str, StaticFile]]:
    for place in sorted(root.rglob("*")):
        if place.is_file() and place.suffix in _MEDIA_TYPES:
            name = place.relative_to(root).as_posix()
            yield name, _file(name, _MEDIA_TYPES[place.suffix], place.read_bytes())
    for name, parts in BUNDLES.items():
        octets = b"\n".join((root / part).read_bytes() for part in parts if (root / part).is_file())
        suffix = Path(name).suffix
        yield name, _file(name, _MEDIA_TYPES[suffix], lean(octets, suffix))


def _file(name: str, media_type: str, octets: bytes) -> StaticFile:
    digest = hashlib.sha256(octets).hexdigest()[:_HASH_DIGITS]
    stem, _, suffix = name.rpartition(".")
    compressed = gzip.compress(octets, 9, mtime=0) if is_worth_compressing(octets, media_type) else b""
    return StaticFile(path=f"{stem}.{digest}.{suffix}", media_type=media_type, octets=octets, compressed=compressed)
