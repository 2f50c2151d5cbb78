"""What differs between two tokens, in what it means and not in how it is written.

difference  the value types: one difference, and a section of them
shown       the two sides of a difference as text, what differs in it marked
sets        arrays, and texts that are lists: what only one of them has
values      two JSON values
objects     two JSON objects, member by member, by path
lifetimes   how long each lives, how old it is, how long it has yet
forms       kind, serialization, lengths
layers      which layer of the one is compared with which of the other
tokens      two tokens: all sections
points      what differs most, as clauses
headline    the clauses as sentences
"""
