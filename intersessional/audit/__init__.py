"""The audit log: who did what to which row, and never what a person is called."""
