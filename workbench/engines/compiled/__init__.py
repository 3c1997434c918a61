"""The compiled engine: the semantics of `workbench.engines`, bit for bit, at the speed of machine code."""
