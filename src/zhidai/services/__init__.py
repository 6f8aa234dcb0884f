"""The only writers. `commands.py` change things in one transaction; `queries.py` read views."""
