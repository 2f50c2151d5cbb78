"""Token Debugger: a JOSE token debugger that a team hosts itself.

Importing this package loads nothing else, so that the core stays free of Flask.
"""

__version__ = "0.1.0"
