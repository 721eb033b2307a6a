using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>The number of parameters that is written down is not that of the built model.</summary>
static class WrongParameterCount
{
    public static Rule Rule { get; } = new("wrong-parameter-count", "The model has another number of parameters than the run says.", Severity.Warning, Look) { Exact = true };

    static Symptom? Look(Trace trace)
    {
        var (said, built) = (trace.Record.Parameters, trace.Vital(Vitals.BuiltParameters));
        return Said.Of(said > 0 && double.IsFinite(built) ? Said.Count(Math.Abs(said - built)) : double.NaN, () => $"The run says {said:N0}; the tensors of the model add up to {built:N0}.");
    }
}
