"""Doubt: what is wrong or doubtful in a store that can be read, found by one small function a rule."""
