"""Finance."""

from __future__ import annotations

import math

import numpy as np

from tests.programs.collection import Collection

program = Collection()
rng = np.random.default_rng(9)


@program(100.0, 105.0, 0.2, 0.03, 1.0, rng.normal(size=(20, 4)), wrt=(0, 1, 2, 3, 4))
def monte_carlo_asian_call(spot, strike, volatility, rate, maturity, normals):
    count, steps = normals.shape
    dt = maturity / steps
    paths = np.zeros((count, steps + 1))
    paths[:, 0] = spot
    for t in range(steps):
        drift = (rate - 0.5 * volatility**2) * dt
        paths[:, t + 1] = paths[:, t] * np.exp(drift + volatility * np.sqrt(dt) * normals[:, t])
    payoff = np.maximum(paths[:, 1:].mean(axis=1) - strike, 0.0)
    return np.exp(-rate * maturity) * payoff.mean()


@program(100.0, 102.0, 0.25, 0.04, 1.0, 6)
def american_put_by_tree(spot, strike, volatility, rate, maturity, n):
    dt = maturity / n
    up = math.exp(volatility * math.sqrt(dt))
    p = (math.exp(rate * dt) - 1.0 / up) / (up - 1.0 / up)
    discount = math.exp(-rate * dt)
    prices = spot * up ** np.arange(n, -n - 1, -2.0)
    values = np.maximum(strike - prices, 0.0)
    for i in range(n - 1, -1, -1):
        values[: i + 1] = discount * (p * values[: i + 1] + (1.0 - p) * values[1 : i + 2])
        prices[: i + 1] = prices[: i + 1] / up
        np.maximum(values[: i + 1], strike - prices[: i + 1], out=values[: i + 1])
    return values[0]


@program(np.array([0.04, 2.0, 0.05, 0.3, -0.5]), rng.normal(size=(2, 5, 8)), 100.0, wrt=(0, 2))
def heston_paths(parameters, shocks, spot):
    v0, kappa, theta, xi, rho = parameters
    steps, count = shocks.shape[1:]
    dt = 1.0 / steps
    s, v = np.full(count, spot), np.full(count, v0)
    for t in range(steps):
        z1 = shocks[0, t]
        z2 = rho * z1 + math.sqrt(1.0 - rho**2) * shocks[1, t]
        positive = np.maximum(v, 1e-4)
        s *= np.exp(-0.5 * positive * dt + np.sqrt(positive * dt) * z1)
        v += kappa * (theta - positive) * dt + xi * np.sqrt(positive * dt) * z2
    return np.mean(np.log1p(np.exp(0.1 * (s - spot)))) * 10.0


class Account:
    """Cash and positions, by name."""

    def __init__(self, cash):
        self.cash = cash
        self.positions = {}
        self.fees = 0.0

    def trade(self, name, units, price):
        cost = units * price
        self.cash -= cost
        self.fees += 0.001 * math.sqrt(cost**2 + 1.0)
        self.positions[name] = self.positions.get(name, 0.0) + units

    def worth(self, prices):
        total = self.cash - self.fees
        for name, units in self.positions.items():
            total += units * prices[name]
        return total


@program(
    1000.0, np.array([0.3, 0.2]), {"a": [10.0, 11.0, 10.5, 12.0], "b": [20.0, 19.0, 21.0, 22.0]}
)
def backtest_with_a_ledger(cash, weights, prices):
    account = Account(cash)
    for day in range(3):
        for name, weight in zip(("a", "b"), weights):
            price = prices[name][day]
            account.trade(name, weight * account.cash / price, price)
    return math.log(account.worth({name: series[-1] for name, series in prices.items()}))


@program(0.2, 0.03, 100.0, 8, 4)
def black_scholes_grid(volatility, rate, strike, nodes, steps):
    """Implicit finite differences in the logarithm of the price."""
    x = np.linspace(math.log(50.0), math.log(200.0), nodes)
    dx = x[1] - x[0]
    dt = 1.0 / steps
    value = np.logaddexp(0.0, np.exp(x) / 10.0 - strike / 10.0)
    drift = rate - 0.5 * volatility**2
    lower = dt * (-0.5 * volatility**2 / dx**2 + 0.5 * drift / dx)
    upper = dt * (-0.5 * volatility**2 / dx**2 - 0.5 * drift / dx)
    middle = 1.0 + dt * (volatility**2 / dx**2 + rate)
    matrix = np.eye(nodes)
    for i in range(1, nodes - 1):
        matrix[i, i - 1] = lower
        matrix[i, i] = middle
        matrix[i, i + 1] = upper
    for _ in range(steps):
        value[1:-1] = np.linalg.solve(matrix, value)[1:-1]
        value[-1] *= 1.0 + 0.1 * dt
    return value[nodes // 2]


@program(np.array([0.03, 0.02, 0.01]), 0.3, 0.4, np.linspace(0.5, 2.5, 5))
def nelson_siegel_duration(beta, tau, coupon, times):
    rates = np.empty_like(times)
    for i, t in enumerate(times):
        decay = (1.0 - math.exp(-t / tau)) / (t / tau)
        rates[i] = beta[0] + beta[1] * decay + beta[2] * (decay - math.exp(-t / tau))
    flows = np.full(len(times), coupon)
    flows[-1] += 1.0
    flows *= np.exp(-rates * times)
    return flows @ times / flows.sum()


@program(np.array([[0.04, 0.01], [0.01, 0.09]]), np.array([0.5, 0.5]), np.array([0.6, 0.4]))
def risk_parity(covariance, weights, budget):
    """Cyclical coordinate descent."""
    w = weights.copy()
    for _ in range(4):
        for i in range(len(w)):
            rest = covariance[i] @ w - covariance[i, i] * w[i]
            w[i] = (-rest + math.sqrt(rest**2 + 4.0 * covariance[i, i] * budget[i])) / (
                2.0 * covariance[i, i]
            )
    w /= w.sum()
    return w @ covariance @ w + w[0]
