"""Compares the answers of planwright quant with those of the field's reference implementations."""

import argparse
import json
import math
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np

warnings.filterwarnings("ignore")

CLOSED, OPTIMISER, EM = 1e-9, 1e-6, 1e-4


class Case:
    """One question, the peer's answer to it by path, and how far ours may be from it."""

    def __init__(self, method, peer, request, expected, tolerance=CLOSED, scale=1e-6):
        self.method, self.peer, self.request = method, peer, request
        self.expected, self.tolerance, self.scale = expected, tolerance, scale

    def difference(self, answer):
        worst = 0.0
        for path, expected in self.expected.items():
            ours = np.asarray(at(answer, path), dtype=float)
            theirs = np.asarray(expected, dtype=float)
            if ours.shape != theirs.shape:
                return math.inf
            gap = np.abs(ours - theirs) / np.maximum(self.scale, np.abs(theirs))
            worst = max(worst, float(np.max(gap)) if gap.size else 0.0)
        return worst


def at(answer, path):
    for step in filter(None, path.split(".")):
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return answer


def lists(data):
    return np.asarray(data).tolist()


def experiments(rng):
    from scipy import stats
    import statsmodels.api as sm
    from statsmodels.stats import multitest, power, proportion

    a, b = rng.normal(1, 1, 80), rng.normal(1.2, 1.7, 95)
    paired = a + rng.normal(0.1, 0.8, 80)
    two = {"control": lists(a), "challenger": lists(b)}
    same = {"control": lists(a), "challenger": lists(paired)}
    welch, student = stats.ttest_ind(b, a, equal_var=False), stats.ttest_ind(b, a)
    related = stats.ttest_rel(paired, a)
    for name, result, request in (
        ("welch-test", welch, two),
        ("student-test", student, two),
        ("paired-test", related, same),
    ):
        interval = result.confidence_interval(0.95)
        yield Case(
            name, "scipy", request,
            {"t": result.statistic, "p": result.pvalue, "degreesOfFreedom": result.df,
             "low": interval.low, "high": interval.high})
    hac = sm.OLS(paired - a, np.ones(80)).fit(cov_type="HAC", cov_kwds={"maxlags": 5})
    yield Case("paired-hac-test", "statsmodels", same | {"lag": 5},
               {"t": hac.tvalues[0], "p": hac.pvalues[0], "standardError": hac.bse[0]})
    n, k = rng.integers(80, 400, 2), None
    k = [int(rng.integers(10, size - 10)) for size in n]
    z, p = proportion.proportions_ztest([k[1], k[0]], [n[1], n[0]])
    yield Case("proportion-test", "statsmodels",
               {"control": {"successes": k[0], "trials": int(n[0])},
                "challenger": {"successes": k[1], "trials": int(n[1])}}, {"z": z, "p": p})
    low, high = proportion.proportion_confint(k[0], n[0], method="wilson")
    yield Case("wilson-interval", "statsmodels", {"successes": k[0], "trials": int(n[0])},
               {"low": low, "high": high})
    effect = float(rng.uniform(0.1, 0.9))
    yield Case("sample-size-means", "statsmodels", {"effect": effect},
               {"": power.TTestIndPower().solve_power(effect, alpha=0.05, power=0.8)}, 1e-6)
    yield Case("power-means", "statsmodels", {"effect": effect, "perArm": 60},
               {"": power.TTestIndPower().power(effect, 60, 0.05)}, 1e-7)
    values = np.sort(rng.uniform(0, 0.2, 12))
    for name, method in (("holm", "holm"), ("bh", "fdr_bh"), ("by", "fdr_by")):
        yield Case(name, "statsmodels", {"p": lists(values)},
                   {"": multitest.multipletests(values, method=method)[1]})
    sizes = rng.integers(900, 1100, 3)
    chi = stats.chisquare(sizes)
    yield Case("sample-ratio", "scipy", {"sizes": lists(sizes)},
               {"chiSquared": chi.statistic, "p": chi.pvalue})
    x = rng.gamma(2, 1, 60)
    bca = stats.bootstrap((x,), np.mean, n_resamples=20000, method="BCa", rng=rng)
    width = bca.confidence_interval.high - bca.confidence_interval.low
    yield Case("bca-bootstrap", "scipy", {"columns": [lists(x)], "statistic": "MEAN", "draws": 20000},
               {"low": bca.confidence_interval.low, "high": bca.confidence_interval.high},
               0.05, width)


def drift(rng):
    from scipy import stats
    from river import drift as river

    a, b = rng.normal(0, 1, 40), rng.normal(0.3, 1, 55)
    ks = stats.ks_2samp(a, b, method="exact")
    yield Case("kolmogorov-smirnov", "scipy", {"expected": lists(a), "actual": lists(b)},
               {"d": ks.statistic, "p": ks.pvalue}, 1e-8)
    stream = np.concatenate([rng.normal(0, 1, 700), rng.normal(3, 1, 700)])
    for name, detector in (
        ("adwin", river.ADWIN(delta=0.002)),
        ("page-hinkley", river.PageHinkley(min_instances=30, delta=0.005, threshold=50)),
    ):
        seen = []
        for i, value in enumerate(stream):
            detector.update(value)
            if detector.drift_detected:
                seen.append(i)
        yield Case(name, "river", {"stream": lists(stream)}, {"rows": seen})


def risk(rng):
    from scipy import stats

    r = rng.standard_t(6, 400) * 0.01
    quantile = np.quantile(r, 0.05)
    yield Case("historical-risk", "numpy", {"returns": lists(r), "confidence": 0.95},
               {"valueAtRisk": -quantile})
    mean, deviation = r.mean(), r.std()
    z = stats.norm.ppf(0.05)
    yield Case("gaussian-risk", "scipy", {"returns": lists(r), "confidence": 0.95},
               {"valueAtRisk": -(mean + z * deviation),
                "expectedShortfall": -mean + deviation * stats.norm.pdf(z) / 0.05})
    yield Case("quantile", "numpy", {"values": lists(r), "p": 0.3}, {"": np.quantile(r, 0.3)})
    breaches = int(rng.integers(1, 12))
    share = breaches / 250
    ratio = -2 * (stats.binom.logpmf(breaches, 250, 0.01) - stats.binom.logpmf(breaches, 250, share))
    yield Case("kupiec", "scipy", {"days": 250, "breaches": breaches, "probability": 0.01},
               {"statistic": ratio, "p": stats.chi2.sf(ratio, 1)})
    yield Case("moments", "scipy", {"values": lists(r)},
               {"skewness": stats.skew(r), "excessKurtosis": stats.kurtosis(r),
                "deviation": r.std(ddof=1)})
    draws = rng.choice(r, (10000, r.size))
    values = -np.quantile(draws, 0.05, axis=1)
    yield Case("bootstrap-risk", "numpy",
               {"returns": lists(r), "resamples": 10000, "meanBlock": 1, "confidence": 0.95},
               {"valueAtRiskError": values.std(ddof=1)}, 0.1)


def volatility(rng):
    from arch import arch_model
    from arch.bootstrap import optimal_block_length

    variance, series = 1.0, []
    for z in rng.normal(0, 1, 1200):
        series.append(math.sqrt(variance) * z)
        variance = 0.05 + 0.1 * series[-1] ** 2 + 0.85 * variance
    series = np.array(series)
    fit = arch_model(series, mean="Constant", vol="GARCH", rescale=False).fit(disp="off", tol=1e-12)
    yield Case("garch", "arch", {"series": lists(series)}, {"logLikelihood": fit.loglikelihood}, EM)
    length = optimal_block_length(series**2)["stationary"].iloc[0]
    yield Case("block-length", "arch", {"series": lists(series**2)}, {"": length}, 1e-6)


def regimes(rng):
    from hmmlearn.hmm import GaussianHMM
    import statsmodels.api as sm

    y = np.concatenate([rng.normal(0.001, 0.005, 200), rng.normal(-0.002, 0.02, 100),
                        rng.normal(0.001, 0.005, 150)])
    best = -math.inf
    for state in range(10):
        model = GaussianHMM(2, covariance_type="diag", n_iter=2000, tol=1e-9, random_state=state,
                            min_covar=1e-12, covars_prior=0, covars_weight=0)
        model.fit(y[:, None])
        best = max(best, model.score(y[:, None]))
    yield Case("gaussian-hmm", "hmmlearn", {"observations": lists(y[:, None]), "states": 2},
               {"logLikelihood": best}, EM)
    fit = sm.tsa.MarkovRegression(y * 100, k_regimes=2, switching_variance=True).fit(search_reps=20)
    yield Case("markov-switching", "statsmodels",
               {"y": lists(y * 100), "states": 2, "switchingVariance": True},
               {"logLikelihood": fit.llf}, EM)


def market(rng, rows=250, columns=6):
    factor = rng.normal(0, 0.008, (rows, 1))
    return 0.0004 + factor * rng.uniform(0.5, 1.5, columns) + rng.normal(0, 0.01, (rows, columns))


def covariances(rng):
    from pypfopt.risk_models import CovarianceShrinkage
    from sklearn.covariance import ledoit_wolf, oas
    import pandas

    x = market(rng)
    request = {"returns": lists(x)}
    for name, peer in (("ledoit-wolf", ledoit_wolf), ("oas", oas)):
        covariance, intensity = peer(x)
        yield Case(name, "scikit-learn", request,
                   {"intensity": intensity, "covariance": covariance}, CLOSED, 1e-5)
    shrinkage = CovarianceShrinkage(pandas.DataFrame(x), returns_data=True, frequency=1)
    covariance = shrinkage.ledoit_wolf("constant_correlation").values
    yield Case("constant-correlation", "PyPortfolioOpt", request,
               {"intensity": shrinkage.delta, "covariance": covariance}, CLOSED, 1e-5)


def portfolios(rng):
    import cvxpy
    import pandas
    from pypfopt import EfficientCVaR, EfficientFrontier, HRPOpt, BlackLittermanModel
    from skfolio import RiskMeasure
    from skfolio.optimization import HierarchicalRiskParity, RiskBudgeting

    x = market(rng)
    names = [f"A{i}" for i in range(x.shape[1])]
    frame = pandas.DataFrame(x, columns=names)
    covariance, mean = frame.cov().values, x.mean(axis=0)
    request = {"covariance": lists(covariance)}
    hrp = HRPOpt(frame).optimize(linkage_method="single")
    yield Case("hierarchical-risk-parity", "PyPortfolioOpt", request,
               {"": [hrp[n] for n in names]}, CLOSED)
    budget = RiskBudgeting(risk_measure=RiskMeasure.VARIANCE).fit(x)
    yield Case("risk-budget", "skfolio", request, {"weights": budget.weights_}, 1e-3)

    def solved(objective, constraints, w):
        cvxpy.Problem(objective, constraints).solve(solver=cvxpy.CLARABEL, tol_gap_abs=1e-13,
                                                    tol_gap_rel=1e-13, tol_feas=1e-13)
        return w.value

    w = cvxpy.Variable(len(names))
    long_only = [cvxpy.sum(w) == 1, w >= 0]
    variance = cvxpy.quad_form(w, cvxpy.psd_wrap(covariance * 1e4))
    yield Case("minimum-variance", "cvxpy", request,
               {"weights": solved(cvxpy.Minimize(variance), long_only, w)}, 1e-5, 0.01)
    utility = 1e4 * mean @ w - 2.5 * variance
    yield Case("maximum-utility", "cvxpy", request | {"mean": lists(mean), "riskAversion": 5.0},
               {"weights": solved(cvxpy.Maximize(utility), long_only, w)}, 1e-5, 0.01)
    above = np.abs(mean) + 1e-4
    best = EfficientFrontier(above, covariance * 252, solver="CLARABEL")
    best.max_sharpe(risk_free_rate=0)
    yield Case("maximum-sharpe", "PyPortfolioOpt", request | {"mean": lists(above)},
               {"weights": best.weights}, 1e-4, 0.01)
    shortfall = EfficientCVaR(mean, frame, beta=0.95, solver="CLARABEL")
    shortfall.min_cvar()
    yield Case("least-shortfall", "PyPortfolioOpt", {"returns": lists(x), "level": 0.95},
               {"shortfall": shortfall.portfolio_performance()[1]}, OPTIMISER)
    caps = np.full(len(names), 1 / len(names))
    view = np.zeros(len(names))
    view[0], view[1] = 1, -1
    model = BlackLittermanModel(
        pandas.DataFrame(covariance), pi=2.5 * covariance @ caps, P=view[None, :],
        Q=np.array([0.001]), tau=0.05)
    yield Case("black-litterman", "PyPortfolioOpt",
               request | {"market": lists(caps),
                          "views": [{"portfolio": lists(view), "expected": 0.001, "variance": 0.0}]},
               {"mean": model.bl_returns().values}, CLOSED, 1e-5)


def splits(_):
    from skfolio.model_selection import CombinatorialPurgedCV

    for folds, tested in ((6, 2), (10, 3)):
        peer = CombinatorialPurgedCV(n_folds=folds, n_test_folds=tested)
        yield Case("combinatorial-purged", "skfolio", {"folds": folds, "testFolds": tested},
                   {"splits": peer.n_splits, "paths": peer.n_test_paths})


def challengers(rng):
    from arch.bootstrap import MCS, SPA

    losses = rng.normal(0, 0.01, (300, 5)) + rng.normal(0, 0.01, (300, 1))
    losses[:, 2] -= 0.0012
    spa = SPA(-losses[:, 0], -losses[:, 1:], block_size=10, reps=5000, seed=1)
    spa.compute()
    yield Case("superior-ability", "arch",
               {"benchmark": lists(losses[:, 0]), "challengers": lists(losses[:, 1:]),
                "blockLength": 10, "draws": 5000},
               {"p": spa.pvalues["consistent"]}, 0.04, 1.0)
    mcs = MCS(-losses, size=0.05, block_size=10, reps=5000, method="R", seed=1)
    mcs.compute()
    theirs = mcs.pvalues.sort_index()["Pvalue"].to_numpy()
    yield Case("model-confidence-set", "arch",
               {"returns": lists(losses), "blockLength": 10, "draws": 5000}, {"p": theirs}, 0.04, 1.0)


def household(rng):
    from scipy import optimize, stats
    from sklearn.isotonic import IsotonicRegression
    from sklearn.linear_model import LogisticRegression
    from statsmodels.tsa.seasonal import seasonal_decompose

    balances, rates = rng.uniform(1000, 6000, 3), rng.uniform(0.05, 0.3, 3)
    calm = np.array([0.0, 0.01, 0.0])
    months, budget = 120, float(balances.sum() * 0.06)
    monthly = np.where(np.arange(months)[None, :] < 9, calm[:, None], rates[:, None]) / 12
    discount = 1 / np.cumprod(1 + monthly, axis=1)
    worth = np.zeros((3, 3 * months))
    spent = np.zeros((months, 3 * months))
    for j in range(3):
        worth[j, j * months:(j + 1) * months] = discount[j]
        spent[np.arange(months), j * months + np.arange(months)] = 1
    plan = optimize.linprog(np.ones(3 * months), A_ub=spent, b_ub=np.full(months, budget),
                            A_eq=worth, b_eq=balances, method="highs")
    debts = [{"name": str(j), "balance": float(balances[j]), "annualRate": float(rates[j]),
              "promotion": {"annualRate": float(calm[j]), "months": 9}} for j in range(3)]
    yield Case("debt-plan", "scipy linprog", {"debts": debts, "extra": budget},
               {"cheapest.interest": plan.fun - balances.sum()}, OPTIMISER)
    goal = {"wealth": float(rng.uniform(5e4, 2e5)), "target": 2e5, "annualReturn": 0.06,
            "volatility": float(rng.uniform(0.05, 0.3)), "years": 8}
    s = goal["volatility"] * math.sqrt(8)
    mean = math.log(goal["wealth"] / 2e5) + (0.06 - goal["volatility"] ** 2 / 2) * 8
    chance = stats.norm.cdf(mean / s)
    yield Case("goal-success", "scipy", goal, {"": chance})
    error = math.sqrt(chance * (1 - chance) / 40000) + 1e-4
    yield Case("goal-simulation", "scipy", {"goal": goal, "paths": 40000},
               {"probability": chance}, 5 * error / chance)
    x = rng.normal(0, 1, (300, 4))
    y = (rng.uniform(size=300) < 1 / (1 + np.exp(-x @ [1, -1, 0.5, 0]))).astype(int)
    fit = LogisticRegression(C=1.0, tol=1e-10, max_iter=10000).fit(x, y)
    yield Case("monotone-logistic", "scikit-learn", {"features": lists(x), "defaults": lists(y)},
               {"coefficients": fit.coef_[0], "intercept": fit.intercept_[0]}, 1e-5, 0.01)
    steps = IsotonicRegression(increasing=True).fit(x[:, 0], y)
    rates = np.unique(steps.predict(x[:, 0]).round(12))
    yield Case("isotonic-default-rate", "scikit-learn",
               {"feature": lists(x[:, 0]), "defaults": lists(y), "direction": "RAISES"},
               {"rates": rates})
    values = 50 + np.arange(60) + 10 * np.sin(np.arange(60) * math.pi / 6) + rng.normal(0, 2, 60)
    peer = seasonal_decompose(values, period=12)
    yield Case("seasonality", "statsmodels", {"values": lists(values)},
               {"season": peer.seasonal[:12], "trend": peer.trend[6:-6], "rest": peer.resid[6:-6]},
               CLOSED, 1.0)


GROUPS = (experiments, drift, risk, volatility, regimes, covariances, portfolios, splits,
          challengers, household)


def cases(seed, only):
    for group in GROUPS:
        for case in group(np.random.default_rng(seed)):
            if only in case.method:
                yield case


def answers(planwright, asked):
    lines = "\n".join(json.dumps({"method": c.method, "request": c.request}) for c in asked)
    ran = subprocess.run([*planwright, "quant", "--lines"], input=lines, text=True,
                         stdout=subprocess.PIPE, check=False)
    replies = [json.loads(line) for line in ran.stdout.splitlines()]
    if len(replies) != len(asked):
        raise SystemExit(f"expected {len(asked)} answers, got {len(replies)}")
    return replies


def main():
    launcher = str(Path(__file__).resolve().parents[2] / "planwright")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="of cases whose method holds this")
    parser.add_argument("--planwright", nargs="+", default=[launcher])
    given = parser.parse_args()
    asked = list(cases(given.seed, given.only))
    print(f"{'METHOD':26} {'PEER':16} {'DIFFERENCE':>11} {'TOLERANCE':>10}  OK")
    wrong = 0
    for case, reply in zip(asked, answers(given.planwright, asked)):
        if "error" in reply:
            wrong += 1
            print(f"{case.method:26} {case.peer:16} {json.dumps(reply['error'])[:160]}")
            continue
        difference = case.difference(reply["answer"])
        ok = difference <= case.tolerance
        wrong += not ok
        print(f"{case.method:26} {case.peer:16} {difference:11.2e} {case.tolerance:10.0e}"
              f"  {'yes' if ok else 'NO'}")
    print(f"{len(asked)} cases of seed {given.seed}, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
