"""The register of breaches of integrity (Ganzhou plan 4.4, 5.2.1, 5.3.1, 5.4.1)."""
