"""The report of a bank's ledger as tables, for the terminal, the page and the workbooks alike."""
