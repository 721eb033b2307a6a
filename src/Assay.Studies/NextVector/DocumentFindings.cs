using Assay.Runs;

namespace Assay.Studies.NextVector;

/// <summary>What is noticed about documents of vectors before any model.</summary>
static class DocumentFindings
{
    /// <summary>Documents too short, files that say too little, copies across the split.</summary>
    public static IEnumerable<Finding> Of(NextVectorData data)
    {
        if (data.Skipped > 0)
            yield return new Finding("data/short", Severity.Info, "Some documents are too short.", $"{data.Skipped:N0} of {data.Corpus.Documents.Count:N0} have no window and were left out.", null);
        foreach (var note in data.Notes) yield return new Finding("data/note", Severity.Warning, "The file says less than it should.", note, null);
        var copies = data.Copies;
        if (copies.Found.Count == 0) yield break;
        var share = copies.Share(data.Test);
        var example = copies.Found[0];
        yield return new Finding("data/copies", share >= 0.02 ? Severity.Warning : Severity.Info, "Some held-out vectors have a copy among those trained on.",
            $"{copies.Found.Count:N0} of {copies.Compared:N0} test vectors do, {copies.Exact:N0} of them to the bit; they are the target of {100 * share:F1} % of the test windows"
            + (data.Corpus.Texts is { } texts ? $". The first: \"{texts[example.Row]}\"" : "") + ".",
            share >= 0.02 ? "Look whether documents are there twice, or leave the copies out." : null);
    }
}
