"""Questions that are answered by simulating changed scenarios on the same futures: where it hurts, and why.

Nothing here reads an engine's inside: every figure is a paired difference of whole runs.
"""
