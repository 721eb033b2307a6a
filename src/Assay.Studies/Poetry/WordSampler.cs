using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>Draws words from their cosines with what a model wrote.</summary>
/// <param name="options">Temperature, top-k, top-p and penalty.</param>
/// <param name="tokens">The vocabulary.</param>
/// <param name="rng">Draws.</param>
sealed class WordSampler(GenerationOptions options, IReadOnlyList<string> tokens, Rng rng)
{
    readonly HashSet<int> _written = [];

    /// <summary>The next token: a word, punctuation, a break, or the end.</summary>
    /// <param name="cosines">One for each token.</param>
    /// <param name="mayEnd">Whether the text can end here.</param>
    public int Next(ReadOnlySpan<float> cosines, bool mayEnd)
    {
        var scores = new List<(int Id, double Score)>(cosines.Length);
        for (var id = 0; id < cosines.Length; id++)
        {
            if (!NearestWords.CanStand(id) || id == NearestWords.StartId || (id == NearestWords.EndId && !mayEnd)) continue;
            scores.Add((id, _written.Contains(id) ? Penalised(cosines[id]) : cosines[id]));
        }
        var choices = Choices(scores, options.Temperature, options.TopK, options.TopP);
        var draw = rng.NextDouble();
        var chosen = choices[^1].Id;
        foreach (var (id, probability) in choices)
        {
            draw -= probability;
            if (draw >= 0) continue;
            chosen = id;
            break;
        }
        if (tokens[chosen].Any(char.IsLetterOrDigit) && chosen >= Data.Text.Marker.All.Count) _written.Add(chosen);
        return chosen;
    }

    /// <summary>
    /// What can be drawn and how likely, the likeliest first: the softmax of scores over temperature of the <paramref name="topK"/> highest, cut off after
    /// the fewest that reach <paramref name="topP"/>, and scaled to the sum 1.
    /// </summary>
    public static List<(int Id, double Probability)> Choices(IReadOnlyList<(int Id, double Score)> scores, double temperature, int topK, double topP)
    {
        var ranked = scores.OrderByDescending(entry => entry.Score).ThenBy(entry => entry.Id).Take(temperature == 0 ? 1 : topK == 0 ? int.MaxValue : topK).ToArray();
        if (ranked.Length == 1) return [(ranked[0].Id, 1)];
        var weights = Array.ConvertAll(ranked, entry => Math.Exp((entry.Score - ranked[0].Score) / temperature));
        var all = weights.Sum();
        var (kept, reached) = (0, 0.0);
        while (kept < weights.Length && reached < topP * all) reached += weights[kept++];
        return [.. ranked.Take(kept).Select((entry, i) => (entry.Id, weights[i] / reached))];
    }

    double Penalised(double score) => score > 0 ? score / options.RepetitionPenalty : score * options.RepetitionPenalty;
}
