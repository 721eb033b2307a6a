using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>How large a phase is.</summary>
static class SweepSize
{
    /// <summary>Its trials.</summary>
    public static int Trials(SweepPhase phase)
    {
        var available = phase.Configurations.Count > 0 ? phase.Configurations.Count : Samplers.Of(phase, 1) is GridSampler grid ? grid.Count : int.MaxValue;
        return phase.Trials == 0 ? available : Math.Min(phase.Trials, available);
    }

    /// <summary>A value in the middle of a range.</summary>
    public static object Middle(ParameterRange range) => range switch
    {
        ChoiceRange choices => choices.Choices[choices.Choices.Count / 2],
        WholeRange { Log: true } whole => (int)Math.Sqrt((double)whole.Low * whole.High),
        WholeRange whole => (int)(((long)whole.Low + whole.High) / 2),
        NumberRange { Log: true } number => Math.Sqrt(number.Low * number.High),
        NumberRange number => (number.Low + number.High) / 2,
        _ => throw new ArgumentException($"the range is of an unknown kind: {range}"),
    };
}
