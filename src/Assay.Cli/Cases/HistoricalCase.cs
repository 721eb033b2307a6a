namespace Assay.Cli;

/// <summary>A mistake that was made with the original systems, trained again so that its diagnosis can be seen.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Claim">What was believed.</param>
/// <param name="Truth">What was the matter.</param>
/// <param name="Expected">Rules and audits that must fire.</param>
/// <param name="Forbidden">Rules that must not.</param>
/// <param name="Runs">What is trained.</param>
sealed record HistoricalCase(string Name, string Claim, string Truth, IReadOnlyList<string> Expected, IReadOnlyList<string> Forbidden, params IReadOnlyList<CaseRun> Runs)
{
    static readonly CaseRun Foundation = new("foundation", "ternary", "foundation", "epochs=30") { Diagnosed = false };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HistoricalCase> All { get; } =
    [
        new("frequency-monitor", "The training monitor was 90 % sure of insufficient capacity and sent its owner off to train twice as wide a network for two hours.",
            "The network has learned nothing: with frozen weights it predicts zero, its input says nothing of the target, and the loss that fell is that of the updates.",
            ["nothing-learned", "input-uninformative", "online-misleads"], ["capacity-limit"],
            new CaseRun("original", "frequency", "original", "epochs=5")),
        new("poetry-bypass", "An autoencoder reconstructed poems nearly perfectly through a small code.",
            "Attention to the encoder goes around the code.",
            ["bottleneck-bypassed"], [],
            new CaseRun("copy", "poetry", "copy", "epochs=6")),
        new("next-vector-leak", "One network beat another and all baselines at predicting the next vector.",
            "Windows of the same documents were on both sides, and what was compared was not scored on the same data.",
            ["shared-rows", "unequal-data"], [],
            new CaseRun("windows", "next-vector", null, "split.by=window", "stream.documents=200", "stream.vectors=8000", "epochs=3", "latency=false"),
            new CaseRun("documents", "next-vector", null, "stream.documents=200", "stream.vectors=8000", "epochs=3", "latency=false")),
        new("ternary-half-loaded", "A training that began from a good checkpoint was as bad as one from scratch.",
            "Some tensors were not in the checkpoint and stayed random, and nobody was told.",
            ["checkpoint-differs"], [],
            Foundation, new CaseRun("half loaded", "ternary", "original", "start={foundation}", "start.load=original", "epochs=10")),
        new("ternary-curvature", "Of three curvatures the best was chosen.",
            "The curvature has no effect on the loss, and 577 parameters were trained at all.",
            ["no-effect-setting", "frozen-parameters"], [],
            Foundation,
            new CaseRun("curvature 0.5", "ternary", "original", "start={foundation}", "start.load=original", "epochs=10", "curvature=0.5", "max.radius=0.7", "target.outer=0.65"),
            new CaseRun("curvature 1", "ternary", "original", "start={foundation}", "start.load=original", "epochs=10", "curvature=1", "max.radius=0.7", "target.outer=0.65"),
            new CaseRun("curvature 2", "ternary", "original", "start={foundation}", "start.load=original", "epochs=10", "curvature=2", "max.radius=0.7", "target.outer=0.65")),
    ];
}
