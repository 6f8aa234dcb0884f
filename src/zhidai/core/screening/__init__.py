"""A whole register of enterprises against the conditions of one or several schemes."""
