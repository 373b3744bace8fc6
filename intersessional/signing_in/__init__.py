"""Staff signing in: with a second factor, a bounded number of guesses, for a bounded time."""
