"""Texts that the pattern pages show: published examples, and tokens made once with the keys of the examples.

They are written down, not made when they are shown: ECDSA signatures and encryptions come out differently each time.
"""

from __future__ import annotations

from typing import Final

# fmt: off

# Signed with the key of the login, for eight hours from NOW less twenty minutes.
SIGNED: Final = (
    "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IlRldTBJMmI0emtrdVhaNFphdUk5LW41dmNRazl1anVOWmYzNEcyUFhfRWcifQ.eyJ"
    "pc3MiOiJodHRwczovL2xvZ2luLmV4YW1wbGUiLCJzdWIiOiJhbGljZSIsImF1ZCI6Imh0dHBzOi8vc2hvcC5leGFtcGxlIiwiaWF0IjoxNzcyM"
    "zY2NDAwLCJleHAiOjE3NzIzOTUyMDAsImFtciI6WyJwd2QiLCJvdHAiXX0.wdgoyS862uZoPa8AzrcbAfg5kx-si8ZCVQxUCSFm1Vf65hx_ER8"
    "VpZjtcUCShMx2DskTsVOTIY1r69RXSNKumA"
)

# The same key; it expired three hours before.
EXPIRED: Final = (
    "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IlRldTBJMmI0emtrdVhaNFphdUk5LW41dmNRazl1anVOWmYzNEcyUFhfRWcifQ.eyJ"
    "pc3MiOiJodHRwczovL2xvZ2luLmV4YW1wbGUiLCJzdWIiOiJhbGljZSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJpYXQiOjE3NzIyN"
    "jkyMDAsImV4cCI6MTc3MjM1NTYwMH0.Q8ns2oAeUNn-dBqYADL5lB-ehZifT5rjFzUj0NaBcdf6LkcHl4Ng85jxUcK1PYmLt_aY8wyWg5ndkn_"
    "tZKZjFA"
)

# The first of these, encrypted to the key of the login.
NESTED: Final = (
    "eyJhbGciOiJFQ0RILUVTK0EyNTZLVyIsImVuYyI6IkEyNTZHQ00iLCJjdHkiOiJKV1QiLCJraWQiOiJJczNkN1B5NUFYTGUtbDd0SGlsRFZscU"
    "VGUE5LcDNieWVoNU9Ka05BdkRvIiwiZXBrIjp7ImNydiI6IlAtMjU2Iiwia3R5IjoiRUMiLCJ4IjoiTjlDZFVwcWxEb214RG5INmtVdWV4ZlhQ"
    "SDMzdlVaVnhUQ1B2MW1kZUdjcyIsInkiOiJYRkcyMVdQSFI3UkRaSEM2MVhMbTFXZVpvS3pXU241UXV2Z00xZUY4RmNBIn19.htg-TwsYGhqiF"
    "CNU3HSGKT6Sc1oey9mKgf5XRAYfAR9NzPjj-swMCQ.UbUiVgsCnitLlZjg.ZUB5A1j5L4ZkYqIQfbOB_bruk6zG5LT1b3Jp641n5Npvu9y57qL"
    "4D_MfzpfkdeNNWmfMASrEi-4FnU-xiTJUwki7B6EGzEE9k3VVORZejw6XDLmeaWMEea6Ay7gB3DD94Rmy7Ikyi85v8d6ABGtznObLUZFm8ghbq"
    "WiknMtO9wLTLt5B6dtVEZ4MAWBAEiUClJXbPDL1SBGgjGgmLq1Wg59PvWCFq44YTXCUq54__aJQwY2DEehBCu_dRl4kcfOC9qKvnhNVtYZs1iO"
    "nfJKVHOwVZGmXSGlmcsTllhTD0D_iq15a--XWVAyMVX4SfZrsjvJkdoM5KH35ueQvgtZIkxHh5627FQcPkmZYjXl9JX2J83aY_EHA7ecXdWEw0"
    "uLCokW-zbqrNp6At7rWThBd_1aXDFfmdwBfZ5ww6ig0lchVSc6ljELMqj_Fdj7huCbg0ljZJtNiacOheuWaeVAWNpqLT6uJEqAKTlnIQ6Q.3XS"
    "ahTe_NsEw6DTkvePmEg"
)

# Claims that have expired, encrypted and not signed.
ENCRYPTED_CLAIMS: Final = (
    "eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTEyOEdDTSIsInR5cCI6IkpXVCIsImVwayI6eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6Ii"
    "1CNmI0REFXSG9wVEF1MDZQb1V5bHhkV2pkMW0zS01TZG0wdjF0eGtWWWciLCJ5IjoiNHJCdjVYNGFzLUVTVHdpRnNkRmRSclVLUVl6MHZ4TmFU"
    "dF9EdjZGU3VaQSJ9fQ..MzcJ5i6m8uZ8XD45.ufMpkiBAy-M4UdV4G0HHnt0UyY_iD4UV8AOOz3SBCRu9kkz1i5eK_JXImfO6i8oRjRWVusOfu"
    "UaJfPV_8NUGj7W3_xQVpFSQzKaodGRvdg.4YIGRfw2MVOum5iex2OGxw"
)

# RFC 7515 A.3.1: Encoding.
RFC_ES256: Final = (
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0c"
    "nVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
)
RFC_ES256_KEY: Final = (
    '{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pC'
    'yStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}'
)

# RFC 7516 A.3.7: Complete Representation.
WRAPPED: Final = (
    "eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ.AxY"
    "8DCtDaGlsbGljb3RoZQ.KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY.U0m_YmjN04DJvceFICbCVQ"
)
WRAPPED_KEY: Final = '{"kty":"oct","k":"GawgguFyGrWKav7AX4VKUg"}'

# RFC 7520 5.6.4: Output Results.
DIRECT: Final = (
    "eyJhbGciOiJkaXIiLCJraWQiOiI3N2M3ZTJiOC02ZTEzLTQ1Y2YtODY3Mi02MTdiNWI0NTI0M2EiLCJlbmMiOiJBMTI4R0NNIn0..refa467Qz"
    "zKx6QAB.JW_i_f52hww_ELQPGaYyeAB6HYGcR559l9TYnSovc23XJoBcW29rHP8yZOZG7YhLpT1bjFuvZPjQS-m0IFtVcXkZXdH_lr_FrdYt9H"
    "RUYkshtrMmIUAyGmUnd9zMDB2n0cRDIHAzFVeJUDxkUwVAE7_YGRPdcqMyiBoCO-FBdE-Nceb4h3-FtBP-c_BIwCPTjb9o0SbdcdREEMJMyZBH"
    "8ySWMVi1gPD9yxi-aQpGbSv_F9N4IZAxscj5g-NJsUPbjk29-s7LJAGb15wEBtXphVCgyy53CoIKLHHeJHXex45Uz9aKZSRSInZI-wjsY0yu3c"
    "T4_aQ3i1o-tiE-F8Ios61EKgyIQ4CWao8PFMj8TTnp.vbb32Xvllea2OtmHAdccRQ"
)
DIRECT_KEY: Final = (
    '{"kty":"oct","kid":"77c7e2b8-6e13-45cf-8672-617b5b45243a","use":"enc","alg":"A128GCM","k":"XctOhJAkA-pD9Lh7ZgW'
    '_2A"}'
)

# RFC 7520 5.5.5: Output Results.
AGREED: Final = (
    "eyJhbGciOiJFQ0RILUVTIiwia2lkIjoibWVyaWFkb2MuYnJhbmR5YnVja0BidWNrbGFuZC5leGFtcGxlIiwiZXBrIjp7Imt0eSI6IkVDIiwiY3"
    "J2IjoiUC0yNTYiLCJ4IjoibVBVS1RfYkFXR0hJaGcwVHBqanFWc1AxclhXUXVfdndWT0hIdE5rZFlvQSIsInkiOiI4QlFBc0ltR2VBUzQ2ZnlX"
    "dzVNaFlmR1RUMElqQnBGdzJTUzM0RHY0SXJzIn0sImVuYyI6IkExMjhDQkMtSFMyNTYifQ..yc9N8v5sYyv3iGQT926IUg.BoDlwPnTypYq-iv"
    "jmQvAYJLb5Q6l-F3LIgQomlz87yW4OPKbWE1zSTEFjDfhU9IPIOSA9Bml4m7iDFwA-1ZXvHteLDtw4R1XRGMEsDIqAYtskTTmzmzNa-_q4F_ev"
    "APUmwlO-ZG45Mnq4uhM1fm_D9rBtWolqZSF3xGNNkpOMQKF1Cl8i8wjzRli7-IXgyirlKQsbhhqRzkv8IcY6aHl24j03C-AR2le1r7URUhArM7"
    "9BY8soZU0lzwI-sD5PZ3l4NDCCei9XkoIAfsXJWmySPoeRb2Ni5UZL4mYpvKDiwmyzGd65KqVw7MsFfI_K767G9C9Azp73gKZD0DyUn1mn0WW5"
    "LmyX_yJ-3AROq8p1WZBfG-ZyJ6195_JGG2m9Csg.WCCkNa-x4BeB9hIDIfFuhg"
)
AGREED_KEY: Final = (
    '{"kty":"EC","kid":"meriadoc.brandybuck@buckland.example","use":"enc","crv":"P-256","x":"Ze2loSV3wrroKUN_4zhwGh'
    'Cqo3Xhu1td4QjeQ5wIVR0","y":"HlLtdXARY_f55A3fnzQbPcm6hgr34Mp8p-nuzQCE0Zw","d":"r_kHyZ-a06rmxM3yESK84r1otSg-aQcV'
    'StkRhA-iCM8"}'
)

# RFC 7520 5.3.5: Output Results.
PBES2: Final = (
    "eyJhbGciOiJQQkVTMi1IUzUxMitBMjU2S1ciLCJwMnMiOiI4UTFTemluYXNSM3hjaFl6NlpaY0hBIiwicDJjIjo4MTkyLCJjdHkiOiJqd2stc2"
    "V0K2pzb24iLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.d3qNhUWfqheyPp4H8sjOWsDYajoej4c5Je6rlUtFPWdgtURtmeDV1g.VBiCzVHNoLiR3"
    "F4V82uoTQ.23i-Tb1AV4n0WKVSSgcQrdg6GRqsUKxjruHXYsTHAJLZ2nsnGIX86vMXqIi6IRsfywCRFzLxEcZBRnTvG3nhzPk0GDD7FMyXhUHp"
    "DjEYCNA_XOmzg8yZR9oyjo6lTF6si4q9FZ2EhzgFQCLO_6h5EVg3vR75_hkBsnuoqoM3dwejXBtIodN84PeqMb6asmas_dpSsz7H10fC5ni9xI"
    "z424givB1YLldF6exVmL93R3fOoOJbmk2GBQZL_SEGllv2cQsBgeprARsaQ7Bq99tT80coH8ItBjgV08AtzXFFsx9qKvC982KLKdPQMTlVJKkq"
    "tV4Ru5LEVpBZXBnZrtViSOgyg6AiuwaS-rCrcD_ePOGSuxvgtrokAKYPqmXUeRdjFJwafkYEkiuDCV9vWGAi1DH2xTafhJwcmywIyzi4BqRpmd"
    "n_N-zl5tuJYyuvKhjKv6ihbsV_k1hJGPGAxJ6wUpmwC4PTQ2izEm0TuSE8oMKdTw8V3kobXZ77ulMwDs4p.0HlwodAhOCILG5SQ2LQ9dg"
)
PBES2_KEY: Final = "entrap_o–peter_long–credit_tun"

# RFC 8037 A.4: Ed25519 Signing.
ED25519: Final = (
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4"
    "ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
)
ED25519_KEY: Final = (
    '{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcv'
    'PapiMlrwIaaPcHURo"}'
)

# RFC 9901 section 5.2: a presentation with key binding.
SD_JWT: Final = (
    "eyJhbGciOiAiRVMyNTYiLCAidHlwIjogImV4YW1wbGUrc2Qtand0In0.eyJfc2QiOiBbIkNyUWU3UzVrcUJBSHQtbk1ZWGdjNmJkdDJTSDVhVF"
    "kxc1VfTS1QZ2tqUEkiLCAiSnpZakg0c3ZsaUgwUjNQeUVNZmVadTZKdDY5dTVxZWhabzdGN0VQWWxTRSIsICJQb3JGYnBLdVZ1Nnh5bUphZ3Zr"
    "RnNGWEFiUm9jMkpHbEFVQTJCQTRvN2NJIiwgIlRHZjRvTGJnd2Q1SlFhSHlLVlFaVTlVZEdFMHc1cnREc3JaemZVYW9tTG8iLCAiWFFfM2tQS3"
    "QxWHlYN0tBTmtxVlI2eVoyVmE1TnJQSXZQWWJ5TXZSS0JNTSIsICJYekZyendzY002R242Q0pEYzZ2Vks4QmtNbmZHOHZPU0tmcFBJWmRBZmRF"
    "IiwgImdiT3NJNEVkcTJ4Mkt3LXc1d1BFemFrb2I5aFYxY1JEMEFUTjNvUUw5Sk0iLCAianN1OXlWdWx3UVFsaEZsTV8zSmx6TWFTRnpnbGhRRz"
    "BEcGZheVF3TFVLNCJdLCAiaXNzIjogImh0dHBzOi8vaXNzdWVyLmV4YW1wbGUuY29tIiwgImlhdCI6IDE2ODMwMDAwMDAsICJleHAiOiAxODgz"
    "MDAwMDAwLCAic3ViIjogInVzZXJfNDIiLCAibmF0aW9uYWxpdGllcyI6IFt7Ii4uLiI6ICJwRm5kamtaX1ZDem15VGE2VWpsWm8zZGgta284YU"
    "lLUWM5RGxHemhhVllvIn0sIHsiLi4uIjogIjdDZjZKa1B1ZHJ5M2xjYndIZ2VaOGtoQXYxVTFPU2xlclAwVmtCSnJXWjAifV0sICJfc2RfYWxn"
    "IjogInNoYS0yNTYiLCAiY25mIjogeyJqd2siOiB7Imt0eSI6ICJFQyIsICJjcnYiOiAiUC0yNTYiLCAieCI6ICJUQ0FFUjE5WnZ1M09IRjRqNF"
    "c0dmZTVm9ISVAxSUxpbERsczd2Q2VHZW1jIiwgInkiOiAiWnhqaVdXYlpNUUdIVldLVlE0aGJTSWlyc1ZmdWVjQ0U2dDRqVDlGMkhaUSJ9fX0."
    "ow2VRoOnXDjBhV-c2XUX9zWmHhbd5hao3xa39DfE4UX_wlsBlh5KBsmKeDd59GgpIbWFIomQWRy3A4L-St_6aQ~WyJlbHVWNU9nM2dTTklJOEV"
    "ZbnN4QV9BIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd~WyJBSngtMDk1VlBycFR0TjRRTU9xUk9BIiwgImFkZHJlc3MiLCB7InN0cmVldF9hZGRy"
    "ZXNzIjogIjEyMyBNYWluIFN0IiwgImxvY2FsaXR5IjogIkFueXRvd24iLCAicmVnaW9uIjogIkFueXN0YXRlIiwgImNvdW50cnkiOiAiVVMifV"
    "0~WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd~WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIlVTIl0"
    "~eyJhbGciOiAiRVMyNTYiLCAidHlwIjogImtiK2p3dCJ9.eyJub25jZSI6ICIxMjM0NTY3ODkwIiwgImF1ZCI6ICJodHRwczovL3ZlcmlmaWVy"
    "LmV4YW1wbGUub3JnIiwgImlhdCI6IDE3NDg1MzcyNDMsICJzZF9oYXNoIjogIkczSTh6LWNGTUFUQUsyZXA4TVhXay12bmpJM1g2LWFhaFllVT"
    "lUdnp6M0UifQ.PqD8kiTmgP5PDvnRB8PzuzHYU5hH8bEw88jFN9aT5a5CblBjVcFig044UoWeJU6cUqBPAXVh0XAL8of4_Sp71g"
)
SD_JWT_KEY: Final = (
    '{"kty":"EC","crv":"P-256","x":"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ","y":"Xv5zWwuoaTgdS6hV43yI6gBwTnjuk'
    'mFQQnJ_kCxzqk8"}'
)

# Made for this page; its password is "correct-horse".
LOCKED_KEY: Final = (
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
    "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjr5KwJAor5MwICCAAw\n"
    "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEECegeYsLoJ+QVIJGmYSvVvoEgZC3\n"
    "ADvG1mnwMmu9Bn0f225voD9DyONhFVNJ2nO/jK76vJm7z+Qxc6R6U5fbkgrV7PiV\n"
    "w/p7faz1knVEl/Bcrwojo+OWbBtIZql+KuMj7tz+bilDuLMO+UWjnjpTND3XV9fz\n"
    "fjL0HYBhaR0mwb5eGMpeqgj1+BLG60QgRQxLd/9oIbBEZ6ftDCatpMHef4s6VGU=\n"
    "-----END ENCRYPTED PRIVATE KEY-----\n"
)
# fmt: on
