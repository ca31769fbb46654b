"""Train a two-layer network, written in plain NumPy, on real images of handwritten digits.

Gradients come from s2s, the optimiser is SciPy's L-BFGS. Saves a picture of the loss and predictions.
"""

import argparse

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import minimize
from sklearn.datasets import load_digits
from tqdm import tqdm

import s2s

HIDDEN = 40


def loss(params, images, labels):
    w1, b1, w2, b2 = params
    hidden = np.tanh(images @ w1 + b1)
    logits = hidden @ w2 + b2
    top = np.max(logits, axis=1, keepdims=True)
    log_sum = np.log(np.sum(np.exp(logits - top), axis=1)) + top[:, 0]
    chosen = logits[np.arange(len(labels)), labels]
    return np.mean(log_sum - chosen) + 1e-4 * (np.sum(w1**2) + np.sum(w2**2))


def pack(params):
    return np.concatenate([np.ravel(part) for part in params])


def unpack(flat):
    shapes = [(64, HIDDEN), (HIDDEN,), (HIDDEN, 10), (10,)]
    parts = np.split(flat, np.cumsum([np.prod(shape) for shape in shapes])[:-1])
    return tuple(part.reshape(shape) for part, shape in zip(parts, shapes, strict=False))


def predict(params, images):
    w1, b1, w2, b2 = params
    return np.argmax(np.tanh(images @ w1 + b1) @ w2 + b2, axis=1)


def main(steps, picture):
    digits = load_digits()
    order = np.random.default_rng(0).permutation(len(digits.target))
    images, labels = digits.data[order] / 16.0, digits.target[order]
    train, test = slice(0, 1400), slice(1400, None)
    with_gradient = s2s.value_and_grad(loss)
    history = []

    def objective(flat):
        value, gradient = with_gradient(unpack(flat), images[train], labels[train])
        history.append(float(value))
        return value, pack(gradient)

    start = np.random.default_rng(1).normal(size=64 * HIDDEN + HIDDEN + HIDDEN * 10 + 10) * 0.1
    with tqdm(total=steps, desc="L-BFGS") as bar:
        found = minimize(
            objective,
            start,
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": steps},
            callback=lambda _: bar.update(),
        )
    guesses = predict(unpack(found.x), images[test])
    accuracy = float(np.mean(guesses == labels[test]))
    print(f"accuracy on {len(guesses)} held-out images: {accuracy:.1%}")
    figure, axes = plt.subplots(1, 9, figsize=(14, 2), width_ratios=[3] + [1] * 8)
    axes[0].semilogy(history)
    axes[0].set_title("loss")
    for axis, image, guess in zip(axes[1:], images[test], guesses, strict=False):
        axis.imshow(image.reshape(8, 8), cmap="gray_r")
        axis.set_title(str(guess))
        axis.axis("off")
    figure.savefig(picture)
    return accuracy


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=150)
    main(parser.parse_args().steps, "digits.png")
