namespace Assay.Diagnosis.Forecasts;

/// <summary>What to do when a training ends within some bounds.</summary>
/// <param name="Above">The outcome is above this; minus infinity for the best branch.</param>
/// <param name="UpTo">And at most this; infinity for the worst.</param>
/// <param name="Meaning">What such an outcome says.</param>
/// <param name="Action">What to do then.</param>
public sealed record Decision(double Above, double UpTo, string Meaning, string Action);
