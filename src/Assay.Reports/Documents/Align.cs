namespace Assay.Reports;

/// <summary>On which side of its column a cell's text stands.</summary>
public enum Align
{
    /// <summary>Text.</summary>
    Left,

    /// <summary>Numbers.</summary>
    Right,
}
