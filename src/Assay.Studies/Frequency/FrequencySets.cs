namespace Assay.Studies.Frequency;

/// <summary>The three sets of the study, made from their fixed seeds for a given phase noise.</summary>
sealed class FrequencySets
{
    /// <param name="phase">Phase noise as a fraction of 2 pi: 1 is the assignment, 0.01 the light variant.</param>
    public FrequencySets(double phase)
    {
        Train = Signal.Make(Signal.TrainSeed, phase);
        Test = Signal.Make(Signal.TestSeed, phase);
        Independent = Signal.MakeIndependent(Signal.IndependentSeed, phase, phaseJumps: false);
    }

    /// <summary>Noise seed 1, four blocks.</summary>
    public SignalSet Train { get; }

    /// <summary>Noise seed 2, the same targets.</summary>
    public SignalSet Test { get; }

    /// <summary>Noise seed 3, a random start phase and a random order of segments of random length.</summary>
    public SignalSet Independent { get; }

    /// <summary>Each set in words.</summary>
    public Dictionary<string, string> Describe() => new()
    {
        ["train"] = $"{Train.Rows} rows, noise seed {Signal.TrainSeed}, blocks 1, 3, 5, 7 Hz of {Signal.BlockLength} rows from time 0",
        ["test"] = $"{Test.Rows} rows, noise seed {Signal.TestSeed}, the same targets as train",
        ["independent"] = $"{Independent.Rows} rows, noise seed {Signal.IndependentSeed}, random start phase, {Independent.Segments.Count} segments of random tone and length",
    };

    /// <summary>Every baseline, fitted on train, scored on all three.</summary>
    public Dictionary<string, Dictionary<string, double>> Baselines()
    {
        var scores = new Dictionary<string, Dictionary<string, double>>();
        foreach (var baseline in Baseline.FitAll(Train))
        {
            var metrics = scores[baseline.Name] = [];
            foreach (var (split, set) in new[] { ("train", Train), ("test", Test), ("independent", Independent) })
                foreach (var (name, value) in SignalScore.Of(set, baseline.Predict(set)).Metrics(split)) metrics[name] = value;
        }
        return scores;
    }
}
