"""Keys made for the examples and published with them. They protect nothing: never use them for anything else."""

from __future__ import annotations

from typing import Final

# fmt: off
LOGIN_SIGNING: Final = {
    "kty": "EC",
    "kid": "Teu0I2b4zkkuXZ4ZauI9-n5vcQk9ujuNZf34G2PX_Eg",
    "use": "sig",
    "alg": "ES256",
    "crv": "P-256",
    "d": "9N3Ph-qu9LvwcGVGYYsehq98_NeBR1jIhuPqKGmCDbk",
    "x": "9E4iu3P6kL_JzVBbb5go7-zp4ZscUGGCX0T6h8y94n0",
    "y": "CIs80okeDrs8ywXgsjSAf6n9so8MFarYzkSKEUdcyz4",
}
# fmt: on

# fmt: off
LOGIN_RETIRED: Final = {
    "kty": "EC",
    "kid": "ZMQ8cDBMLlqdVIlORsMA9x56PqxLyv6pLeHlRwoAhT8",
    "use": "sig",
    "alg": "ES256",
    "crv": "P-256",
    "d": "U-bRgMfdEJzFxD2qbQXEnP2bDjFgUrB8Mn_0_HrMYp4",
    "x": "iWdul5vp5cM2JwL_1M_bOUU2NssXQ5mhuIw9pXyQ9Gk",
    "y": "F97nVpDzJyqSLXQELiRI6CuxQ6jivgHnsIDaXY2TSjQ",
}
# fmt: on

# fmt: off
LOGIN_ENCRYPTION: Final = {
    "kty": "EC",
    "kid": "Is3d7Py5AXLe-l7tHilDVlqEFPNKp3byeh5OJkNAvDo",
    "use": "enc",
    "alg": "ECDH-ES+A256KW",
    "crv": "P-256",
    "d": "eMKwpty6EdBBl8PgN2c0rO7YHJZ3hK8YRP5eVo8QP5E",
    "x": "3kEB_lbhenl5tvgBdcEtzTqvRhGwd_5XtXWSjnQhsZI",
    "y": "ujj-2aiVs-ZflhZAIGfQBptJyGg9MYWq3S6T1Cv5vqI",
}
# fmt: on

# fmt: off
ID_TOKEN: Final = {
    "kty": "RSA",
    "kid": "uLCgyR7SLuBVTFxSOMFcTezjwFMJOTswv3dUyeBm31E",
    "use": "sig",
    "alg": "RS256",
    "d":
        "A4N-8CGVQIRRb6smsckKXQ3qlBfIsRUdVczS41I7cPTn9TKK6Hc4RD-hT28X_uOV82eF5U360cnckKO3YnpjRGRFZWYnfYgz"
        "SRMQlt17gdLY3C2eTp5FoaFeW8yzmWUwh-7BU2op1Bgum5cMlmBTv4noa0wxpy9-gr9qMMugqOf4_RqIZG2HnXnrdJ-tsmM7"
        "IoL_6Go3Ta44m40M8B4iYgkClyKqWJIaZ1EnBDdPcpj7_8ecQpDDouSiKWnIYHHyXjgSv7MAn-KAcc40meu_k1yLK63e6qjG"
        "nl0PmdBHzl5bu_y-ecpyBHuovZqrrKRywAo-hdiEWrTRvAyqeo7VSQ",
    "dp":
        "wwueBbOSh645pZ_Vjv8eJMqhrVyGZmDTs2Ol6KRjF0K7CTXsu0JI7JR-jyNqJstonHyLoRjAhcIiaNe211fLJVsyU5mA03wx"
        "UfiJSSW1vTSG0XGv16aWjWcD0hZQOuhi-rhudhLVpBLPPlWhg2u00vNGI9gkZ3cMxyXCeVuz5ME",
    "dq":
        "uLVwWoLgsG2FYjDL3Osv-AvpjJ9PcEkHRx7Zy47RQC45dw5FQVKjmzSQohuc4V1K3KGxIxPcBIOBnd3pcJedCpnsLIa70yIS"
        "3w6dF9k0uXiaRfpsH4-Hmjvg6ZDl2LBT8VXuPKqfn9yEPzHQQ9HSg6AyIq06HM07wdmXBslsf8E",
    "e": "AQAB",
    "n":
        "ohCzvj3SkefkyrUulc8nz_Hhau3U3r8C2EdKmCF4DNrNRzCkf1BJDbJm7x0-FpS_P9fgQkfGe9rbw2xawD8Diokd3xU3upQc"
        "yWdhQcw5FEP1Gq8UBOD88SiPFfgZa-gdNazDPtrn-J1qX0sj_4i_24sm116O5g82-R4Zk7rOb8frCBYoj_pwA9KA2nEauJR5"
        "8hKTd-2gmIp_ppLpw-o9foe0ydC1DXnU0AmWWB9QxM__iwCrqntofLAnPmOi5mS2AEcIJ_EL6RPadJ6dkYUf_fdD1bj-DYWR"
        "Dre7JeNrhUZGBr8xsmqMkQ0ueN1IqeT29g7rF2PjDXLMZgnUME1SQQ",
    "p":
        "z_hoTE9nPWmY_Vct4JCqN2o4Auy5I8hlpP_fQ5VKYtow5bbac_NbD0iEoUdPk_-qEQPMiyn0_4LiBixQkImwnn9y6rDh90H1"
        "_wqcA0LehnT4mC0N7vd-7weirKQ2UTRFUbczNQSdGcqziN3ppX2NTk2biRsfr5zKLiA6PYBwOYk",
    "q":
        "x35M0RD016kD0AhLY8NwGaIcqB3RsTGco2E9b8kKSi6d6JwMWeDEfPri1WyjvwnwyVfGx1p7baeH_OSXZl7lt6rotJRE02gC"
        "-Y9S0WqsAWgAiLXtAbP0s28e-PQmpsFPfX5T2RbEIvMXPHkpxgZfM0doRLbH6ikTvYiPPXZPfPk",
    "qi":
        "DuaHKcqNZnzR6vESq-ctWGl78Sgl5BN3-YDzofTTs9zakUShBiRoNXCSKNLBcFdLei60wEoJY-xhkI9ysWht0NomWonSr6oo"
        "CyVsPAWod5d9sf_WpjP9ONYKZoZzAqpm5698T5SjPoS7-KX0YzFUSZG-dSfLcWsa2Oeg8ImoTno",
}
# fmt: on

# A text that everybody knows, as the example says.
SHARED_SECRET: Final = "a shared secret of at least thirty-two characters"  # noqa: S105  published, not a secret
