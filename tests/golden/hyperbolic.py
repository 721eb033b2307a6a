"""Maps of the Poincare ball by their textbook formulas, without the care that float32 needs: everything here is in doubles."""

import torch

from recorder import Family


def product(x, y):
    return (x * y).sum(-1, keepdim=True)


def norm(x):
    return product(x, x).sqrt()


def add(c, x, y):
    """Moebius addition (Ungar)."""
    xy, xx, yy = product(x, y), product(x, x), product(y, y)
    numerator = (1 + 2 * c * xy + c * yy) * x + (1 - c * xx) * y
    return numerator / (1 + 2 * c * xy + c**2 * xx * yy)


def distance(c, x, y):
    return (2 / c.sqrt() * torch.atanh(c.sqrt() * norm(add(c, -x, y))))[..., 0]


def distance_to_origin(c, x):
    return (2 / c.sqrt() * torch.atanh(c.sqrt() * norm(x)))[..., 0]


def conformal_factor(c, x):
    return (2 / (1 - c * product(x, x)))[..., 0]


def exp(c, x, v):
    factor = 2 / (1 - c * product(x, x))
    return add(c, x, torch.tanh(c.sqrt() * factor * norm(v) / 2) * v / (c.sqrt() * norm(v)))


def log(c, x, y):
    difference = add(c, -x, y)
    factor = 2 / (1 - c * product(x, x))
    return 2 / (c.sqrt() * factor) * torch.atanh(c.sqrt() * norm(difference)) * difference / norm(difference)


def exp_origin(c, v):
    return torch.tanh(c.sqrt() * norm(v)) * v / (c.sqrt() * norm(v))


def log_origin(c, y):
    return torch.atanh(c.sqrt() * norm(y)) * y / (c.sqrt() * norm(y))


def gyration(c, a, b, v):
    """gyr[a, b] v in closed form (Ungar): its definition by five additions leaves no digit near the boundary."""
    av, bv, ab, aa, bb = product(a, v), product(b, v), product(a, b), product(a, a), product(b, b)
    of_a = -(c**2) * av * bb + c * bv + 2 * c**2 * ab * bv
    of_b = -(c**2) * bv * aa - c * av
    return v + 2 * (of_a * a + of_b * b) / (1 + 2 * c * ab + c**2 * aa * bb)


def transport(c, x, y, v):
    return gyration(c, y, -x, v) * (1 - c * product(y, y)) / (1 - c * product(x, x))


def points(case, c, shape, low=0.0, high=0.9):
    """Points at a share of low..high of the ball's radius."""
    direction = case.normal(*shape)
    radius = case.uniform(*shape[:-1], 1, low=low, high=high) / c**0.5
    return (direction / norm(direction) * radius).float().double()


MAPS = {
    "add": (add, "xy"), "distance": (distance, "xy"), "distance_to_origin": (distance_to_origin, "x"),
    "conformal_factor": (conformal_factor, "x"), "exp": (exp, "xv"), "log": (log, "xy"), "exp_origin": (exp_origin, "v"),
    "log_origin": (log_origin, "y"), "transport": (transport, "xyv"),
}


def families():
    family = Family("hyperbolic")
    for op, (function, operands) in MAPS.items():
        for label, curvature, shape in (("plain", 1.0, (5, 3)), ("curved", 2.0, (2, 3, 16)), ("flat", 0.3, (4, 2)), ("edge", 1.0, (6, 16))):
            case = family.case(f"{op}_{label}", op)
            inputs = {"c": torch.tensor([curvature], dtype=torch.double)}
            for name in operands:
                if name == "v":
                    inputs[name] = case.normal(*shape, scale=0.2 if label != "edge" else 1e-5)
                elif label == "edge" and (op, name) != ("add", "y"):  # The sum of two such points is the boundary.
                    inputs[name] = points(case, curvature, shape, low=1 - 1e-3, high=1 - 2e-5)
                else:
                    inputs[name] = points(case, curvature, shape)
            case.run(function, inputs)
    return [family]
