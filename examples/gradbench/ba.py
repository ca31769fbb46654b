"""GradBench `ba`: bundle adjustment, with its sparse Jacobian.

For an observation of a point X by a camera: `w (project(camera, X) - feature)`, and `1 - w^2` for its
weight. From ADBench (Srajer, Kukelova, Fitzgibbon 2018). A camera is 11 numbers: rotation as an axis
times an angle (3), centre (3), focal length, principal point (2), radial distortion (2). Shapes:
cameras (n, 11), points (m, 3), weights (p,), features (p, 2), observations (p, 2): camera and point of
each. The Jacobian has a dense block of 2 x 15 for each observation, and a number for each weight.
"""

import math

import numpy as np

import s2s


def rotate(rotation, x):
    """By Rodrigues' formula; to first order at angle zero."""
    squared = np.sum(rotation**2)
    if squared == 0.0:
        return x + np.cross(rotation, x)
    angle = math.sqrt(squared)
    axis = rotation / angle
    cosine, sine = math.cos(angle), math.sin(angle)
    return x * cosine + np.cross(axis, x) * sine + axis * (axis @ x) * (1.0 - cosine)


def project(camera, x):
    """Where the camera sees the point."""
    seen = rotate(camera[:3], x - camera[3:6])
    flat = seen[:2] / seen[2]
    radius = np.sum(flat**2)
    distortion = 1.0 + camera[9] * radius + camera[10] * radius**2
    return flat * distortion * camera[6] + camera[7:9]


def residual(camera, x, w, feature):
    """Of one observation."""
    return w * (project(camera, x) - feature)


def objective(cameras, points, weights, features, observations):
    """The residuals (p, 2), and those of the weights (p,)."""
    errors = np.empty((len(weights), 2))
    for i, (camera, point) in enumerate(observations):
        errors[i] = residual(cameras[camera], points[point], weights[i], features[i])
    return errors, 1.0 - weights**2


blocks = s2s.jacrev(residual, argnums=(0, 1, 2))
slope = s2s.grad(lambda w: 1.0 - w**2)


def jacobian(cameras, points, weights, features, observations):
    """The blocks (p, 2, 15), by camera, point and weight, and the slopes of the weights (p,)."""
    out = np.empty((len(weights), 2, 15))
    for i, (camera, point) in enumerate(observations):
        found = blocks(cameras[camera], points[point], weights[i], features[i])
        out[i, :, :11], out[i, :, 11:14], out[i, :, 14] = found
    return out, np.array([slope(w) for w in weights])


def problem(n=3, m=10, p=20, seed=0):
    """The arguments of the objective and of its derivative; the last camera is not rotated."""
    rng = np.random.default_rng(seed)
    cameras = 0.3 * rng.normal(size=(n, 11))
    cameras[-1, :3] = 0.0
    points = rng.normal(size=(m, 3)) + [0.0, 0.0, 5.0]
    observations = np.stack([np.arange(p) % n, np.arange(p) % m], axis=1)
    return cameras, points, rng.normal(size=p), rng.normal(size=(p, 2)), observations


if __name__ == "__main__":
    print(jacobian(*problem()))
