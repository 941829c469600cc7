"""The screens: each owns its state and wires its panes."""
