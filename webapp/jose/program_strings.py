"""Strings that a program puts together, as sources of tests and examples have long tokens and keys.

A joint is the end of one string, perhaps an operator or a mark of continuation, and the beginning of the next, with the
same quotes. What is between two joints stands in the paste as it is.
"""

from __future__ import annotations

import re
from typing import Final

# Of Java, Go, C#, JavaScript; Perl and PHP; Lua; Elixir and Haskell; Ruby; Visual Basic; SQL. C and Python have none.
_OPERATOR: Final = r"(?:\+{1,2}|\.{1,2}|<>|<<|&|\|\|)"
# An escaped quote ends no string.
_END: Final = r"(?<!\\)(?P<quote>[\"'`])"
_BETWEEN: Final = (
    rf"[ \t]{{0,40}}(?P<operator>{_OPERATOR})?[ \t]{{0,40}}(?://[^\n]{{0,200}})?[\\_`^]?"
    rf"\s{{0,200}}(?:{_OPERATOR})?[ \t]{{0,40}}"
)
_BEGIN: Final = r"(?:(?<=[\s+.&<>|])[bru@])?(?P=quote)"
_CHARACTER: Final = r"[A-Za-z0-9_\-.=~]"
# Between characters of tokens.
TOKEN_JOINT: Final = re.compile(rf"(?<={_CHARACTER}){_END}{_BETWEEN}{_BEGIN}(?={_CHARACTER})")
# Where strings hold other text, only those on lines of their own are surely put together.
LINE_JOINT: Final = re.compile(rf"{_END}(?=[^\"'`\n]{{0,300}}\n){_BETWEEN}{_BEGIN}")
