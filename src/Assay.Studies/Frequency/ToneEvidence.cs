namespace Assay.Studies.Frequency;

/// <summary>What S tells about one tone over the rows that ask for it, beside what chance alone would give.</summary>
/// <param name="Frequency">The tone, in Hz.</param>
/// <param name="Rows">Rows measured.</param>
/// <param name="Correlation">Pearson correlation of S and the target at the same row.</param>
/// <param name="ChanceCorrelation">Its standard deviation if S and the target are independent, 1 / sqrt(rows).</param>
/// <param name="Line">
/// Magnitude of the DFT of S at the tone, |sum of (S - mean) exp(-i angle)|: large if the tone is in S at any phase. A clean
/// mixture of four has rows / 8, that is 1250 over 10,000 rows.
/// </param>
/// <param name="ChanceLine">Root mean square of that magnitude if S is white noise, sqrt(rows Var S).</param>
public readonly record struct ToneEvidence(
    int Frequency, int Rows, double Correlation, double ChanceCorrelation, double Line, double ChanceLine)
{
    /// <summary>
    /// Probability that white noise has a line at least as high: exp(-(line / chance)^2), the squared magnitude being
    /// exponentially distributed.
    /// </summary>
    public double ChanceOfLine => Math.Exp(-(Line / ChanceLine) * (Line / ChanceLine));
}
