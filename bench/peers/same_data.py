"""Numbers that QuantBenchmark makes too: SplitMix64 (Steele, Lea and Flood 2014), Box and Muller."""

import numpy as np

GAMMA = np.uint64(0x9E3779B97F4A7C15)


def uniform(seed, size):
    """In (0, 1), by the generator's state after each step."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + GAMMA * np.arange(1, size + 1, dtype=np.uint64)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(11)).astype(float) + 0.5) * 2.0**-53


def normal(seed, size):
    """Standard normal, one of two uniforms each."""
    u = uniform(seed, 2 * size)
    return np.sqrt(-2 * np.log(u[0::2])) * np.cos(2 * np.pi * u[1::2])


def returns(seed, rows, columns):
    """Daily returns with one common factor."""
    z = normal(seed, rows * (columns + 1)).reshape(rows, columns + 1)
    beta = 0.5 + np.arange(columns) / columns
    return 0.0003 + 0.008 * beta * z[:, :1] + 0.012 * z[:, 1:]


def regimes(seed, rows):
    """Calm, but turmoil in every fourth hundred."""
    z = normal(seed, rows)
    turmoil = (np.arange(rows) // 100) % 4 == 3
    return np.where(turmoil, -0.001 + 0.02 * z, 0.0005 + 0.006 * z)


def prices(seed, rows, columns):
    return 100 * np.exp(np.cumsum(returns(seed, rows, columns), axis=0))
