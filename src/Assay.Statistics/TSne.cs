namespace Assay.Statistics;

/// <summary>
/// t-SNE: places points in a plane so that neighbours stay neighbours (van der Maaten, Hinton: "Visualizing data using t-SNE", 2008;
/// van der Maaten: "Accelerating t-SNE using tree-based algorithms", 2014). Rates, exaggeration and stopping are scikit-learn's. Distances
/// between groups and sizes of groups in the plane mean little.
/// </summary>
public static class TSne
{
    /// <summary>Up to this many points all pairs are computed; beyond it, far points are taken together.</summary>
    public const int ExactLimit = 2000;

    const double EarlyExaggeration = 12;
    const int ExaggeratedIterations = 250;
    const int CheckEvery = 50;
    const int WithoutProgress = 300;
    const double SmallestGain = 0.01;
    const double SmallestGradient = 1e-7;
    const double StartDeviation = 1e-4;
    const double Noise = 1e-4;
    const double Angle = 0.5;

    /// <summary>Places of the rows in a plane, (n, 2) row by row. The same seed gives the same bits with any number of threads.</summary>
    /// <param name="rows">(n, width), row by row.</param>
    /// <param name="width">Columns of a row.</param>
    /// <param name="perplexity">About how many neighbours a point has, from 1 to n - 1; 5 to 50 is usual.</param>
    /// <param name="seed">Of the noise that parts equal rows; the start is otherwise the first two principal components.</param>
    /// <param name="iterations">Steps of gradient descent at most, the first 250 of them exaggerated.</param>
    /// <exception cref="ArgumentException">Fewer than three rows, values that are not finite, a perplexity out of range.</exception>
    public static double[] Embed(ReadOnlySpan<float> rows, int width, double perplexity, ulong seed, int iterations = 1000)
    {
        var count = Check(rows, width, perplexity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);
        return Embed(rows, width, perplexity, seed, iterations, exact: count <= ExactLimit);
    }

    /// <summary>
    /// The Kullback-Leibler divergence in nats between nearness of the rows and nearness in the plane: what t-SNE makes small, over all pairs.
    /// </summary>
    /// <exception cref="ArgumentException">As for <see cref="Embed(ReadOnlySpan{float}, int, double, ulong, int)"/>, or no place for each row.</exception>
    public static double Divergence(ReadOnlySpan<float> rows, int width, double perplexity, ReadOnlySpan<double> places)
    {
        var count = Check(rows, width, perplexity);
        if (places.Length != 2 * count) throw new ArgumentException($"{places.Length} coordinates for {count} rows; needed: two a row");
        return new Forces(Affinities.Of(rows, width, perplexity, exact: true), Angle, exact: true).Divergence(places.ToArray());
    }

    internal static double[] Embed(ReadOnlySpan<float> rows, int width, double perplexity, ulong seed, int iterations, bool exact)
    {
        var places = Start(rows, width, seed);
        var forces = new Forces(Affinities.Of(rows, width, perplexity, exact), Angle, exact);
        var rate = Math.Max(places.Length / 2 / EarlyExaggeration / 4, 50);
        var exaggerated = Math.Min(iterations, ExaggeratedIterations);
        Descend(places, forces, EarlyExaggeration, exaggerated, momentum: 0.5, rate);
        Descend(places, forces, 1, iterations - exaggerated, momentum: 0.8, rate);
        return places;
    }

    static int Check(ReadOnlySpan<float> rows, int width, double perplexity)
    {
        var count = RowMatrix.Count(rows, width, needed: 3);
        if (!(perplexity >= 1 && perplexity <= count - 1))
            throw new ArgumentOutOfRangeException(nameof(perplexity), perplexity, $"needed: 1 to {count - 1}, one less than there are rows");
        return count;
    }

    /// <summary>The first two principal components, the first with a small deviation, and a little noise.</summary>
    static double[] Start(ReadOnlySpan<float> rows, int width, ulong seed)
    {
        var count = rows.Length / width;
        var components = Math.Min(2, width);
        var axes = PrincipalAxes.Project(rows, width, components);
        var deviation = Math.Sqrt(axes.Variances[0] * (count - 1) / count);
        var generator = new CounterGenerator(seed);
        var places = new double[2 * count];
        for (var index = 0; index < places.Length; index++)
        {
            var component = index % 2;
            var score = deviation > 0 && component < components ? axes.Scores[index / 2 * components + component] / deviation : 0;
            places[index] = StartDeviation * (score + Noise * generator.NextNormal());
        }

        return places;
    }

    static void Descend(double[] places, Forces forces, double exaggeration, int iterations, double momentum, double rate)
    {
        var (gradient, update, gains) = (new double[places.Length], new double[places.Length], new double[places.Length]);
        Array.Fill(gains, 1);
        var (best, bestAt) = (double.PositiveInfinity, 0);
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            forces.Gradient(places, exaggeration, gradient);
            var norm = 0.0;
            for (var index = 0; index < places.Length; index++)
            {
                gains[index] = Math.Max(SmallestGain, update[index] * gradient[index] < 0 ? gains[index] + 0.2 : gains[index] * 0.8);
                var step = gains[index] * gradient[index];
                norm += step * step;
                places[index] += update[index] = momentum * update[index] - rate * step;
            }

            if ((iteration + 1) % CheckEvery != 0) continue;
            if (Math.Sqrt(norm) <= SmallestGradient) return;
            if (exaggeration > 1) continue;
            var divergence = forces.Divergence(places);
            if (divergence < best) (best, bestAt) = (divergence, iteration);
            else if (iteration - bestAt > WithoutProgress) return;
        }
    }
}
