namespace Assay.Training;

/// <summary>What a <see cref="Stepper"/> must remember to go on as if it had never stopped; the sums are those since the last event.</summary>
public sealed record StepperState(
    long Steps, double BaseRate, double IntervalLoss, long IntervalRows, double IntervalNorm, int IntervalSteps, int IntervalClipped);
