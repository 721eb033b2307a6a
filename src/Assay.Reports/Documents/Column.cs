namespace Assay.Reports;

/// <summary>A column of a table: its heading and its alignment.</summary>
public sealed record Column(string Title, Align Align = Align.Left)
{
    /// <summary>A column of numbers.</summary>
    public static Column Number(string title) => new(title, Align.Right);
}
