using Assay.Diagnosis;

namespace Assay.Tests.Diagnosis.Outcome;

/// <summary>What a rule says of a trace that was written by hand.</summary>
static class OutcomeCase
{
    public static Symptom? Ask(string rule, TraceOf trace) => AllRules.List.Single(one => one.Id == rule).Look(trace.Make());

    /// <summary>The rule fires on the one with evidence in words, and is asked and silent on the other.</summary>
    public static Symptom Pair(string rule, TraceOf sick, TraceOf healthy)
    {
        var silent = Ask(rule, healthy);
        Assert.NotNull(silent);
        Assert.False(silent.Fires, $"{silent.Strength}");
        var symptom = Ask(rule, sick);
        Assert.NotNull(symptom);
        Assert.True(symptom.Fires, $"{symptom.Strength}");
        Assert.NotEmpty(symptom.Evidence);
        Assert.True(symptom.Strength > silent.Strength);
        return symptom;
    }

    /// <summary>A training that goes well: losses fall to 0.02 where a constant has 1.</summary>
    public static TraceOf Healthy() => Losses(i => Fall(i, 0.02), i => Fall(i, 0.018));

    /// <summary>40 evaluations of validation and of training data with frozen weights, with 2 % of noise, where a constant has 1.</summary>
    public static TraceOf Losses(Func<int, double> valid, Func<int, double> frozen)
    {
        var noise = TraceOf.Noise(5);
        return new TraceOf().With("valid/loss", 40, i => valid(i) * (1 + 0.02 * noise(i))).With("train/frozen", 40, i => frozen(i) * (1 + 0.02 * noise(100 + i)))
            .With("online/loss", 40, i => frozen(i) * 1.1).Vital("probe/trivial", 1);
    }

    public static double Fall(int index, double floor) => floor + (1 - floor) * Math.Exp(-index / 5.0);
}
