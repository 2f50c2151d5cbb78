"""One use case per intention of the user: plain arguments, limits and the time in, one frozen result out."""
