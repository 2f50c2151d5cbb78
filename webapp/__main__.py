"""python -m webapp is the token-debugger command."""

from webapp.server import main

if __name__ == "__main__":
    raise SystemExit(main())
