"""Helper processes for what cannot be made cheap by arithmetic: octets in, octets out, within limits that hold.

cost      which requests go there, decided before the work
pool      what the server process sees: run one job, or be told why not
child     the process at the other end: it has loaded everything, and forks once for each job
confine   the limits that a job works under
frames    how octets travel between the two

A thread cannot be stopped, and some of the work keeps every other thread of its process waiting. A process can be
stopped whatever it does. Nothing here knows what a job is about; what answers it is named by whoever makes the pool.
"""
