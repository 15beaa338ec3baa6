"""Letters that are owed and not sent, and their drafts in the ledger."""
