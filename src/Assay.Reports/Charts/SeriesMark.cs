namespace Assay.Reports;

/// <summary>How the points of a series are drawn.</summary>
public enum SeriesMark
{
    /// <summary>A line from point to point.</summary>
    Line,

    /// <summary>A dot at each point.</summary>
    Dots,

    /// <summary>A large dot at each point, for a few that matter.</summary>
    Spots,

    /// <summary>A thin translucent line behind everything else.</summary>
    Background,
}
