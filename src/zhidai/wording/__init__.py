"""Sentences: reason codes and labels become English message ids, and those Chinese.

The core speaks in codes; `sentence(reason)` is where a code becomes one clear sentence. English
templates live in `sentences/<noun>.py`, Chinese in `catalogue/zh_Hans/<noun>.po`.
"""
