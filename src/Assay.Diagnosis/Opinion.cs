using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>What the doctor makes of a run.</summary>
/// <param name="Faulty">Calibrated probability that the training is really worse than it would be if nothing were wrong; NaN where the trace tells too little.</param>
/// <param name="Alarm">Whether that is enough to say so.</param>
/// <param name="Causes">Root causes by the names of <see cref="Diagnosis.Causes"/> and their probabilities, the likeliest first; each is calibrated by itself.</param>
/// <param name="Findings">One of each rule that fires, the gravest and surest first.</param>
public sealed record Opinion(
    double Faulty, bool Alarm, IReadOnlyList<(string Cause, double Probability)> Causes, IReadOnlyList<Finding> Findings);
