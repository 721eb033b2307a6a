using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>How large a phase is.</summary>
static class SweepSize
{
    const int MostCounted = 1_000_000;

    /// <summary>Its trials; null where it is too large a grid to count.</summary>
    public static int? Trials(SweepPhase phase)
    {
        if (phase.Configurations.Count > 0) return phase.Trials == 0 ? phase.Configurations.Count : Math.Min(phase.Trials, phase.Configurations.Count);
        if (phase.Sampler != "grid") return phase.Trials;
        var grid = Samplers.Of(phase, 1);
        for (var number = 0; number < MostCounted; number++)
            if ((phase.Trials > 0 && number == phase.Trials) || grid.Begin(number, []) is null) return number;
        return null;
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
