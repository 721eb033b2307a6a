namespace Assay.Statistics;

/// <summary>How much of the variance over a space is due to one parameter, or to two together beyond what each does alone.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="With">The other one's, or null.</param>
/// <param name="Share">Of the variance, from 0 to 1; chance can bring an estimate a little below 0.</param>
public sealed record ImportanceShare(string Parameter, string? With, Interval Share);
