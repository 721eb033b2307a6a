namespace Assay.Runs;

/// <summary>Something to try against a problem.</summary>
/// <param name="Title">One sentence.</param>
/// <param name="Command">The exact command, with RUN's own settings filled in; null where code or data must be changed by hand.</param>
/// <param name="Gain">Expected share of the distance to a healthy result that it wins back, 0 to 1, as the benchmark found it; NaN if unknown.</param>
/// <param name="Cost">Cost in trainings like this one: 1 is as long as this run took.</param>
public sealed record Remedy(string Title, string? Command, double Gain, double Cost);
