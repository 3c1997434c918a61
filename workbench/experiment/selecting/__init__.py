"""Selection before day 0: the best list by plan, what stands against it, and what simulation says of it."""
