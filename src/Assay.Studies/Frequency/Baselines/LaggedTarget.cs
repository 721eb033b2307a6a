namespace Assay.Studies.Frequency;

/// <summary>
/// Repeats the target of an earlier row. No frozen model can do this, since it never sees a target; a network that is updated
/// at every row can, and its online loss then measures the tracking and not what it knows. The error over a tone of frequency f
/// is 2 sin(pi f lag / 1000)^2, e.g. 7.9e-5 at 1 Hz and lag 2, plus what the jumps at segment starts add.
/// </summary>
public sealed class LaggedTarget : Baseline
{
    readonly int _lag;

    /// <summary>Lag in rows; 1 is the latest target that an online learner has been told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The lag is not positive.</exception>
    public LaggedTarget(int lag = 1)
        : base("told-last-target", $"Repeats the target of {(lag == 1 ? "the row before" : $"{lag} rows before")}, "
            + "which an online learner has been told and a frozen model never sees.")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lag, 1);
        _lag = lag;
    }

    /// <inheritdoc/>
    public override float[] Predict(SignalSet set)
    {
        var predictions = new float[set.Rows];
        set.Targets[..Math.Max(0, set.Rows - _lag)].CopyTo(predictions.AsSpan(Math.Min(_lag, set.Rows)));
        return predictions;
    }
}
