"""The self-check without sign-in: answers in the address, nothing stored."""
