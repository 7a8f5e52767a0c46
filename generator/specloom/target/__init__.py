"""The words of one language: names, types, literals, docs, and the views that templates print."""
