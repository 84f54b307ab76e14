"""Times the peers for the cases of QuantBenchmark, on the same data."""

import math
import time
import warnings

import numpy as np
import pandas

import same_data

warnings.filterwarnings("ignore")
ASSETS, BARS = 500, 2520


def best_of(work, least=3, seconds=3.0):
    """Milliseconds of the fastest run, at least three and for three seconds."""
    best, spent, runs, answer = math.inf, 0.0, 0, None
    while runs < least or spent < seconds:
        began = time.perf_counter()
        answer = work()
        took = time.perf_counter() - began
        best, spent, runs = min(best, took), spent + took, runs + 1
        if took > 30:
            break
    return best * 1000, answer


def bootstrap():
    from arch.bootstrap import IIDBootstrap

    returns = same_data.regimes(1, 1000)

    def by_numpy():
        draws = np.random.default_rng(1).choice(returns, (10000, 1000))
        return np.quantile(draws, 0.05, axis=1).std()

    def by_arch():
        peer = IIDBootstrap(returns, seed=1)
        return np.std([np.quantile(data[0][0], 0.05) for data in peer.bootstrap(10000)])

    yield "bootstrapRisk", "numpy", by_numpy
    yield "bootstrapRisk", "arch", by_arch


def portfolios():
    from pypfopt import EfficientFrontier, HRPOpt
    from skfolio import RiskMeasure
    from skfolio.optimization import HierarchicalRiskParity, MeanRisk

    market = same_data.returns(2, 1000, ASSETS)
    frame = pandas.DataFrame(market)
    covariance, mean = frame.cov(), frame.mean()
    yield ("hierarchicalRiskParity", "PyPortfolioOpt",
           lambda: HRPOpt(cov_matrix=covariance).optimize(linkage_method="single")[0])
    yield ("hierarchicalRiskParity", "skfolio",
           lambda: HierarchicalRiskParity().fit(market).weights_[0])

    def minimum():
        peer = EfficientFrontier(mean, covariance, solver="CLARABEL")
        peer.min_volatility()
        return peer.portfolio_performance()[1]

    def utility():
        peer = EfficientFrontier(mean, covariance, solver="CLARABEL")
        peer.max_quadratic_utility(risk_aversion=5)
        return peer.portfolio_performance()[1]

    yield "minimumVariance", "PyPortfolioOpt", minimum
    yield "minimumVariance", "skfolio", lambda: MeanRisk(
        risk_measure=RiskMeasure.VARIANCE).fit(market).weights_[0]
    yield "meanVariance", "PyPortfolioOpt", utility


def regimes():
    from hmmlearn.hmm import GaussianHMM

    observations = same_data.regimes(3, 5000)[:, None]

    def fit():
        model = GaussianHMM(2, covariance_type="diag", n_iter=1000, tol=1e-4, random_state=1,
                            min_covar=1e-12, covars_prior=0, covars_weight=0)
        return model.fit(observations).score(observations)

    yield "hiddenMarkovModel", "hmmlearn", fit


def sequential():
    control, challenger = same_data.normal(4, 500_000), same_data.normal(5, 500_000)

    def look_always():
        n = np.arange(1, control.size + 1)
        means = [np.cumsum(arm) / n for arm in (control, challenger)]
        with np.errstate(all="ignore"):
            variances = [(np.cumsum(arm**2) - n * mean**2) / (n - 1)
                         for arm, mean in zip((control, challenger), means)]
            error = np.sqrt(sum(variances) / n)
            level = -2 * math.log(0.05)
            rho2 = (level + math.log(level + 1)) / 5000
            v = 2 * n * rho2 + 1
            half = error * np.sqrt(2 * v * np.log(np.sqrt(v) / 0.05) / (2 * n * rho2))
            decided = np.abs(means[1] - means[0]) > half
        decided[:29] = False
        return int(np.argmax(decided)) if decided.any() else -1

    yield "alwaysValidTest", "numpy", look_always


def walk_forward():
    prices = pandas.DataFrame(same_data.prices(6, BARS, ASSETS))
    moves = prices.pct_change().iloc[1:].to_numpy()

    def trend(shorter, longer, sign):
        wanted = np.sign(prices.shift(shorter) - prices.shift(longer)) * sign / ASSETS
        return wanted.fillna(0).to_numpy()

    def crossover(shorter, longer):
        wanted = prices.rolling(shorter).mean() > prices.rolling(longer).mean()
        wanted[: longer - 1] = False
        return wanted.to_numpy() / ASSETS

    def run():
        tables = []
        for window in (5, 20, 60, 120, 250):
            tables += [trend(0, window, 1), trend(1, window, 1), trend(0, window, -1),
                       crossover(2, window)]
        earned = np.array([(table[:-1] * moves).sum(axis=1) for table in tables])
        size, out = BARS // 6, []
        for fold in range(1, 6):
            past = earned[:, : fold * size]
            chosen = int(np.argmax(past.mean(axis=1) / past.std(axis=1)))
            out.append(earned[chosen, fold * size : (fold + 1) * size])
        rest = np.concatenate(out)
        return rest.mean() / rest.std() * math.sqrt(252)

    yield "walkForward", "numpy, pandas", run


def main():
    print(f"{'CASE':24} {'PEER':16} {'MILLISECONDS':>12}  ANSWER")
    for group in (bootstrap, portfolios, regimes, sequential, walk_forward):
        for case, peer, work in group():
            spent, answer = best_of(work)
            print(f"{case:24} {peer:16} {spent:12.2f}  {float(answer):.6g}", flush=True)


if __name__ == "__main__":
    main()
