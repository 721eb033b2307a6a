using Assay.Statistics;

namespace Assay.Studies.Poetry;

/// <summary>The scores of all counted tokens of some texts, and what is made of them.</summary>
sealed class TokenScores(int texts, bool nearest)
{
    static readonly (string Name, double Share)[] Quantile = [("q05", 0.05), ("q25", 0.25), ("q50", 0.5), ("q75", 0.75), ("q95", 0.95)];

    readonly List<TokenScore> _tokens = [];

    /// <summary>Of each text the cosine of its mean vectors, and of what these differ from the training texts' mean vector; NaN if no token counts.</summary>
    public (double Cosine, double Centred)[] Texts { get; } = [.. Enumerable.Repeat((double.NaN, double.NaN), texts)];

    /// <summary>Of each text the nearest words of all its tokens, if they were looked for.</summary>
    public int[][] Named { get; } = new int[texts][];

    /// <summary>Floats of a word vector.</summary>
    public int Width { get; set; }

    /// <summary>Counted tokens in the order of the texts.</summary>
    public IReadOnlyList<TokenScore> Tokens => _tokens;

    public void Add(TokenScore token) => _tokens.Add(token);

    /// <summary>Mean cosine, mean centred cosine, mean squared error of a component, and the share of right nearest words if they were looked for.</summary>
    public Dictionary<string, double> Brief()
    {
        var scores = new Dictionary<string, double> { ["cosine"] = Mean(token => token.Cosine), ["cosine/centred"] = Mean(token => token.Centred), ["mse"] = Mean(token => token.Square) };
        if (nearest) scores["top1"] = Top(1, _ => true);
        return scores;
    }

    /// <summary>
    /// All there is: also the spread of the cosines, words apart from punctuation and markers, the cosine of the texts' mean vectors, and squared
    /// errors of whole tokens.
    /// </summary>
    public Dictionary<string, double> Full()
    {
        var scores = Brief();
        var cosines = _tokens.Select(token => token.Cosine).ToArray();
        var (mean, squares) = (scores["cosine"], 0.0);
        foreach (var cosine in cosines) squares += (cosine - mean) * (cosine - mean);
        scores["cosine/words"] = Mean(token => token.Cosine, token => token.IsWord);
        scores["cosine/sd"] = Math.Sqrt(squares / Math.Max(1, cosines.Length - 1));
        if (cosines.Length > 0)
            foreach (var ((name, _), value) in Quantile.Zip(Quantiles.Of(cosines, [.. Quantile.Select(one => one.Share)]))) scores[$"cosine/{name}"] = value;
        scores["sequence/cosine"] = Mean(Texts.Select(text => text.Cosine));
        scores["sequence/cosine/centred"] = Mean(Texts.Select(text => text.Centred));
        scores["squares"] = scores["mse"] * Width;
        if (!nearest) return scores;
        scores["top5"] = Top(5, _ => true);
        scores["top1/words"] = Top(1, token => token.IsWord);
        scores["top5/words"] = Top(5, token => token.IsWord);
        scores["top1/marks"] = Top(1, token => !token.IsWord);
        return scores;
    }

    /// <summary>Mean cosine and counted tokens at each of the first places of a text; NaN where none counts.</summary>
    public (double[] Cosine, int[] Count) Positions(int places)
    {
        var (sums, counts) = (new double[places], new int[places]);
        foreach (var token in _tokens)
        {
            if (token.Position >= places) continue;
            sums[token.Position] += token.Cosine;
            counts[token.Position]++;
        }
        return ([.. sums.Zip(counts, (sum, count) => count > 0 ? sum / count : double.NaN)], counts);
    }

    /// <summary>Tokens by their cosine, in bins of equal width from -1 to 1.</summary>
    public int[] Distribution(int bins)
    {
        var counts = new int[bins];
        foreach (var token in _tokens) counts[Math.Clamp((int)((token.Cosine + 1) / 2 * bins), 0, bins - 1)]++;
        return counts;
    }

    /// <summary>Means over the tokens of each group of texts, by metric; NaN where a group has no counted token.</summary>
    /// <param name="group">(texts) the group of each.</param>
    /// <param name="groups">How many there are.</param>
    public Dictionary<string, double[]> ByGroup(IReadOnlyList<int> group, int groups)
    {
        var (counts, members) = (new int[groups], new int[groups]);
        double[] cosine = new double[groups], centred = new double[groups], squares = new double[groups], sequence = new double[groups], top1 = new double[groups], top5 = new double[groups];
        foreach (var token in _tokens)
        {
            var at = group[token.Text];
            counts[at]++;
            cosine[at] += token.Cosine;
            centred[at] += token.Centred;
            squares[at] += token.Square;
            if (token.Rank == 0) top1[at]++;
            if (token.Rank is >= 0 and < 5) top5[at]++;
        }
        for (var text = 0; text < Texts.Length; text++)
        {
            if (double.IsNaN(Texts[text].Centred)) continue;
            members[group[text]]++;
            sequence[group[text]] += Texts[text].Centred;
        }
        foreach (var (sums, divisors) in new[] { (cosine, counts), (centred, counts), (squares, counts), (top1, counts), (top5, counts), (sequence, members) })
            for (var at = 0; at < groups; at++) sums[at] = divisors[at] > 0 ? sums[at] / divisors[at] : double.NaN;
        var all = new Dictionary<string, double[]> { ["cosine"] = cosine, ["cosine/centred"] = centred, ["mse"] = squares, ["sequence/cosine/centred"] = sequence };
        if (nearest) (all["top1"], all["top5"]) = (top1, top5);
        return all;
    }

    double Top(int most, Func<TokenScore, bool> which) => Mean(token => token.Rank < most ? 1 : 0, which);

    double Mean(Func<TokenScore, double> value, Func<TokenScore, bool>? which = null)
    {
        var (sum, count) = (0.0, 0);
        foreach (var token in _tokens)
        {
            if (which is not null && !which(token)) continue;
            sum += value(token);
            count++;
        }
        return sum / count;
    }

    static double Mean(IEnumerable<double> values)
    {
        var known = values.Where(value => !double.IsNaN(value)).ToArray();
        return known.Length == 0 ? double.NaN : known.Sum() / known.Length;
    }
}
