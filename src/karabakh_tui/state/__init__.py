"""What the reader keeps: configuration, keys, search history, saved searches."""
