"""From record to styled text: the only place where facts become what is shown."""
