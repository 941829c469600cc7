"""Controls that know nothing of facts."""
