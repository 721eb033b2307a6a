using Assay.Tensors;

namespace Assay.Data;

/// <summary>
/// Which documents are trained on, which choose the checkpoint and which judge it: whole documents, such as poems, never windows of one on two sides.
/// </summary>
/// <param name="Train">Places of the documents trained on, ascending.</param>
/// <param name="Valid">Places of the documents that choose.</param>
/// <param name="Test">Places of the documents that judge.</param>
/// <param name="Seed">What the split was drawn with.</param>
public sealed record DocumentSplit(IReadOnlyList<int> Train, IReadOnlyList<int> Valid, IReadOnlyList<int> Test, ulong Seed)
{
    /// <summary>
    /// A random split. Documents that repeat one another stay on one side.
    /// </summary>
    /// <param name="count">The number of documents; at least 3.</param>
    /// <param name="valid">The part that chooses, about.</param>
    /// <param name="test">The part that judges, about.</param>
    /// <param name="seed">Equal seeds give equal splits.</param>
    /// <param name="together">Groups of documents that belong together, such as those of <see cref="Text.Duplicates.Find"/>.</param>
    /// <exception cref="ArgumentException">There are too few documents, or too many that belong together, for one on each side.</exception>
    public static DocumentSplit Draw(int count, double valid, double test, ulong seed, IReadOnlyList<int[]>? together = null)
    {
        if (valid <= 0 || test <= 0 || valid + test >= 1)
            throw new ArgumentException($"A split needs some documents on each side; given {valid} to choose and {test} to judge.");
        var group = Enumerable.Range(0, count).ToArray();
        foreach (var members in together ?? [])
            foreach (var member in members) group[member] = members[0];
        var groups = Enumerable.Range(0, count).GroupBy(document => group[document]).Select(members => members.ToArray()).ToArray();
        int wantTest = Math.Max(1, (int)Math.Round(test * count)), wantValid = Math.Max(1, (int)Math.Round(valid * count));
        List<int> train = [], choose = [], judge = [];
        // The stream is called as it was when only poems were split: their splits are as they were.
        foreach (var place in new Rng(seed).Split("poems").Permutation(groups.Length))
        {
            var members = groups[place];
            var side = judge.Count == 0 || judge.Count + members.Length <= wantTest ? judge
                : choose.Count == 0 || choose.Count + members.Length <= wantValid ? choose : train;
            side.AddRange(members);
        }
        if (train.Count == 0)
            throw new ArgumentException($"A split needs at least 3 documents that differ; given {groups.Length} of {count} that do.");
        return new DocumentSplit(Sorted(train), Sorted(choose), Sorted(judge), seed);

        static int[] Sorted(List<int> places) => [.. places.Order()];
    }
}
