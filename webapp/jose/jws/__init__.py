"""JSON Web Signature: splitting, header rules, verifying and signing (RFC 7515)."""
