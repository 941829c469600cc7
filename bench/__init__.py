"""The benchmark: what the program takes, beside a yardstick measured in the same run."""
