"""GradBench `ht`: measured points against the surface of a hand, and the Jacobian.

From ADBench (Srajer, Kukelova, Fitzgibbon 2018), the case without `us`. The pose theta is 26 numbers:
rotation as an axis times an angle (3), translation (3), and for each of five fingers two angles of its
first joint, one of the second and one of the third. There are 22 bones, each with a transform (4, 4)
relative to its parent's; a vertex moves with the weighted mean of its bones. Asked for is the Jacobian
of the n distances, (n, 3, 26): forward mode is the cheap one.
"""

from dataclasses import dataclass

import numpy as np

import s2s


@dataclass
class Hand:
    """Parents (-1 or an earlier bone), transforms (22, 4, 4), vertices (4, v), weights (22, v)."""

    parents: list
    relatives: np.ndarray
    inverse_absolutes: np.ndarray
    vertices: np.ndarray
    weights: np.ndarray
    mirrored: bool = False


def about(axis, angle):
    """The transform (4, 4) that turns about x, y or z."""
    out, i, j = np.eye(4), (axis + 1) % 3, (axis + 2) % 3
    out[i, i] = out[j, j] = np.cos(angle)
    out[j, i] = np.sin(angle)
    out[i, j] = -out[j, i]
    return out


def rotation(vector):
    """The matrix (3, 3) of an axis times an angle."""
    angle = np.sqrt(np.sum(vector**2))
    if angle < 1e-4:
        return np.eye(3)
    x, y, z = vector / angle
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    return np.eye(3) + np.sin(angle) * cross + (1.0 - np.cos(angle)) * (cross @ cross)


def distances(theta, hand, correspondences, points):
    """The objective (n, 3): each point against the vertex that corresponds to it."""
    turns, absolutes = np.zeros((22, 3)), []  # about x, z and y
    for finger in range(5):
        first, angles = 2 + 4 * finger, theta[6 + 4 * finger : 10 + 4 * finger]
        turns[first, :2] = angles[:2]
        turns[first + 1 : first + 3, 0] = angles[2:]
    positions = np.zeros((3, hand.vertices.shape[1]))
    for bone, parent in enumerate(hand.parents):
        turn = about(2, turns[bone, 1]) @ about(1, turns[bone, 2]) @ about(0, turns[bone, 0])
        relative = hand.relatives[bone] @ turn
        absolutes.append(relative if parent == -1 else absolutes[parent] @ relative)
        transform = absolutes[bone] @ hand.inverse_absolutes[bone]
        positions += hand.weights[bone] * (transform @ hand.vertices)[:3]
    if hand.mirrored:
        positions[0] *= -1.0
    return points - (rotation(theta[:3]) @ positions + theta[3:6, None])[:, correspondences].T


jacobian = s2s.jacfwd(distances)


def problem(vertices=30, n=12, seed=0):
    """The arguments of the objective and of its derivative; the hand is a random one."""
    rng, still = np.random.default_rng(seed), np.tile(np.eye(4), (22, 1, 1))
    parents = [-1, 0] + [0 if i % 4 == 0 else i + 1 for i in range(20)]
    at, back = still + 0.3 * rng.normal(size=(22, 4, 4)), still + 0.3 * rng.normal(size=(22, 4, 4))
    corners, weights = rng.normal(size=(4, vertices)), rng.dirichlet(np.ones(22), size=vertices).T
    hand = Hand(parents, at, back, corners, weights, mirrored=True)
    return rng.normal(size=26), hand, rng.integers(vertices, size=n), rng.normal(size=(n, 3))
