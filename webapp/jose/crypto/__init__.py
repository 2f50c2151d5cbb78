"""The one door to jwcrypto and cryptography: octets and normalised members in, octets or a reason out.

engine           the library's process-wide switches, and its refusals as reasons
keys             members made into the object that jwcrypto computes with; private and public halves compared
signatures       signing and verifying (JWS)
encryption       key management and content encryption (JWE)
pyca             members from the library's key objects, and back
containers       keys out of DER and encrypted PEM; pkcs12 and openssh: out of theirs
container_cost   what opening an encrypted one would cost, read first
asn1, halves     DER as far as it is read here; the public half that a private key states
export           keys as PEM and DER
generate         new keys
rsa_opening      RSA signatures opened with the public key: what was padded and signed
ecdsa            ECDSA over a digest, and back from a signature to its key
rsa_checks       arithmetic on RSA numbers; curves and numbers: the same for elliptic curves and octets
"""
