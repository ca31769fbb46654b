"""GradBench `lstm`: a network with memory that predicts a sequence, and its gradient.

From ADBench. Each of the l layers has gates with diagonal weights: `forget = s(x w_f + b_f)`,
`in = s(h w_i + b_i)`, `out = s(x w_o + b_o)`, `change = tanh(h w_c + b_c)`, with `s` the logistic
function; then `c = c forget + in change` and `h = out tanh(c)`. What is asked for is the loss
`-sum_t y_{t+1} (y - log(2 + sum(exp(y)))) / count`. Shapes, with b numbers at a time: main (2 l, 4 b), a
row of weights and a row of biases for each layer; extra (3, b); state (2 l, b), h and c of each layer;
sequence (t, b).
"""

import numpy as np

import s2s


def logistic(x):
    """s."""
    return 1.0 / (1.0 + np.exp(-x))


def layer(weights, biases, state, x):
    """One step of a layer; overwrites its state, two rows."""
    b = len(x)
    forget = logistic(x * weights[:b] + biases[:b])
    gate = logistic(state[0] * weights[b : 2 * b] + biases[b : 2 * b])
    out = logistic(x * weights[2 * b : 3 * b] + biases[2 * b : 3 * b])
    change = np.tanh(state[0] * weights[3 * b :] + biases[3 * b :])
    state[1] = state[1] * forget + gate * change
    state[0] = out * np.tanh(state[1])


def predict(main, extra, state, x):
    """The next of the sequence; overwrites the state."""
    x = x * extra[0]
    for i in range(0, len(main), 2):
        layer(main[i], main[i + 1], state[i : i + 2], x)
        x = state[i]
    return x * extra[1] + extra[2]


def loss(main, extra, state, sequence):
    """The objective."""
    state = state.copy()
    total = 0.0
    for t in range(len(sequence) - 1):
        y = predict(main, extra, state, sequence[t])
        total += np.sum(sequence[t + 1] * (y - np.log(2.0 + np.sum(np.exp(y)))))
    return -total / (sequence.size - sequence.shape[1])


gradient = s2s.grad(loss, argnums=(0, 1))


def problem(layers=2, length=20, b=4, seed=0):
    """The arguments of the objective and of its derivative."""
    rng = np.random.default_rng(seed)
    main, extra = rng.normal(size=(2 * layers, 4 * b)), rng.normal(size=(3, b))
    return main, extra, rng.normal(size=(2 * layers, b)), rng.uniform(size=(length, b))


if __name__ == "__main__":
    print(gradient(*problem()))
