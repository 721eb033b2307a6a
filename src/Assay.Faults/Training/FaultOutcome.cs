using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>What came of a training of the benchmark.</summary>
/// <param name="Trace">What the doctor is shown.</param>
/// <param name="Test">Error of the stored model on clean test rows, which no doctor sees; NaN where it is not finite.</param>
/// <param name="TestTrivial">That of the best constant.</param>
public sealed record FaultOutcome(Trace Trace, double Test, double TestTrivial)
{
    /// <summary>Share of the trivial error that the model removes: 1 is perfect; at least -1, which also stands for what is not finite.</summary>
    public double Skill => double.IsFinite(Test) ? Math.Max(-1, 1 - (Test / TestTrivial)) : -1;
}
