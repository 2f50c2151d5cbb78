"""Selective Disclosure for JSON Web Tokens: splitting, Disclosures, reassembling, key binding (RFC 9901)."""
