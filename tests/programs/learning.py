"""Machine learning in plain NumPy, the training loops included."""

from __future__ import annotations

import numpy as np

from tests.programs.collection import Collection

program = Collection()
rng = np.random.default_rng(8)


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def lstm_cell(weight, bias, hidden, cell, x):
    gates = np.concatenate([x, hidden, x, hidden]) * weight + bias
    n = len(hidden)
    forget, entry = sigmoid(gates[:n]), sigmoid(gates[n : 2 * n])
    out, change = sigmoid(gates[2 * n : 3 * n]), np.tanh(gates[3 * n :])
    cell = cell * forget + entry * change
    return out * np.tanh(cell), cell


@program(rng.normal(size=(2, 2, 12)), rng.normal(size=(2, 6)), rng.normal(size=(5, 3)))
def lstm_with_state_list(parameters, start, sequence):
    """GradBench's shape: hidden and cell states of the layers in one list, overwritten."""
    state = []
    for row in start:
        state.append(row[:3])
        state.append(row[3:])
    total = 0.0
    for t in range(len(sequence) - 1):
        x = sequence[t]
        for layer in range(len(parameters)):
            weight, bias = parameters[layer]
            state[2 * layer], state[2 * layer + 1] = lstm_cell(
                weight, bias, state[2 * layer], state[2 * layer + 1], x
            )
            x = state[2 * layer]
        error = x - sequence[t + 1]
        total += np.sum(error**2)
    return total


@program(rng.normal(size=(9, 3)) * 0.5, rng.normal(size=(9, 3)) * 0.5, rng.normal(size=(4, 3)))
def gru_with_outputs(w, u, xs):
    outputs = np.zeros((len(xs) + 1, 3))
    for t, x in enumerate(xs):
        h = outputs[t]
        wx, uh = w @ x, u @ h
        z = sigmoid(wx[:3] + uh[:3])
        r = sigmoid(wx[3:6] + uh[3:6])
        outputs[t + 1] = (1.0 - z) * h + z * np.tanh(wx[6:] + r * uh[6:])
    return np.sum(outputs[1:] ** 2)


class Adam:
    """Keeps two moments and a count."""

    def __init__(self, rate, beta1=0.9, beta2=0.99):
        self.rate = rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.m = None
        self.v = None
        self.t = 0

    def step(self, w, g):
        if self.m is None:
            self.m = np.zeros_like(w)
            self.v = np.zeros_like(w)
        self.t += 1
        self.m *= self.beta1
        self.m += (1.0 - self.beta1) * g
        self.v *= self.beta2
        self.v += (1.0 - self.beta2) * g**2
        m_hat = self.m / (1.0 - self.beta1**self.t)
        v_hat = self.v / (1.0 - self.beta2**self.t)
        w -= self.rate * m_hat / (np.sqrt(v_hat) + 1e-3)


@program(0.1, 0.8, rng.normal(size=(6, 3)), rng.normal(size=6), np.zeros(3), 4)
def adam_hypergradient(rate, beta, x, y, w, steps):
    optimiser = Adam(rate, beta1=beta)
    for _ in range(steps):
        optimiser.step(w, 2.0 * x.T @ (x @ w - y) / len(y))
    return np.mean((x @ w - y) ** 2)


@program({"w": rng.normal(size=(3, 2)), "b": np.zeros(2)}, 0.1, 0.9, rng.normal(size=(5, 3)), 3)
def momentum_over_a_dict(params, rate, momentum, x, steps):
    velocity = {name: np.zeros_like(value) for name, value in params.items()}
    for _ in range(steps):
        h = np.tanh(x @ params["w"] + params["b"])
        delta = 2.0 * (h - 0.3) * (1.0 - h**2) / h.size
        grads = {"w": x.T @ delta, "b": delta.sum(axis=0)}
        for name in params:
            velocity[name] *= momentum
            velocity[name] -= rate * grads[name]
            params[name] += velocity[name]
    return np.sum((np.tanh(x @ params["w"] + params["b"]) - 0.3) ** 2)


class Layer:
    """Keeps what its backward pass needs."""

    def __init__(self, w):
        self.w = w
        self.gradient = np.zeros_like(w)

    def forward(self, x):
        self.x = x
        self.y = np.tanh(x @ self.w)
        return self.y

    def backward(self, dy):
        dz = dy * (1.0 - self.y**2)
        self.gradient += self.x.T @ dz
        return dz @ self.w.T


@program([rng.normal(size=(3, 4)), rng.normal(size=(4, 2))], rng.normal(size=(5, 3)), 0.2)
def network_with_its_own_backward(weights, x, rate):
    """One step of training by the classes' own backpropagation, differentiated through."""
    layers = [Layer(w) for w in weights]
    h = x
    for layer in layers:
        h = layer.forward(h)
    d = 2.0 * (h - 0.5) / h.size
    for layer in reversed(layers):
        d = layer.backward(d)
    for layer in layers:
        layer.w -= rate * layer.gradient
    h = x
    for layer in layers:
        h = layer.forward(h)
    return np.mean((h - 0.5) ** 2)


class BatchNorm:
    """Normalises in place, and keeps running statistics."""

    def __init__(self, gamma, beta, size):
        self.gamma, self.beta = gamma, beta
        self.running_mean = np.zeros(size)
        self.running_var = np.ones(size)

    def __call__(self, x, training=True):
        if training:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean *= 0.9
            self.running_mean += 0.1 * mean
            self.running_var = 0.9 * self.running_var + 0.1 * var
        else:
            mean, var = self.running_mean, self.running_var
        x -= mean
        x /= np.sqrt(var + 1e-5)
        return self.gamma * x + self.beta


@program(np.array([1.0, 0.8]), np.array([0.1, -0.2]), rng.normal(size=(6, 2)))
def batch_normalisation(gamma, beta, data):
    norm = BatchNorm(gamma, beta, 2)
    total = 0.0
    for batch in (data[:3], data[3:]):
        total += np.sum(norm(batch.copy()) ** 3)
    return total + np.sum(norm(data, training=False) ** 2)


@program(rng.normal(size=(4, 3)), rng.normal(size=(3, 9)))
def causal_attention(x, w):
    q, k, v = np.split(x @ w, 3, axis=1)
    scores = q @ k.T / np.sqrt(3.0)
    scores[np.triu_indices(len(x), 1)] = -1e9
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    return np.sum((scores @ v) ** 2)


@program(rng.normal(size=(5, 3)), [[0, 2, 2], [4], [1, 0]], rng.normal(size=(3, 3)))
def embedding_bags(table, documents, target):
    pooled = np.zeros((len(documents), 3))
    for row, words in zip(pooled, documents):
        for word in words:
            row += table[word]
        row /= len(words)
    return np.sum((pooled - target) ** 2)


@program(rng.normal(size=(5, 3)), np.array([0, 1, 1, 4, 0, 2]), np.array([1, 2, 3, 3, 4, 0]))
def graph_network(features, source, target):
    h = features.copy()
    for _ in range(2):
        messages = np.zeros_like(h)
        np.add.at(messages, target, np.tanh(h[source]))
        h += 0.5 * messages
        h[h < 0] *= 0.1
    return np.sum(h**2)


@program(rng.normal(size=(6, 3)), rng.normal(size=7), 0.1, 0.9, 0.7)
def temporal_difference(features, rewards, rate, discount, decay):
    w, trace = np.zeros(3), np.zeros(3)
    for t in range(len(features) - 1):
        delta = rewards[t] + discount * features[t + 1] @ w - features[t] @ w
        trace *= discount * decay
        trace += features[t]
        w += rate * delta * trace
    return np.sum((features @ w - rewards[:-1]) ** 2)


@program(rng.uniform(size=(4, 2)), rng.uniform(size=(4, 2, 4)), 0.9, 5)
def soft_value_iteration(reward, transition, discount, sweeps):
    transition /= transition.sum(axis=2, keepdims=True)
    value = np.zeros(4)
    for _ in range(sweeps):
        for s in range(4):
            q = reward[s] + discount * transition[s] @ value
            value[s] = np.log(np.sum(np.exp(q)))
    return np.sum(value)


@program(rng.normal(size=(6, 2)), rng.normal(size=(2, 2)), 4)
def soft_k_means(points, centres, steps):
    for _ in range(steps):
        distance = np.empty((len(points), len(centres)))
        for k, centre in enumerate(centres):
            distance[:, k] = np.sum((points - centre) ** 2, axis=1)
        weights = np.exp(-distance)
        weights /= weights.sum(axis=1)[:, None]
        centres[:] = (weights.T @ points) / weights.sum(axis=0)[:, None]
    return np.sum(centres**2)
