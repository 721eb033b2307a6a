namespace Assay.Diagnosis;

/// <summary>
/// Gradient-boosted trees: for each class a start and a sum of trees, which are log odds (one class) or logits (several); Friedman,
/// "Greedy function approximation: a gradient boosting machine" (2001).
/// </summary>
/// <param name="Classes">Names of the classes.</param>
/// <param name="Starts">Of each class.</param>
/// <param name="Trees">Of each class, all its trees; the first node of a tree is its root.</param>
sealed record BoostedTrees(IReadOnlyList<string> Classes, IReadOnlyList<double> Starts, IReadOnlyList<IReadOnlyList<IReadOnlyList<TreeNode>>> Trees)
{
    /// <summary>Log odds or logits of signs.</summary>
    public double[] Scores(double[] signs)
    {
        var scores = Starts.ToArray();
        for (var k = 0; k < scores.Length; k++)
            foreach (var tree in Trees[k]) scores[k] += Value(tree, signs);
        return scores;
    }

    /// <summary>Probabilities of several classes.</summary>
    public double[] Shares(double[] signs)
    {
        var scores = Scores(signs);
        var most = scores.Max();
        var weights = Array.ConvertAll(scores, score => Math.Exp(score - most));
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    internal static double Value(IReadOnlyList<TreeNode> tree, double[] signs)
    {
        var node = tree[0];
        while (node.Sign >= 0)
        {
            var value = signs[node.Sign];
            node = tree[double.IsNaN(value) ? (node.MissingLeft ? node.Left : node.Right) : value <= node.Limit ? node.Left : node.Right];
        }
        return node.Value;
    }
}
