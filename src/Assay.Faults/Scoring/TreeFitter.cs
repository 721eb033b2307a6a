using Assay.Diagnosis;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>
/// Fits gradient-boosted trees on signs cut into bins, with a Newton step in every leaf; a sign that was not measured goes to the side
/// that fits better. A share of the signs is hidden from each row in each round, so that no tree leans on one sign alone and rows of
/// trainings that measure less are judged by what there is.
/// </summary>
sealed class TreeFitter
{
    // Where signs are cut: even parts, and finer ones at the ends, for what is rare is also far out.
    static readonly double[] Cuts = [0.003, 0.01, 0.02, 0.03, .. Enumerable.Range(1, 23).Select(part => part / 24.0), 0.97, 0.98, 0.99, 0.997];
    static readonly int Bins = Cuts.Length + 1, Missing = Bins;

    readonly byte[][] _bins;
    readonly double[][] _edges;
    readonly double[] _weights;
    readonly TreeSettings _settings;
    readonly Rng _rng;

    /// <param name="rows">Signs of each row.</param>
    /// <param name="weights">Of each row.</param>
    /// <param name="settings">How much is fitted.</param>
    public TreeFitter(IReadOnlyList<double[]> rows, double[] weights, TreeSettings settings)
    {
        (_weights, _settings, _rng) = (weights, settings, new Rng(settings.Seed));
        var signs = rows[0].Length;
        (_bins, _edges) = (new byte[signs][], new double[signs][]);
        for (var sign = 0; sign < signs; sign++)
        {
            var known = rows.Select(row => row[sign]).Where(value => !double.IsNaN(value)).Order().ToList();
            var edges = known.Count == 0 ? [] : Cuts.Select(cut => known[(int)(cut * (known.Count - 1))]).Distinct().ToArray();
            _edges[sign] = edges;
            _bins[sign] = [.. rows.Select(row => double.IsNaN(row[sign]) ? (byte)Missing : Bin(edges, row[sign]))];
        }
    }

    /// <summary>Of two classes: log odds of the second.</summary>
    public BoostedTrees Fit(bool[] labels)
    {
        var total = _weights.Sum();
        var share = Math.Clamp(labels.Select((label, row) => label ? _weights[row] : 0).Sum() / total, 0.01, 0.99);
        var start = Math.Log(share / (1 - share));
        var scores = Enumerable.Repeat(start, labels.Length).ToArray();
        var trees = new List<IReadOnlyList<TreeNode>>();
        var (slopes, curvatures) = (new double[labels.Length], new double[labels.Length]);
        for (var round = 0; round < _settings.Rounds; round++)
        {
            for (var row = 0; row < labels.Length; row++)
            {
                var probability = 1 / (1 + Math.Exp(-scores[row]));
                (slopes[row], curvatures[row]) = (_weights[row] * ((labels[row] ? 1 : 0) - probability), _weights[row] * probability * (1 - probability));
            }
            trees.Add(Grow(slopes, curvatures, scores));
        }
        return new BoostedTrees(["faulty"], [start], [trees]);
    }

    /// <summary>Of several classes.</summary>
    public BoostedTrees Fit(int[] labels, IReadOnlyList<string> classes)
    {
        var scores = classes.Select(_ => new double[labels.Length]).ToArray();
        var trees = classes.Select(_ => new List<IReadOnlyList<TreeNode>>()).ToArray();
        var (slopes, curvatures, shares) = (new double[labels.Length], new double[labels.Length], new double[classes.Count][]);
        for (var round = 0; round < _settings.Rounds; round++)
        {
            for (var k = 0; k < classes.Count; k++) shares[k] = new double[labels.Length];
            for (var row = 0; row < labels.Length; row++)
            {
                var most = scores.Max(one => one[row]);
                var sum = 0.0;
                for (var k = 0; k < classes.Count; k++) sum += shares[k][row] = Math.Exp(scores[k][row] - most);
                for (var k = 0; k < classes.Count; k++) shares[k][row] /= sum;
            }
            for (var k = 0; k < classes.Count; k++)
            {
                for (var row = 0; row < labels.Length; row++)
                {
                    var probability = shares[k][row];
                    (slopes[row], curvatures[row]) = (_weights[row] * ((labels[row] == k ? 1 : 0) - probability), _weights[row] * Math.Max(1e-6, probability * (1 - probability)));
                }
                trees[k].Add(Grow(slopes, curvatures, scores[k]));
            }
        }
        return new BoostedTrees(classes, new double[classes.Count], trees);
    }

    // One tree on a draw of the rows; its values are added to all rows' scores.
    List<TreeNode> Grow(double[] slopes, double[] curvatures, double[] scores)
    {
        var drawn = Enumerable.Range(0, slopes.Length).Where(_ => _rng.NextDouble() < _settings.RowShare).ToArray();
        var signs = Enumerable.Range(0, _bins.Length).Where(_ => _rng.NextDouble() < _settings.SignShare).ToArray();
        var nodes = new List<TreeNode>();
        Split(nodes, drawn, signs, slopes, curvatures, _settings.Depth);
        for (var row = 0; row < scores.Length; row++) scores[row] += Value(nodes, row);
        return nodes;
    }

    int Split(List<TreeNode> nodes, int[] rows, int[] signs, double[] slopes, double[] curvatures, int depth)
    {
        var place = nodes.Count;
        var (slope, curvature) = (rows.Sum(row => slopes[row]), rows.Sum(row => curvatures[row]));
        nodes.Add(new TreeNode(-1, 0, false, 0, 0, _settings.Rate * slope / (curvature + _settings.Ridge)));
        if (depth == 0 || rows.Length < 2 * _settings.LeastRows) return place;
        var best = (Gain: 1e-9, Sign: -1, Cut: 0, MissingLeft: false);
        var (s, c, n) = (new double[Bins + 1], new double[Bins + 1], new int[Bins + 1]);
        foreach (var sign in signs)
        {
            if (_edges[sign].Length == 0) continue;
            Array.Clear(s);
            Array.Clear(c);
            Array.Clear(n);
            var bins = _bins[sign];
            foreach (var row in rows)
            {
                s[bins[row]] += slopes[row];
                c[bins[row]] += curvatures[row];
                n[bins[row]]++;
            }
            foreach (var missingLeft in n[Missing] > 0 ? new[] { false, true } : [false])
            {
                var (ls, lc, ln) = missingLeft ? (s[Missing], c[Missing], n[Missing]) : (0, 0, 0);
                for (var cut = 0; cut < _edges[sign].Length; cut++)
                {
                    (ls, lc, ln) = (ls + s[cut], lc + c[cut], ln + n[cut]);
                    if (ln < _settings.LeastRows || rows.Length - ln < _settings.LeastRows) continue;
                    var gain = Score(ls, lc) + Score(slope - ls, curvature - lc) - Score(slope, curvature);
                    if (gain > best.Gain) best = (gain, sign, cut, missingLeft);
                }
            }
        }
        if (best.Sign < 0) return place;
        var chosen = _bins[best.Sign];
        bool Left(int row) => chosen[row] == Missing ? best.MissingLeft : chosen[row] <= best.Cut;
        var left = Split(nodes, [.. rows.Where(Left)], signs, slopes, curvatures, depth - 1);
        var right = Split(nodes, [.. rows.Where(row => !Left(row))], signs, slopes, curvatures, depth - 1);
        nodes[place] = new TreeNode(best.Sign, _edges[best.Sign][best.Cut], best.MissingLeft, left, right, 0);
        return place;
    }

    double Value(List<TreeNode> tree, int row)
    {
        var node = tree[0];
        while (node.Sign >= 0)
        {
            var bin = _bins[node.Sign][row];
            var left = bin == Missing ? node.MissingLeft : bin < _edges[node.Sign].Length && _edges[node.Sign][bin] <= node.Limit;
            node = tree[left ? node.Left : node.Right];
        }
        return node.Value;
    }

    double Score(double slope, double curvature) => slope * slope / (curvature + _settings.Ridge);

    // The first edge that is not below the value.
    static byte Bin(double[] edges, double value)
    {
        var bin = 0;
        while (bin < edges.Length && edges[bin] < value) bin++;
        return (byte)bin;
    }
}
