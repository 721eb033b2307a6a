namespace Assay.Statistics;

/// <summary>
/// What pulls and pushes points of a t-SNE plane: affinities pull, every point pushes every other by w^2 / Z with w = 1 / (1 + d^2) and Z the
/// sum of all w. Points are shared out to threads; what is added over points is added in their order.
/// </summary>
sealed class Forces(Affinities affinities, double angle, bool exact)
{
    readonly double[] _pull = new double[2 * affinities.Count];
    readonly double[] _push = new double[2 * affinities.Count];
    readonly double[] _weights = new double[affinities.Count];

    /// <summary>The gradient of the divergence, 4 (exaggeration * pull - push / Z), by place.</summary>
    public void Gradient(double[] places, double exaggeration, double[] gradient)
    {
        var total = Compute(places);
        for (var index = 0; index < gradient.Length; index++)
            gradient[index] = 4 * (exaggeration * _pull[index] - _push[index] / total);
    }

    /// <summary>The Kullback-Leibler divergence of the affinities from those in the plane, in nats.</summary>
    public double Divergence(double[] places)
    {
        var logTotal = Math.Log(Compute(places));
        var sum = 0.0;
        for (var point = 0; point < affinities.Count; point++)
            for (var entry = affinities.Starts[point]; entry < affinities.Starts[point + 1]; entry++)
            {
                var value = affinities.Values[entry];
                if (value > 0) sum += value * (Math.Log(value / Weight(places, point, affinities.Columns[entry])) + logTotal);
            }

        return sum;
    }

    /// <summary>Fills pull and push of each point and returns Z.</summary>
    double Compute(double[] places)
    {
        var tree = exact ? null : new QuadTree(places);
        Parallel.For(0, affinities.Count, point => Compute(places, tree, point));
        var total = 0.0;
        foreach (var weight in _weights) total += weight;
        return total;
    }

    void Compute(double[] places, QuadTree? tree, int point)
    {
        var (x, y) = (places[2 * point], places[2 * point + 1]);
        double pullX = 0, pullY = 0, pushX = 0, pushY = 0, weights = 0;
        var end = affinities.Starts[point + 1];
        for (var entry = affinities.Starts[point]; entry < end; entry++)
        {
            var other = affinities.Columns[entry];
            var (dx, dy) = (x - places[2 * other], y - places[2 * other + 1]);
            var weight = 1 / (1 + dx * dx + dy * dy);
            var pull = affinities.Values[entry] * weight;
            pullX += pull * dx;
            pullY += pull * dy;
            var push = weight * weight;
            pushX += push * dx;
            pushY += push * dy;
            weights += weight;
        }

        if (tree is not null) (pushX, pushY, weights) = tree.Repulsion(x, y, angle);
        (_pull[2 * point], _pull[2 * point + 1]) = (pullX, pullY);
        (_push[2 * point], _push[2 * point + 1]) = (pushX, pushY);
        _weights[point] = weights;
    }

    static double Weight(double[] places, int a, int b)
    {
        var (dx, dy) = (places[2 * a] - places[2 * b], places[2 * a + 1] - places[2 * b + 1]);
        return 1 / (1 + dx * dx + dy * dy);
    }
}
