using Assay.Sweeps;

namespace Assay.Bench.Sweeps;

/// <summary>
/// Functions to be minimised, known in closed form; bench/sweeps/functions.py has the same. Most are those of Surjanovic and Bingham's "Virtual
/// library of simulation experiments"; ranges with the minimum in their middle are shifted, so that looking in the middle wins nothing.
/// </summary>
static class Functions
{
    static readonly double[] Weights = [1.0, 1.2, 3.0, 3.2];
    static readonly double[][] Steepness3 = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]];
    static readonly double[][] Centres3 = [[0.3689, 0.117, 0.2673], [0.4699, 0.4387, 0.747], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828]];
    static readonly double[][] Steepness6 = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];
    static readonly double[][] Centres6 =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    /// <summary>Those that the target names; the constants of our sampler were chosen on them, with other seeds.</summary>
    public static IReadOnlyDictionary<string, Func<Trial, double>> Judged { get; } = new OrderedDictionary<string, Func<Trial, double>>
    {
        ["ackley"] = Ackley,
        ["hartmann3"] = trial => Hartmann(trial, Steepness3, Centres3),
        ["hartmann6"] = trial => Hartmann(trial, Steepness6, Centres6),
        ["branin"] = Branin,
        ["rosenbrock"] = Rosenbrock,
        ["rastrigin"] = trial => Vector(trial, 4, -4.12, 6.12).Sum(v => v * v - 10 * Math.Cos(2 * Math.PI * v) + 10),
        ["conditional"] = Conditional,
        ["mixed"] = Mixed,
    };

    /// <summary>Further ones, first looked at when the constants of our sampler were fixed.</summary>
    public static IReadOnlyDictionary<string, Func<Trial, double>> Further { get; } = new OrderedDictionary<string, Func<Trial, double>>
    {
        ["levy"] = Levy,
        ["styblinski"] = trial => Vector(trial, 5, -5, 5).Sum(v => v * v * v * v - 16 * v * v + 5 * v) / 2,
        ["griewank"] = Griewank,
        ["michalewicz"] = trial => -Vector(trial, 4, 0, Math.PI).Select((v, index) => Math.Sin(v) * Math.Pow(Math.Sin((index + 1) * v * v / Math.PI), 20)).Sum(),
        ["camel"] = Camel,
        ["branches"] = Branches,
        ["table"] = Table,
    };

    static double[] Vector(Trial trial, int size, double low, double high) => [.. Enumerable.Range(0, size).Select(index => trial.Real($"x{index}", low, high))];

    static double Ackley(Trial trial)
    {
        var x = Vector(trial, 5, -10, 30);
        return 20 + Math.E - 20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(v => v * v))) - Math.Exp(x.Average(v => Math.Cos(2 * Math.PI * v)));
    }

    static double Hartmann(Trial trial, double[][] steepness, double[][] centres)
    {
        var x = Vector(trial, centres[0].Length, 0, 1);
        return -Weights.Select((weight, row) => weight * Math.Exp(-x.Select((v, index) => steepness[row][index] * Math.Pow(v - centres[row][index], 2)).Sum())).Sum();
    }

    static double Branin(Trial trial)
    {
        var (x, y) = (trial.Real("x", -5, 10), trial.Real("y", 0, 15));
        return Math.Pow(y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6, 2) + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x) + 10;
    }

    static double Rosenbrock(Trial trial)
    {
        var x = Vector(trial, 4, -5, 10);
        return x.Zip(x.Skip(1), (a, b) => 100 * Math.Pow(b - a * a, 2) + (1 - a) * (1 - a)).Sum();
    }

    static double Conditional(Trial trial)
    {
        var net = trial.Choice("net", "linear", "deep", "wide");
        var rate = Math.Log10(trial.Real("rate", 1e-5, 1, log: true));
        if (net == "linear")
            return 0.5 + 0.1 * Math.Pow(rate + 2, 2) + 0.05 * Math.Pow(Math.Log10(trial.Real("decay", 1e-6, 1, log: true)) + 3, 2);
        if (net == "deep")
        {
            var (depth, dropout) = (trial.Whole("depth", 1, 8), trial.Real("dropout", 0, 0.7));
            return 0.2 + 0.15 * Math.Pow(rate + 3 + 0.1 * depth, 2) + 0.02 * (depth - 5) * (depth - 5) + 0.8 * Math.Pow(dropout - 0.3, 2);
        }
        var (width, momentum) = (trial.Whole("width", 16, 1024, log: true), trial.Real("momentum", 0, 0.99));
        return 0.3 + 0.12 * Math.Pow(rate + 1.5, 2) + 0.05 * Math.Pow(Math.Log2(width) - 8, 2) + 0.5 * Math.Pow(momentum - 0.9, 2);
    }

    static double Mixed(Trial trial)
    {
        var activation = trial.Choice("activation", "relu", "tanh", "gelu", "sine");
        var layers = trial.Whole("layers", 1, 6);
        var units = Math.Log2(trial.Whole("units", 8, 512, log: true));
        var rate = Math.Log10(trial.Real("rate", 1e-5, 0.1, log: true));
        var batch = trial.Choice("batch", 16, 32, 64, 128);
        var norm = trial.Choice("norm", false, true);
        var value = activation switch { "relu" => 0.1, "tanh" => 0.25, "gelu" => 0, _ => 0.4 };
        value += 0.05 * (layers - 3) * (layers - 3) + 0.08 * Math.Pow(units - 6.5, 2) + 0.2 * Math.Pow(rate + 2.7 + 0.2 * (layers - 3), 2);
        value += batch switch { 16 => 0.1, 32 => 0, 64 => 0.05, _ => 0.2 } + (norm ? 0 : 0.15);
        return value + (activation == "relu" && layers > 4 ? 0.2 : 0);
    }

    static double Levy(Trial trial)
    {
        double[] w = [.. Vector(trial, 4, -10, 10).Select(v => 1 + (v - 1) / 4)];
        var inner = w[..^1].Sum(v => (v - 1) * (v - 1) * (1 + 10 * Math.Pow(Math.Sin(Math.PI * v + 1), 2)));
        return Math.Pow(Math.Sin(Math.PI * w[0]), 2) + inner + (w[^1] - 1) * (w[^1] - 1) * (1 + Math.Pow(Math.Sin(2 * Math.PI * w[^1]), 2));
    }

    static double Griewank(Trial trial)
    {
        var x = Vector(trial, 5, -50, 20);
        return 1 + x.Sum(v => v * v) / 4000 - x.Select((v, index) => Math.Cos(v / Math.Sqrt(index + 1))).Aggregate(1.0, (a, b) => a * b);
    }

    static double Camel(Trial trial)
    {
        var (x, y) = (trial.Real("x", -3, 3), trial.Real("y", -2, 2));
        return (4 - 2.1 * x * x + x * x * x * x / 3) * x * x + x * y + (4 * y * y - 4) * y * y;
    }

    static double Branches(Trial trial)
    {
        if (trial.Choice("kind", "trees", "kernel") == "trees")
        {
            var (count, shrinkage) = (trial.Whole("count", 10, 2000, log: true), Math.Log10(trial.Real("shrinkage", 1e-3, 1, log: true)));
            var (depth, share) = (trial.Whole("depth", 1, 12), trial.Real("share", 0.2, 1));
            return 0.1 + 0.2 * Math.Pow(Math.Log10(count) + shrinkage - 1.2, 2) + 0.03 * (depth - 6) * (depth - 6)
                + 0.3 * Math.Pow(share - 0.7, 2) + 0.05 * Math.Pow(shrinkage + 1.5, 2);
        }
        var (cost, gamma) = (Math.Log10(trial.Real("cost", 1e-3, 1000, log: true)), Math.Log10(trial.Real("gamma", 1e-5, 10, log: true)));
        return 0.15 + 0.06 * Math.Pow(cost - 1 + gamma / 2, 2) + 0.08 * Math.Pow(gamma + 2, 2);
    }

    static double Table(Trial trial)
    {
        var i = "pqrstu".IndexOf(trial.Choice("a", "p", "q", "r", "s", "t", "u"), StringComparison.Ordinal);
        var j = "klmn".IndexOf(trial.Choice("b", "k", "l", "m", "n"), StringComparison.Ordinal);
        var (c, d, e) = (trial.Whole("c", 0, 9), trial.Whole("d", 1, 5), trial.Choice("e", false, true));
        return 0.3 * ((i * 7 + 3) % 6) / 5 + 0.4 * ((j * 3 + i) % 4) / 3 + 0.03 * Math.Abs(c - 7) + 0.05 * (d - 2) * (d - 2)
            + (e == j > 1 ? 0.1 : 0) + 0.1 * Math.Sin(i + 2 * j + 3 * c + d);
    }
}
