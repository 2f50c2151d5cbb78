"""JSON Web Encryption: splitting, header rules, decrypting and encrypting (RFC 7516)."""
