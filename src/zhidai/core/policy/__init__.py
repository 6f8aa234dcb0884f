"""A scheme and the facts of a case go in, an assessment with its trace comes out."""
