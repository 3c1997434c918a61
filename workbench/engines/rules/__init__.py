"""Rules written once: pure scalar functions that every engine calls.

They use + − × ÷, comparisons, `math.sqrt`, and `math.exp`/`math.log` on clamped arguments, nothing else, so
that an interpreted and a compiled engine get the same bits (DESIGN §4.2).
"""
