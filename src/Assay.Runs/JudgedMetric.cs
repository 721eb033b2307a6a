namespace Assay.Runs;

/// <summary>The metric by which the runs of a study are judged.</summary>
/// <param name="Name">Its name, such as <c>test/mse</c>.</param>
/// <param name="Perfect">The value that a perfect model would have: 0 for an error, 1 for a cosine. What is nearer to it is better.</param>
public sealed record JudgedMetric(string Name, double Perfect)
{
    /// <summary>How far a value is from perfect; less is better.</summary>
    public double Distance(double value) => Math.Abs(Perfect - value);
}
