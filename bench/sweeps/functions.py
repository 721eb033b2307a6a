"""The functions of Assay.Bench/Sweeps/Functions.cs, parameter by parameter; sweeps.sh checks that both sides give equal values."""
import math


def vector(trial, size, low, high):
    return [trial.suggest_float(f"x{index}", low, high) for index in range(size)]


def ackley(trial):
    x = vector(trial, 5, -10, 30)
    squares = sum(v * v for v in x) / len(x)
    waves = sum(math.cos(2 * math.pi * v) for v in x) / len(x)
    return 20 + math.e - 20 * math.exp(-0.2 * math.sqrt(squares)) - math.exp(waves)


WEIGHTS = [1.0, 1.2, 3.0, 3.2]
HARTMANN3 = (
    [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]],
    [[0.3689, 0.117, 0.2673], [0.4699, 0.4387, 0.747], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828]],
)
HARTMANN6 = (
    [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]],
    [[0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
     [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]],
)


def hartmann(trial, table):
    steepness, centres = table
    x = vector(trial, len(centres[0]), 0, 1)
    return -sum(
        weight * math.exp(-sum(a * (v - p) ** 2 for a, v, p in zip(row, x, centre)))
        for weight, row, centre in zip(WEIGHTS, steepness, centres))


def branin(trial):
    x, y = trial.suggest_float("x", -5, 10), trial.suggest_float("y", 0, 15)
    return (y - 5.1 / (4 * math.pi ** 2) * x * x + 5 / math.pi * x - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def rosenbrock(trial):
    x = vector(trial, 4, -5, 10)
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


def rastrigin(trial):
    return sum(v * v - 10 * math.cos(2 * math.pi * v) + 10 for v in vector(trial, 4, -4.12, 6.12))


def conditional(trial):
    net = trial.suggest_categorical("net", ["linear", "deep", "wide"])
    rate = math.log10(trial.suggest_float("rate", 1e-5, 1, log=True))
    if net == "linear":
        decay = math.log10(trial.suggest_float("decay", 1e-6, 1, log=True))
        return 0.5 + 0.1 * (rate + 2) ** 2 + 0.05 * (decay + 3) ** 2
    if net == "deep":
        depth, dropout = trial.suggest_int("depth", 1, 8), trial.suggest_float("dropout", 0, 0.7)
        return 0.2 + 0.15 * (rate + 3 + 0.1 * depth) ** 2 + 0.02 * (depth - 5) ** 2 + 0.8 * (dropout - 0.3) ** 2
    width, momentum = trial.suggest_int("width", 16, 1024, log=True), trial.suggest_float("momentum", 0, 0.99)
    return 0.3 + 0.12 * (rate + 1.5) ** 2 + 0.05 * (math.log2(width) - 8) ** 2 + 0.5 * (momentum - 0.9) ** 2


def mixed(trial):
    activation = trial.suggest_categorical("activation", ["relu", "tanh", "gelu", "sine"])
    layers = trial.suggest_int("layers", 1, 6)
    units = math.log2(trial.suggest_int("units", 8, 512, log=True))
    rate = math.log10(trial.suggest_float("rate", 1e-5, 0.1, log=True))
    batch = trial.suggest_categorical("batch", [16, 32, 64, 128])
    norm = trial.suggest_categorical("norm", [False, True])
    value = {"relu": 0.1, "tanh": 0.25, "gelu": 0.0, "sine": 0.4}[activation]
    value += 0.05 * (layers - 3) ** 2 + 0.08 * (units - 6.5) ** 2 + 0.2 * (rate + 2.7 + 0.2 * (layers - 3)) ** 2
    value += {16: 0.1, 32: 0.0, 64: 0.05, 128: 0.2}[batch] + (0 if norm else 0.15)
    return value + (0.2 if activation == "relu" and layers > 4 else 0)


def levy(trial):
    w = [1 + (v - 1) / 4 for v in vector(trial, 4, -10, 10)]
    inner = sum((v - 1) ** 2 * (1 + 10 * math.sin(math.pi * v + 1) ** 2) for v in w[:-1])
    return math.sin(math.pi * w[0]) ** 2 + inner + (w[-1] - 1) ** 2 * (1 + math.sin(2 * math.pi * w[-1]) ** 2)


def styblinski(trial):
    return sum(v ** 4 - 16 * v * v + 5 * v for v in vector(trial, 5, -5, 5)) / 2


def griewank(trial):
    x = vector(trial, 5, -50, 20)
    product = 1.0
    for index, v in enumerate(x):
        product *= math.cos(v / math.sqrt(index + 1))
    return 1 + sum(v * v for v in x) / 4000 - product


def michalewicz(trial):
    return -sum(math.sin(v) * math.sin((index + 1) * v * v / math.pi) ** 20 for index, v in enumerate(vector(trial, 4, 0, math.pi)))


def camel(trial):
    x, y = trial.suggest_float("x", -3, 3), trial.suggest_float("y", -2, 2)
    return (4 - 2.1 * x * x + x ** 4 / 3) * x * x + x * y + (4 * y * y - 4) * y * y


def branches(trial):
    kind = trial.suggest_categorical("kind", ["trees", "kernel"])
    if kind == "trees":
        count, shrinkage = trial.suggest_int("count", 10, 2000, log=True), trial.suggest_float("shrinkage", 1e-3, 1, log=True)
        depth, share = trial.suggest_int("depth", 1, 12), trial.suggest_float("share", 0.2, 1)
        work = math.log10(count) + math.log10(shrinkage)
        return 0.1 + 0.2 * (work - 1.2) ** 2 + 0.03 * (depth - 6) ** 2 + 0.3 * (share - 0.7) ** 2 + 0.05 * (math.log10(shrinkage) + 1.5) ** 2
    cost, gamma = trial.suggest_float("cost", 1e-3, 1000, log=True), trial.suggest_float("gamma", 1e-5, 10, log=True)
    return 0.15 + 0.06 * (math.log10(cost) - 1 + math.log10(gamma) / 2) ** 2 + 0.08 * (math.log10(gamma) + 2) ** 2


def table(trial):
    a = trial.suggest_categorical("a", ["p", "q", "r", "s", "t", "u"])
    b = trial.suggest_categorical("b", ["k", "l", "m", "n"])
    c, d, e = trial.suggest_int("c", 0, 9), trial.suggest_int("d", 1, 5), trial.suggest_categorical("e", [False, True])
    i, j = "pqrstu".index(a), "klmn".index(b)
    return (0.3 * ((i * 7 + 3) % 6) / 5 + 0.4 * ((j * 3 + i) % 4) / 3 + 0.03 * abs(c - 7) + 0.05 * (d - 2) ** 2 + (0.1 if e == (j > 1) else 0)
            + 0.1 * math.sin(i + 2 * j + 3 * c + d))


FUNCTIONS = {
    "ackley": ackley,
    "hartmann3": lambda trial: hartmann(trial, HARTMANN3),
    "hartmann6": lambda trial: hartmann(trial, HARTMANN6),
    "branin": branin,
    "rosenbrock": rosenbrock,
    "rastrigin": rastrigin,
    "conditional": conditional,
    "mixed": mixed,
    "levy": levy,
    "styblinski": styblinski,
    "griewank": griewank,
    "michalewicz": michalewicz,
    "camel": camel,
    "branches": branches,
    "table": table,
}
