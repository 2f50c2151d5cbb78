"""JSON Web Token: the claims and what they say about validity (RFC 7519)."""
