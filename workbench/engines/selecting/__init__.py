"""What a selection decides from: what each project is worth and uses by plan, and the limits it must keep."""
