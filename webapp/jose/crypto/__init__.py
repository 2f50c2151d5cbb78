"""The one door to jwcrypto and cryptography: octets and normalised members in, octets or a reason out.

engine           the library's process-wide switches, and its refusals as reasons
keys             members made into the object that jwcrypto computes with; private and public halves compared
signatures       signing and verifying (JWS)
encryption       key management and content encryption (JWE)
pyca             members from the library's key objects, and back
containers       keys out of DER and encrypted PEM; container_cost reads first what opening one would cost
export           keys as PEM and DER
generate         new keys
rsa_checks       arithmetic on RSA numbers; curves and numbers: the same for elliptic curves and octets
"""
