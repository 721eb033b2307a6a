using System.Text.RegularExpressions;
using Assay.Diagnosis;
using Assay.Runs;
using Assay.Tests.Diagnosis.Motion;
using Assay.Tests.Repository;

namespace Assay.Tests.Diagnosis;

/// <summary>What every rule promises, whatever it looks for.</summary>
public class RuleContractTests
{
    static readonly string[] Curves =
    [
        "train/loss", "online/loss", "train/frozen", "valid/loss", "valid/mse", "train/mse", "lr", "grad/norm", "clip/rate", "clip/limit", "grad/a.weight/norm",
        "grad/b.weight/norm", "grad/rnn/retention", "update/a.weight/ratio", "update/b.weight/ratio", "activation/a/dead", "activation/a/saturated",
        "activation/a/std", "activation/a/mean", "block/a", "block/b",
    ];

    static readonly Lazy<Trace> Short = new(() => Grown(4_000)), Long = new(() => Grown(8_000));

    static readonly string[] Vital = [.. typeof(Vitals).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    public static TheoryData<string> Ids => [.. AllRules.List.Select(rule => rule.Id)];

    static Rule Of(string id) => AllRules.List.Single(rule => rule.Id == id);

    [Fact]
    public void IdsAreUniqueAndKebabCase()
    {
        Assert.Equal(AllRules.List.Count, AllRules.List.Select(rule => rule.Id).Distinct().Count());
        Assert.All(AllRules.List, rule => Assert.Matches(new Regex("^[a-z0-9]+(-[a-z0-9]+)*$"), rule.Id));
    }

    [Fact]
    public void CausesAreKnown() => Assert.All(AllRules.List.SelectMany(rule => rule.Causes), cause => Assert.True(Causes.Words.ContainsKey(cause), cause));

    [Theory, MemberData(nameof(Ids))]
    public void HasAPageOfItsOwnThatTheIndexNames(string id)
    {
        var page = Path.Combine(Sources.Root, "docs", "rules", id + ".md");
        Assert.True(File.Exists(page), $"docs/rules/{id}.md is missing.");
        Assert.StartsWith($"# {id}", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Contains($"({id}.md)", File.ReadAllText(Path.Combine(Sources.Root, "docs", "rules", "README.md")), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Ids))]
    public void SaysNothingOfATraceWithoutPoints(string id) => Assert.False(Of(id).Look(new TraceOf().Make()) is { Fires: true });

    [Theory, MemberData(nameof(Ids))]
    public void StrengthIsFiniteWhateverTheNumbersAre(string id)
    {
        double[] wild = [0, 1, -1, 1e-300, 1e300, -1e300, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        foreach (var points in new[] { 1, 2, 3, 7, 40 })
            for (var seed = 0; seed < 12; seed++)
            {
                // Twelve seeds: each value alone, then all of them mixed.
                double Value(int place) => seed < wild.Length ? wild[seed] : wild[(place * 7 + place / 3) % wild.Length];
                var trace = new TraceOf().Setting("batch", Value(1)).Setting("clip", Value(2)).Setting("lr", Value(3));
                for (var c = 0; c < Curves.Length; c++)
                {
                    var offset = c;
                    trace.With(Curves[c], points, i => Value(i + offset));
                }

                for (var v = 0; v < Vital.Length; v++) trace.Vital(Vital[v], Value(v));
                foreach (var multiple in new[] { "0.1", "1", "10", "word", "" }) trace.Vital(Vitals.RateTest + multiple, Value(multiple.Length));
                if (Of(id).Look(trace.Make()) is { } symptom) Assert.True(double.IsFinite(symptom.Strength), $"{id}, {points} points, seed {seed}");
            }
    }

    [Theory, MemberData(nameof(Ids))]
    public void LooksTheSameAtTheSameTrace(string id)
    {
        var trace = MotionCase.Healthy().Make();
        Assert.Equal(Of(id).Look(trace)?.Strength, Of(id).Look(trace)?.Strength);
    }

    [Theory, MemberData(nameof(Ids))]
    public void MemoryGrowsNoFasterThanTheTrace(string id) => Assert.True(Allocated(id, Long.Value) < 3 * Allocated(id, Short.Value) + 100_000);

    static Trace Grown(int points)
    {
        var noise = TraceOf.Noise(1);
        var curves = new TraceOf();
        foreach (var name in Curves) curves.With(name, points, i => Math.Exp(-i / (double)points + 0.1 * noise(i)));
        return curves.Make();
    }

    static long Allocated(string id, Trace trace)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Of(id).Look(trace);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
