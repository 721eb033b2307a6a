using Assay.Data.Sequences;

namespace Assay.Studies.NextVector;

/// <summary>Which windows belong to which document: windows of one document resemble each other, so noise is measured between documents.</summary>
sealed class WindowDocuments
{
    readonly int[] _group;

    /// <param name="windows">All of them are grouped.</param>
    public WindowDocuments(VectorWindows windows)
    {
        var (documents, places) = (new List<int>(), new Dictionary<int, int>());
        _group = new int[windows.Count];
        for (var window = 0; window < windows.Count; window++)
        {
            var document = windows.Document(window);
            if (places.TryAdd(document, documents.Count)) documents.Add(document);
            _group[window] = places[document];
        }
        Documents = documents;
        Counts = new int[documents.Count];
        foreach (var group in _group) Counts[group]++;
    }

    /// <summary>The documents that have windows, in their windows' order.</summary>
    public IReadOnlyList<int> Documents { get; }

    /// <summary>Windows of each of them.</summary>
    public int[] Counts { get; }

    /// <summary>The windows of a document, by its place in <see cref="Documents"/>.</summary>
    public int[] WindowsOf(int place) => [.. Enumerable.Range(0, _group.Length).Where(window => _group[window] == place)];

    /// <summary>The mean of each document's values, in the order of <see cref="Documents"/>.</summary>
    public double[] Means(ReadOnlySpan<double> values)
    {
        var means = Sums(values);
        for (var i = 0; i < means.Length; i++) means[i] /= Counts[i];
        return means;
    }

    /// <summary>
    /// The standard error of the mean over all windows when documents are what is drawn: the ratio estimator over sums and counts of documents
    /// (Cochran, "Sampling techniques", 1977, 6.3). NaN for one document.
    /// </summary>
    public double StandardError(ReadOnlySpan<double> values)
    {
        var sums = Sums(values);
        if (sums.Length < 2) return double.NaN;
        var (mean, squares) = (sums.Sum() / values.Length, 0.0);
        for (var i = 0; i < sums.Length; i++) squares += Math.Pow(sums[i] - (mean * Counts[i]), 2);
        return Math.Sqrt(squares * sums.Length / (sums.Length - 1)) / values.Length;
    }

    double[] Sums(ReadOnlySpan<double> values)
    {
        if (values.Length != _group.Length) throw new ArgumentException($"{values.Length} values for {_group.Length} windows.", nameof(values));
        var sums = new double[Counts.Length];
        for (var window = 0; window < values.Length; window++) sums[_group[window]] += values[window];
        return sums;
    }
}
