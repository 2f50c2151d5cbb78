"""What a specialist would notice: one check per function, each about one rule of registry/rules.

kinds       what kind of token it is: decides which rules are due
expected    what the person who asks expects of it
cases       what the checks are given: a token, one of its headers, its claims, a key, a set, ...
parts       what several checks ask of a token; injection: of a text that should be a name
checks      the list of all checks
run         a case held against its checks
"""
