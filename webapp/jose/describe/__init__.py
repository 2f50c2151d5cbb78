"""Describing what was found in a paste: artefacts.py for anything, jws.py and jwe.py for tokens."""
