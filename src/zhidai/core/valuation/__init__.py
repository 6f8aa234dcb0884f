"""What a patent is worth: survival, income, distribution, liquidation, explanation."""
