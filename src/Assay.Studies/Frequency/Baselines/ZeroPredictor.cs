namespace Assay.Studies.Frequency;

/// <summary>Predicts 0 everywhere, the mean of every target: 0.5, the variance of a sine.</summary>
public sealed class ZeroPredictor() : Baseline("zero", "Predicts 0, the mean of the target, whatever it sees.")
{
    /// <inheritdoc/>
    public override float[] Predict(SignalSet set) => new float[set.Rows];
}
