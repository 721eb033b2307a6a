#:project ../src/Assay.Studies/Assay.Studies.csproj
using Assay.Studies;
using Assay.Studies.Frequency;
using Assay.Sweeps;

// Anything that a function can judge: it asks for what it needs, and so defines the space.
var trials = Sweep.Run(60, new TpeSampler(seed: 1), trial =>
{
    var x = trial.Real("x", -2, 2);
    return trial.Choice("shape", "bowl", "bent") == "bowl" ? x * x + 0.1 : Math.Abs(x - trial.Real("place", 0.5, 1));
});
var best = trials.MinBy(trial => trial.MeanLoss)!;
Console.WriteLine($"trial {best.Number}: {best.MeanLoss:F3}, {string.Join(", ", best.Values)}");

// A study: the same plan as flags or a YAML file would give. Seeds are replicates, each configuration is trained with both.
var plan = new SweepPlan
{
    Study = "frequency",
    Metric = "test/mse",
    Phases =
    [
        new SweepPhase
        {
            Set = new Dictionary<string, object> { ["epochs"] = 1, ["passes"] = 1 },
            Vary =
            [
                new Declared("hidden", new ChoiceRange(8, 16), new Dictionary<string, object>()),
                new Declared("lr", new NumberRange(1e-3, 1e-2, log: true), new Dictionary<string, object>()),
            ],
            Sampler = "quasi",
            Trials = 3,
            Seeds = [1, 2],
        },
    ],
};
var results = StudySweep.Run(new FrequencyStudy(), plan, "runs");
foreach (var trial in results.Trials)
    Console.WriteLine($"{string.Join(", ", trial.Values)}: {string.Join(" and ", trial.Finished.Select(value => value.ToString("F3")))}");
