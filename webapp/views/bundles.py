"""Files that are served as one, so that a first visit takes few requests. Order matters: the later rule wins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# fmt: off
_COMPONENTS: Final = (
    "icon", "button", "field", "card", "verdict", "lights", "trace", "keys_tried", "parts", "token_box", "members",
    "moment", "timeline", "octets", "problems", "findings", "reasons", "key", "nested", "picture", "formula", "copy",
    "reference", "examples", "story", "empty", "disclosures", "help", "report", "moments", "layers",
    "profile", "compared",
)
# What only the Compare page needs.
_COMPARING: Final = ("comparison", "comparing")
_SCRIPTS: Final = ("security", "stale", "token-box", "examples", "times", "copy", "download", "fields", "compare")
# fmt: on

BUNDLES: Final[Mapping[str, tuple[str, ...]]] = {
    "css/page.css": (
        "css/theme.css",
        "css/base.css",
        "css/layout.css",
        *(f"css/components/{name}.css" for name in _COMPONENTS),
    ),
    "css/compare.css": tuple(f"css/components/{name}.css" for name in _COMPARING),
    "js/page.js": tuple(f"js/{name}.js" for name in _SCRIPTS),
}
