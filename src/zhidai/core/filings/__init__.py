"""The bank's monthly project filing (Ganzhou plan 9.2): its loans, its papers, its day."""
