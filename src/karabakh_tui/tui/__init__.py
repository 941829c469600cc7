"""Showing: the only room that knows Textual and rich."""
