"""What shrinking noisy estimates is worth, by how their error is taken (`python benchmarks/estimates.py`).

Fifty values, lognormal with mean 100 and cv .6, are estimated with errors of 30 % and 90 % in turn; the ten
highest are taken. Printed: what they are truly worth, and how much less that is than was expected of them.
"""

from __future__ import annotations

import numpy as np

from workbench.analysis import prior_of, shrunk

SIZE, CHOSEN, DRAWS = 50, 10, 2000


def main() -> None:
    """Print one line for each way."""
    luck = np.random.Generator(np.random.Philox(key=1))
    cv = np.where(np.arange(SIZE) % 2 == 0, 0.3, 0.9)
    spread = np.sqrt(np.log1p(cv**2))
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(DRAWS):
        truth = 100 * np.exp(0.55 * luck.normal(size=SIZE) - 0.15)
        stated = truth * np.exp(spread * luck.normal(size=SIZE) - spread**2 / 2)
        own, usual = cv * stated, cv * stated.mean()
        ways = {
            "as stated": stated,
            "error a share of the own figure": shrunk(stated, own, prior_of(stated, own)),
            "error a share of the mean": shrunk(stated, usual, prior_of(stated, usual)),
        }
        for name, believed in ways.items():
            chosen = np.argsort(-believed, kind="stable")[:CHOSEN]
            gap = float((believed - truth)[chosen].mean())
            found.setdefault(name, []).append((float(truth[chosen].mean()), gap))
    for name, pairs in found.items():
        worth, gap = np.mean(pairs, axis=0)
        print(f"{name:34} worth {worth:6.1f}   disappointment {gap:6.1f}")


if __name__ == "__main__":
    main()
