namespace Assay.Data.Vectors;

/// <summary>How a vocabulary's words were found among word vectors; markers do not count.</summary>
/// <param name="Exact">Words found as they are.</param>
/// <param name="LowerCase">Words found in lower case.</param>
/// <param name="Stripped">Words found without their apostrophes and other signs.</param>
/// <param name="Missing">Words not found, the most frequent first.</param>
public sealed record Alignment(int Exact, int LowerCase, int Stripped, IReadOnlyList<string> Missing)
{
    /// <summary>Words looked for.</summary>
    public int Words => Exact + LowerCase + Stripped + Missing.Count;

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"{Words - Missing.Count:N0} of {Words:N0} words have a vector ({Exact:N0} exact, {LowerCase:N0} in lower case, {Stripped:N0} stripped)"
        + (Missing.Count == 0 ? "" : $"; missing: {string.Join(", ", Missing.Take(8))}{(Missing.Count > 8 ? ", ..." : "")}");
}
