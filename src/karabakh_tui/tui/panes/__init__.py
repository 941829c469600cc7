"""The focusable parts of the main screen that show records."""
