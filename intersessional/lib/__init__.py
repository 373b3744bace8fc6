"""Leaves that both apps may use: no models of ours, no imports of ours."""
