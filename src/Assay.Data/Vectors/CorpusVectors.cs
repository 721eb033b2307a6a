using Assay.Data.Text;

namespace Assay.Data.Vectors;

/// <summary>Word vectors from nothing but the texts at hand.</summary>
public static class CorpusVectors
{
    /// <summary>Trains GloVe on texts. Breaks of lines and stanzas and the two ends of a text are words like others.</summary>
    /// <param name="texts">Each text's tokens, not framed.</param>
    /// <param name="settings">How; null for the defaults.</param>
    /// <param name="window">The largest distance at which two words count as near.</param>
    /// <param name="progress">Told the epochs done and the mean weighted error of each.</param>
    /// <returns>A vector for every token that comes in the texts.</returns>
    public static WordVectors Train(
        IReadOnlyList<IReadOnlyList<string>> texts, GloveSettings? settings = null, int window = 10, Action<int, double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        settings ??= new GloveSettings();
        var framed = texts.Select(text => Chunker.Frame(text)).ToArray();
        string[] names = [.. framed.SelectMany(text => text).Distinct().Order(StringComparer.Ordinal)];
        var ids = names.Index().ToDictionary(word => word.Item, word => word.Index, StringComparer.Ordinal);
        var trainer = new GloveTrainer(Cooccurrence.Count(framed.Select(text => text.Select(token => ids[token]).ToArray()), names.Length, window), settings);
        for (var epoch = 1; epoch <= settings.Epochs; epoch++)
        {
            var error = trainer.Step();
            progress?.Invoke(epoch, error);
        }
        return trainer.Vectors(names);
    }
}
