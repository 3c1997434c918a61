"""Controls of the explorer, generated from what the types say: unit, bounds, description, words allowed."""
