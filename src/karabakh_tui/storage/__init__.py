"""From text to facts: reading a store, and telling what is wrong in it and where."""
