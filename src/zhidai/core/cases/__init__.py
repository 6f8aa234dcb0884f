"""The case machine: a route is data, `decide` is the one function that says yes or no."""
