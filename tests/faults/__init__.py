"""Faults of the machine, against real processes that each test starts on loopback itself."""
