# SPDX-License-Identifier: Apache-2.0
"""Writes independent_intervals.properties by numpy and scipy: python3 independent_intervals.py"""
import numpy
from scipy import stats

first = numpy.array([41.2, 12.7, 88.1, 5.31, 23.9, 61.0, 9.84, 33.3, 150.2, 17.6, 2.95, 74.4])
second = numpy.array([39.0, 13.9, 84.6, 5.02, 25.5, 57.2, 10.9, 32.1, 158.8, 16.2, 3.40, 70.9])

logs = numpy.log(first) - numpy.log(second)
n = len(logs)
mean, sd = logs.mean(), logs.std(ddof=1)
low, high = stats.t.interval(0.95, n - 1, loc=mean, scale=sd / numpy.sqrt(n))
found = {
    "ratio.bias": stats.gmean(first / second),
    "ratio.sd": sd,
    "ratio.lower": numpy.exp(mean - 1.96 * sd),
    "ratio.upper": numpy.exp(mean + 1.96 * sd),
    "ratio.bias_low": numpy.exp(low),
    "ratio.bias_high": numpy.exp(high),
    "ratio.limit_se": sd * numpy.sqrt(3 / n),
}
for name, statistic in (("mean", numpy.mean), ("median", numpy.median)):
    interval = stats.bootstrap(
        (first - second,), statistic, n_resamples=400_000, batch=20_000,
        confidence_level=0.95, method="percentile", rng=numpy.random.default_rng(2026),
    ).confidence_interval
    found[f"bootstrap.{name}.low"], found[f"bootstrap.{name}.high"] = interval
with open("independent_intervals.properties", "w", encoding="utf-8") as out:
    out.write(f"# numpy {numpy.__version__}, scipy {__import__('scipy').__version__}\n")
    for key, value in found.items():
        out.write(f"{key}={value:.12g}\n")
