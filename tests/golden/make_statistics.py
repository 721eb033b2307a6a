#!/usr/bin/env python3
"""Makes statistics.safetensors with scikit-learn and SciPy. See README.md."""

import json
import pathlib
import zlib

import numpy as np
from scipy import stats
from scipy.spatial.distance import pdist, squareform
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, _t_sne, _utils, trustworthiness
from sklearn.neighbors import NearestNeighbors

import tensorfile

FAMILY = "statistics"
TENSORS, METADATA = {}, {}
STARTS, NEIGHBOURS = 12, 7


class Case:
    """One computation; its random numbers depend on its own name only."""

    def __init__(self, name, op, **arguments):
        METADATA[name] = json.dumps({"op": op, "arguments": arguments})
        self.name = name
        self.random = np.random.RandomState(zlib.crc32(f"{FAMILY}/{name}".encode()))

    def store(self, role, name, array, kind=np.float64):
        TENSORS[f"{self.name}/{role}/{name}"] = np.asarray(array, kind)

    def rows(self, values):
        """Stores rows as float32 and returns what float32 holds of them, as doubles."""
        values = np.asarray(values, np.float32)
        self.store("input", "rows", values, np.float32)
        return values.astype(np.float64)


def mixed(random, count, width):
    """Correlated columns of very different scales."""
    return random.standard_normal((count, width)) @ random.standard_normal((width, width)) * np.geomspace(3, 0.1, width) + 2


def clusters(random, count, width, groups):
    centres = 4 * random.standard_normal((groups, width))
    return centres[np.arange(count) % groups] + random.standard_normal((count, width))


def roll(random, count):
    turn = 1.5 * np.pi * (1 + 2 * random.uniform(size=count))
    return np.stack([turn * np.cos(turn), 20 * random.uniform(size=count), turn * np.sin(turn)], 1)


def principal_axes():
    for name, count, width, components, rank in (
        ("pca_tall", 90, 6, 4, None),
        ("pca_wide", 20, 40, 5, None),
        ("pca_square", 12, 12, 12, None),
        ("pca_low_rank", 30, 8, 2, 2),
    ):
        case = Case(name, "pca", components=components)
        values = mixed(case.random, count, width)
        if rank:
            values = values[:, :rank] @ case.random.standard_normal((rank, width))
        rows = case.rows(values)
        model = PCA(n_components=components, svd_solver="full")
        case.store("output", "scores", model.fit_transform(rows))
        case.store("output", "variances", model.explained_variance_)
        case.store("output", "shares", model.explained_variance_ratio_)


def conditional_probabilities():
    for perplexity in (3, 12, 35):
        case = Case(f"perplexity_{perplexity}", "perplexity", perplexity=perplexity)
        rows = case.rows(mixed(case.random, 50, 5))
        squares = squareform(pdist(rows, "sqeuclidean")).astype(np.float32)
        case.store("output", "conditional", _utils._binary_search_perplexity(squares, perplexity, 0))


def embeddings():
    """Places of one start, and of several starts that differ by a little noise the quality reached: one alone says little."""
    for name, perplexity, make in (
        ("tsne_clusters", 30, lambda random: clusters(random, 150, 10, 6)),
        ("tsne_roll", 20, lambda random: roll(random, 180)),
        ("tsne_few", 5, lambda random: clusters(random, 25, 16, 3)),
        ("tsne_line", 15, lambda random: mixed(random, 120, 3)),
    ):
        case = Case(name, "tsne", perplexity=perplexity, neighbours=NEIGHBOURS)
        rows = case.rows(make(case.random))
        axes = PCA(2, svd_solver="full").fit_transform(rows)
        for method in ("exact", "barnes_hut"):
            reached = []
            for _ in range(STARTS):
                start = 1e-4 * (axes / axes[:, 0].std() + 1e-4 * case.random.standard_normal(axes.shape))
                model = TSNE(perplexity=perplexity, method=method, init=start.astype(np.float32), learning_rate="auto")
                places = model.fit_transform(rows).astype(np.float64)
                trust = trustworthiness(rows, places, n_neighbors=NEIGHBOURS)
                reached.append((divergence(rows, places, perplexity), trust, preserved(rows, places, NEIGHBOURS)))
            case.store("output", f"{method}_places", places)
            for label, values in zip(("divergence", "trustworthiness", "preserved"), zip(*reached)):
                case.store("output", f"{method}_{label}", values)


def divergence(rows, places, perplexity):
    """What the pictures of both methods reach, over all pairs; Barnes-Hut itself knows neighbours only."""
    joint = _t_sne._joint_probabilities(squareform(pdist(rows, "sqeuclidean")), perplexity, 0)
    return _t_sne._kl_divergence(places.ravel(), joint, 1, len(rows), 2)[0]


def preserved(rows, places, neighbours):
    """The share of nearest rows that are nearest in the plane too."""
    near, shown = (
        NearestNeighbors(n_neighbors=neighbours).fit(points).kneighbors(return_distance=False) for points in (rows, places)
    )
    return np.mean([len(set(a) & set(b)) / neighbours for a, b in zip(near, shown)])


def correlations():
    for name, make in (
        ("correlation", lambda random: (x := random.standard_normal(40), 0.5 * x + random.standard_normal(40))),
        ("correlation_negative", lambda random: (x := random.standard_normal(25), -(x**3))),
        ("correlation_ties", lambda random: (random.randint(0, 4, 60), random.randint(0, 3, 60))),
        ("correlation_two", lambda random: ([1, 2], [7, 5])),
    ):
        case = Case(name, "correlation")
        x, y = (np.asarray(values, np.float64) for values in make(case.random))
        case.store("input", "x", x)
        case.store("input", "y", y)
        case.store("output", "pearson", [stats.pearsonr(x, y)[0]])
        case.store("output", "spearman", [stats.spearmanr(x, y)[0]])
        case.store("output", "kendall", [stats.kendalltau(x, y)[0]])


def quantiles():
    for count in (1, 2, 7, 100):
        case = Case(f"quantiles_{count}", "quantiles")
        values = case.random.standard_normal(count)
        shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1, 1 / 3]
        case.store("input", "values", values)
        case.store("input", "shares", shares)
        case.store("output", "quantiles", np.quantile(values, shares))


def student_intervals():
    for count in (2, 3, 5, 30):
        for level in (0.9, 0.95):
            case = Case(f"student_{count}_{round(100 * level)}", "student", level=level)
            values = 3 + case.random.standard_normal(count)
            low, high = stats.t.interval(level, count - 1, loc=values.mean(), scale=stats.sem(values))
            case.store("input", "values", values)
            case.store("output", "interval", [values.mean(), low, high])
            case.store("output", "deviation", [values.std(ddof=1)])


def main():
    principal_axes()
    conditional_probabilities()
    embeddings()
    correlations()
    quantiles()
    student_intervals()
    path = pathlib.Path(__file__).parent / f"{FAMILY}.safetensors"
    tensorfile.write(path, TENSORS, METADATA)
    print(f"{path.name}: {len(METADATA)} cases, {path.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
