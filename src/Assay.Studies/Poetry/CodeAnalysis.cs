using Assay.Data.Vectors;
using Assay.Runs;
using Assay.Statistics;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>
/// What the codes of held-out windows tell: how many directions they use, which components stand still, what goes along with length and place, and
/// pictures. Directions are counted by their spectrum, never by variances, which batch norm sets to 1.
/// </summary>
static class CodeAnalysis
{
    // Pictures of more points would be specks, and t-SNE takes time that grows with their square.
    const int Drawn = 600;

    // Of a point, for the trustworthiness of a picture.
    const int Neighbours = 5;

    // A component that varies this much less than the widest one says nothing.
    const double Still = 0.01;

    public static (Dictionary<string, double> Metrics, CodeStatistics Statistics) Of(float[] codes, PoetryAutoencoder model, PoetryData data)
    {
        var (width, count) = (model.Architecture.Bottleneck, data.Test.Count);
        var columns = Enumerable.Range(0, width).Select(i => Enumerable.Range(0, count).Select(row => (double)codes[(row * width) + i]).ToArray()).ToArray();
        var deviations = Deviations(columns, model);
        var spectrum = columns.Any(column => column.Max() > column.Min()) ? Spectrum.OfRows(codes, width) : null;
        var lengths = Along(columns, data.Test.Ids.Select(ids => (double)ids.Length));
        var places = Along(columns, data.Test.Chunks.Select(Place));
        var widest = deviations.Max();
        var metrics = new Dictionary<string, double>
        {
            ["test/code/participation"] = spectrum is null ? 0 : Participation(spectrum.Participation, count, width),
            ["test/code/participation/sample"] = spectrum?.Participation ?? 0,
            ["test/code/directions"] = spectrum?.Dimensions(0.9) ?? 0,
            ["test/code/dead"] = deviations.Count(deviation => deviation <= Still * widest),
            ["test/code/correlation"] = MeanCorrelation(codes, columns),
            ["test/code/length"] = Largest(lengths),
            ["test/code/place"] = Largest(places),
        };
        var (points, perplexity, trust) = Points(codes, width, data);
        return (metrics, new CodeStatistics
        {
            Shares = Rounded.Values(spectrum?.Shares.Take(width) ?? []), Deviations = [.. deviations.Select(value => Math.Round(value, 6))],
            Lengths = Rounded.Values(lengths), Places = Rounded.Values(places), Perplexity = perplexity, Trustworthiness = trust, Points = points,
        });
    }

    /// <summary>
    /// The participation ratio (tr S)^2 / tr S^2 of which <paramref name="sample"/> is that of a sample, which can never be more than its rows: the squares
    /// of the sample's spectrum are too large by (tr S)^2 / (n - 1) (Srivastava 2005, for normal rows).
    /// </summary>
    /// <returns>At most <paramref name="width"/>; NaN where there are too few rows to tell.</returns>
    internal static double Participation(double sample, int rows, int width)
    {
        double m = rows - 1;
        if (m < 3) return double.NaN;
        var squares = m * m / ((m - 1) * (m + 2)) * ((1 / sample) - (1 / m));
        return squares > 0 ? Math.Clamp(1 / squares, 1, width) : double.NaN;
    }

    // Where a window begins in its poem, from 0.
    static double Place(Assay.Data.Text.Chunk chunk) => (double)chunk.Start / chunk.Total;

    // Before batch norm, whose running statistics say what it divided by.
    static double[] Deviations(double[][] columns, PoetryAutoencoder model)
    {
        var factors = new double[columns.Length];
        Array.Fill(factors, 1);
        foreach (var (name, variances) in model.NamedBuffers.Where(buffer => buffer.Name.EndsWith("running_var", StringComparison.Ordinal) && buffer.Values.Count == columns.Length))
        {
            var weight = model.NamedParameters.FirstOrDefault(entry => entry.Name == name[..^"running_var".Length] + "weight").Parameter;
            for (var i = 0; i < factors.Length; i++) factors[i] = Math.Sqrt(variances.Span[i]) / Math.Max(1e-12, Math.Abs(weight?.Span[i] ?? 1));
        }
        return [.. columns.Select((column, i) =>
        {
            var mean = column.Average();
            return factors[i] * Math.Sqrt(column.Sum(value => (value - mean) * (value - mean)) / column.Length);
        })];
    }

    static double[] Along(double[][] columns, IEnumerable<double> values)
    {
        var other = values.ToArray();
        return [.. columns.Select(column => other.Length < 3 ? double.NaN : Correlation.Spearman(column, other))];
    }

    static double Largest(double[] correlations) => correlations.Where(value => !double.IsNaN(value)).Select(Math.Abs).DefaultIfEmpty(double.NaN).Max();

    // The mean absolute correlation of two different components that both vary.
    static double MeanCorrelation(float[] codes, double[][] columns)
    {
        int[] varying = [.. Enumerable.Range(0, columns.Length).Where(i => columns[i].Max() > columns[i].Min())];
        if (varying.Length < 2) return double.NaN;
        int rows = columns[0].Length, pairs = varying.Length * (varying.Length - 1);
        using var paused = Tensor.PauseGradients();
        var normal = Tensor.Zeros(varying.Length, rows);
        for (var at = 0; at < varying.Length; at++)
        {
            var column = columns[varying[at]];
            var mean = column.Average();
            var length = Math.Sqrt(column.Sum(value => (value - mean) * (value - mean)));
            for (var row = 0; row < rows; row++) normal.Span[(at * rows) + row] = (float)((column[row] - mean) / length);
        }
        var products = normal.MatMul(normal, transposeB: true);
        var sum = 0.0;
        for (var i = 0; i < varying.Length; i++)
            for (var j = 0; j < varying.Length; j++)
                if (i != j) sum += Math.Abs(products.Span[(i * varying.Length) + j]);
        return sum / pairs;
    }

    static (CodePoint[] Points, double Perplexity, double? Trustworthiness) Points(float[] codes, int width, PoetryData data)
    {
        var count = data.Test.Count;
        // Evenly spread over the windows where there are too many.
        int[] drawn = [.. Enumerable.Range(0, Math.Min(count, Drawn)).Select(i => count <= Drawn ? i : (int)((long)i * count / Drawn))];
        var rows = drawn.SelectMany(window => codes[(window * width)..((window + 1) * width)]).ToArray();
        if (drawn.Length < 5 || width < 2 || !rows.Where((value, i) => value != rows[i % width]).Any()) return ([], 0, null);
        var perplexity = Math.Min(30, (drawn.Length - 1) / 4.0);
        var axes = PrincipalAxes.Project(rows, width, 2).Scores;
        var map = TSne.Embed(rows, width, perplexity, seed: 1);
        return ([.. drawn.Select((window, i) => new CodePoint
        {
            Item = PoemScores.Name(data, data.Test.Chunks[window].Poem), Form = data.Poems[data.Test.Chunks[window].Poem].Form,
            Length = data.Test.Ids[window].Length, Place = Math.Round(Place(data.Test.Chunks[window]), 4),
            Pca = Rounded.Values([axes[2 * i], axes[(2 * i) + 1]]), Tsne = Rounded.Values([map[2 * i], map[(2 * i) + 1]]),
        })], perplexity, drawn.Length > 2 * Neighbours ? Math.Round(Neighbourhood.Trustworthiness(rows, width, map, Neighbours), 4) : null);
    }
}
