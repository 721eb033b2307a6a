namespace Assay.Studies.Frequency;

/// <summary>Mean squared errors of predictions within one segment.</summary>
/// <param name="Segment">The rows scored.</param>
/// <param name="Mse">Mean over all its rows.</param>
/// <param name="FirstSecondMse">Mean over its first second.</param>
/// <param name="LaterMse">Mean over the rest; NaN where the segment is no longer than a second.</param>
public readonly record struct SegmentScore(SignalSegment Segment, double Mse, double FirstSecondMse, double LaterMse);
