using Assay.Data.Sequences;
using Assay.Runs;
using Assay.Statistics;

namespace Assay.Studies.NextVector;

/// <summary>Where predictions fail: in which documents, at which windows, and whether that is where a text jumps.</summary>
sealed class PredictionErrors
{
    /// <summary>Bins of similarity, with about as many windows each.</summary>
    public const int Bins = 10;

    const int FewestWindows = 3, Documents = 10, Worst = 20;

    readonly PredictionData _data;
    readonly WindowDocuments _documents;
    readonly int[] _bin;

    /// <param name="data">Whose test windows.</param>
    /// <param name="documents">Their documents.</param>
    public PredictionErrors(PredictionData data, WindowDocuments documents)
    {
        (_data, _documents) = (data, documents);
        var test = data.Test;
        var similarity = new double[test.Count];
        for (var window = 0; window < similarity.Length; window++)
            similarity[window] = Directions.Cosine(test.Corpus[test.Target(window) - 1], test.Corpus[test.Target(window)]);
        Edges = Quantiles.Of(similarity, [.. Enumerable.Range(0, Bins + 1).Select(edge => edge / (double)Bins)]);
        _bin = [.. similarity.Select(value => Math.Clamp(Edges.Skip(1).Take(Bins - 1).Count(edge => value >= edge), 0, Bins - 1))];
        Windows = [.. Enumerable.Range(0, Bins).Select(bin => _bin.Count(own => own == bin))];
    }

    /// <summary>(bins + 1) limits of the cosine between the last vector of a context and the target: quantiles.</summary>
    public double[] Edges { get; }

    /// <summary>(bins) windows from each limit up to the next.</summary>
    public int[] Windows { get; }

    /// <summary>A predictor's mean cosine in each bin; NaN in an empty one.</summary>
    public double[] BySimilarity(PredictionScores scores)
    {
        var sums = new double[Bins];
        for (var window = 0; window < _bin.Length; window++) sums[_bin[window]] += scores.Cosine[window];
        return [.. sums.Zip(Windows, (sum, count) => sum / count)];
    }

    /// <summary>The ten documents of at least three windows that a model predicts worst.</summary>
    /// <param name="model">Its scores on the test windows.</param>
    /// <param name="average">Those of the linear average.</param>
    /// <param name="last">Those of the last vector.</param>
    public List<DocumentPrediction> WorstDocuments(PredictionScores model, PredictionScores average, PredictionScores last)
    {
        var (own, averages, lasts) = (_documents.Means(model.Cosine), _documents.Means(average.Cosine), _documents.Means(last.Cosine));
        return [.. Enumerable.Range(0, own.Length).Where(place => _documents.Counts[place] >= FewestWindows).OrderBy(place => own[place]).Take(Documents)
            .Select(place => new DocumentPrediction(_data.DocumentName(_documents.Documents[place]), _documents.Counts[place], own[place], averages[place], lasts[place]))];
    }

    /// <summary>The twenty windows that a model predicts worst.</summary>
    /// <inheritdoc cref="WorstDocuments" path="/param"/>
    public List<WindowPrediction> WorstWindows(PredictionScores model, PredictionScores average, PredictionScores last)
    {
        var (test, texts) = (_data.Test, _data.Test.Corpus.Texts);
        return [.. Enumerable.Range(0, test.Count).OrderBy(window => model.Cosine[window]).Take(Worst).Select(window =>
        {
            var (document, target) = (test.Document(window), test.Target(window));
            return new WindowPrediction(_data.DocumentName(document), Place(document, target), model.Cosine[window], average.Cosine[window], last.Cosine[window],
                texts?[target], texts?[target - 1]);
        })];
    }

    // How many of a document's vectors stand before a row.
    int Place(int document, int row) =>
        _data.Test.Corpus.Segments.Where(segment => segment.Document == document && segment.First <= row).Sum(segment => Math.Min(segment.Count, row - segment.First));
}
