"""Files that are served as one, so that a first visit takes few requests. Order matters: the later rule wins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import rjsmin

# fmt: off
_COMPONENTS: Final = (
    "icon", "button", "field", "card", "verdict", "lights", "trace", "keys_tried", "parts", "token_box", "members",
    "moment", "timeline", "octets", "problems", "findings", "reasons", "key", "nested", "picture", "formula", "copy",
    "reference", "examples", "story", "empty", "disclosures", "report", "moments", "layers",
    "profile", "compared", "shortcuts",
)
# What only the Compare page needs.
_COMPARING: Final = ("comparison", "comparing")
# Before anything is drawn: what an address carries is taken off it, and the chosen theme is there.
_FIRST: Final = ("link", "theme")
_SCRIPTS: Final = (
    "late", "security", "stale", "folds", "typing", "preview", "token-box", "examples", "arrive", "fields", "shortcuts",
)
# What is needed where there is an answer.
_ANSWERED: Final = ("times", "copy", "values", "walk", "download")
# fmt: on

BUNDLES: Final[Mapping[str, tuple[str, ...]]] = {
    "css/page.css": (
        "css/theme.css",
        "css/base.css",
        "css/layout.css",
        *(f"css/components/{name}.css" for name in _COMPONENTS),
    ),
    "css/help.css": ("css/components/help.css",),
    "css/patterns.css": ("css/components/patterns.css",),
    "css/keys.css": ("css/components/choices.css",),
    "css/compare.css": tuple(f"css/components/{name}.css" for name in _COMPARING),
    "js/first.js": tuple(f"js/{name}.js" for name in _FIRST),
    "js/page.js": tuple(f"js/{name}.js" for name in _SCRIPTS),
    "js/answer.js": tuple(f"js/{name}.js" for name in _ANSWERED),
}

# A comment of a style sheet.
_COMMENT: Final = re.compile(rb"/\*.*?\*/", re.DOTALL)
_INDENTATION: Final = re.compile(rb"\s*\n\s*")
# What needs no space around it in a style sheet, and no semicolon before it.
_MARKS: Final = re.compile(rb" *([{},;>]) *")


def lean(octets: bytes, suffix: str) -> bytes:
    """A style sheet (".css") or script without comments and needless space, which is a tenth of a first visit.

    A script keeps the lines that end no statement by a sign, so that an error still names a place.
    """
    if suffix != ".css":
        return bytes(rjsmin.jsmin(octets))
    bare = _INDENTATION.sub(b" ", _COMMENT.sub(b"", octets))
    return _MARKS.sub(rb"\1", bare).replace(b";}", b"}").replace(b": ", b":").strip()
