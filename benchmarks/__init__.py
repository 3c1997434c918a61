"""How fast the engines are, against each other and against other ways to do the same.

``make bench`` measures, writes what it found to ``benchmarks/measured`` and makes ``docs/performance.md`` of
it; ``make bench-large`` adds the studies that take long. Every ratio is of runs that took turns in one
process, in processor time, so that a busy machine spoils all sides alike.
"""
