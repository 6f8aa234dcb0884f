"""A policy's own text, read without its look: clause tree, numbers, statements, and their audit."""
