"""Tables of claims, read in place: no Python object is made for a claim."""
