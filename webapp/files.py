"""Where templates and static files are: in the wheel under webapp/_assets, in the source tree beside webapp/."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def directory(name: str) -> Path:
    """The directory of that name: templates or static."""
    packed = _PACKAGE / "_assets" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
