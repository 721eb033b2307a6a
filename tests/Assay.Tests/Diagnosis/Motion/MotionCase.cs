using Assay.Diagnosis;

namespace Assay.Tests.Diagnosis.Motion;

/// <summary>What the tests of rules about motion share: a healthy training, and asking one rule.</summary>
static class MotionCase
{
    public const int Points = 200;

    /// <summary>
    /// A recurrent net with three weights that learns most of what there is: the loss falls from 1 to 0.05 with 3 % of noise, and every
    /// curve, probe and setting that the rules read is there.
    /// </summary>
    public static TraceOf Healthy()
    {
        var noise = TraceOf.Noise(11);
        return new TraceOf()
            .With("train/loss", Points, i => Loss(i) * (1 + 0.03 * noise(i)))
            .With("train/frozen", 20, i => Loss(10 * i) * (1 + 0.01 * noise(1000 + i)), every: 100)
            .With("valid/loss", 20, i => 1.1 * Loss(10 * i) * (1 + 0.01 * noise(2000 + i)), every: 100)
            .With("lr", Points, _ => 1e-3)
            .With("grad/norm", Points, i => (0.3 + Loss(i)) * (1 + 0.2 * Math.Abs(noise(3000 + i))))
            .With("grad/lstm.weight_ih/norm", 20, i => 0.2 + 0.05 * noise(4000 + i), every: 100)
            .With("grad/lstm.weight_hh/norm", 20, i => 0.1 + 0.01 * noise(5000 + i), every: 100)
            .With("grad/lstm.bias/norm", 20, _ => 1e-9, every: 100)
            .With("grad/output.weight/norm", 20, i => 0.5 + 0.1 * noise(6000 + i), every: 100)
            .With("grad/lstm/retention", 20, _ => 0.05, every: 100)
            .With("update/lstm.weight_ih/ratio", 20, _ => 2e-3, every: 100)
            .With("update/lstm.weight_hh/ratio", 20, _ => 1e-3, every: 100)
            .With("update/output.weight/ratio", 20, _ => 3e-3, every: 100)
            .With("clip/rate", Points, i => i < 20 ? 0.9 : 0.05)
            .With("activation/hidden/dead", 20, _ => 0.1, every: 100)
            .With("activation/lstm/forget/saturated", 20, _ => 0.2, every: 100)
            .Setting("batch", 32.0).Setting("clip", 1.0)
            .Vital("probe/trivial", 1).Vital("probe/noise-scale", 200)
            .Vital("probe/rate/0.1", 0.99).Vital("probe/rate/0.3", 0.985).Vital("probe/rate/1", 0.98)
            .Vital("probe/rate/3", 0.99).Vital("probe/rate/10", 1.4).Vital("probe/rate/100", double.NaN);
    }

    /// <summary>The healthy loss at a point.</summary>
    public static double Loss(int point) => 0.05 + 0.95 * Math.Exp(-point / 25.0);

    /// <summary>What a rule says about a trace.</summary>
    public static Symptom? Ask(string id, TraceOf trace) => MotionRules.List.Single(rule => rule.Id == id).Look(trace.Make());

    /// <summary>Requires that a rule speaks of the healthy trace and does not fire, and that it fires on a sick one with all it owes its reader.</summary>
    public static Symptom Pair(string id, TraceOf sick)
    {
        var healthy = Ask(id, Healthy());
        Assert.NotNull(healthy);
        Assert.False(healthy.Fires, $"{id} on a healthy training: {healthy.Evidence}");
        var symptom = Ask(id, sick);
        Assert.NotNull(symptom);
        Assert.True(symptom.Fires, $"{id} is silent with strength {symptom.Strength}.");
        Assert.Contains(symptom.Evidence, char.IsDigit);
        Assert.NotNull(symptom.Where);
        Assert.NotEmpty(symptom.Alternatives);
        Assert.All(symptom.Plot?.Lines ?? [], line => Assert.True(line.X.Count == line.Y.Count && line.X.Count <= 200));
        return symptom;
    }
}
