"""What the command says when it is asked for help, or given arguments: it has none, and is set by variables."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.settings import Settings, variable

_ASKING = frozenset({"-h", "--help"})
_PLACE = f"{variable('host')} and {variable('port')} say where to listen"


def is_help(arguments: Sequence[str]) -> bool:
    """Whether the arguments ask for help."""
    return not _ASKING.isdisjoint(arguments)


def refused(arguments: Sequence[str]) -> str:
    """One sentence about arguments that there are none of."""
    return (
        f"{' '.join(arguments)}: there are no arguments; {_PLACE}, and --help lists every other environment variable."
    )


def help_text() -> str:
    """Every setting with its default and meaning."""
    rows = [
        f"  {variable(name)}={_text(field.default)}\n      {field.description}"
        for name, field in Settings.model_fields.items()
    ]
    begin = (
        "Serves Token Debugger. It takes no arguments; it is set by environment variables, here with their defaults:"
    )
    return "\n".join([begin, *rows])


def _text(default: object) -> str:
    if isinstance(default, tuple):
        return f'"{" ".join(default)}"' if default else ""
    return str(default).lower() if isinstance(default, bool) else str(default)
