using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>The fault operators in their strengths.</summary>
public static class AllFaults
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Fault> List { get; } =
    [
        // Learning rate, optimizer.
        .. Each("rate-high", Causes.RateTooHigh, [10, 30, 100], (r, by) => r with { Lr = r.Lr * by }),
        .. Each("rate-low", Causes.RateTooLow, [10, 30, 100], (r, by) => r with { Lr = r.Lr / by }),
        One("schedule-ends-early", Causes.RateTooLow, r => r with { Schedule = "early" }),
        One("optimizer-sgd", Causes.RateTooLow, r => r with { Optimizer = "sgd", Lr = 0.001 }),
        .. Each("moments-stale", Causes.OptimizerState, [1e4, 1e8], (r, by) => r with { StaleMoments = by }, p => p.Recipe.Optimizer == "adam"),
        One("momentum-stale", Causes.OptimizerState, r => r with { StaleMoments = 300 }, p => p.Recipe.Optimizer == "sgd"),
        // Updates.
        .. Each("epochs-few", Causes.TooFewUpdates, [5, 20], (r, by) => r with { Epochs = Math.Max(1, (int)(r.Epochs / by)) }),
        .. Each("batch-large", Causes.BatchSize, [256, 512], (r, size) => r with { Batch = (int)size }),
        One("batch-small", Causes.BatchSize, r => r with { Batch = 2, Epochs = Math.Max(1, r.Epochs / 5) }),
        One("clip-missing", Causes.Clipping, r => r with { Clip = double.PositiveInfinity, Lr = r.Lr * 2 }),
        .. Each("clip-tight", Causes.Clipping, [1e-2, 1e-4], (r, limit) => r with { Clip = limit }, p => p.Recipe.Optimizer == "sgd"),
        One("gradients-kept", Causes.GradientHandling, r => r with { GradientsKept = true }),
        // The network.
        .. Of("activation", Causes.Activation, ["sigmoid", "linear"], (r, name) => r with { Activation = name }, p => p.Activations),
        .. Each("weights-large", Causes.Initialisation, [8, 30], (r, by) => r with { Init = by }),
        .. Each("weights-small", Causes.Initialisation, [0.01, 0], (r, by) => r with { Init = by }),
        .. Each("hidden-small", Causes.Capacity, [1, 3], (r, width) => r with { Hidden = (int)width }, p => p.Name is not ("attention" or "next-lstm" or "next-transformer" or "next-mixture" or "next-gru" or "frequency")),
        .. Each("latent-small", Causes.Capacity, [1, 2], (r, width) => r with { Latent = (int)width }, p => p.Codes),
        .. Each("frozen", Causes.Frozen, [0.5, 0.95], (r, share) => r with { FrozenShare = share }),
        .. Each("dropout-strong", Causes.Dropout, [0.8], (r, p) => r with { Dropout = p }, p => p.Drops),
        .. Each("dropout-in-evaluation", Causes.Dropout, [0.3, 0.6], (r, p) => r with { Dropout = p, DropoutInEvaluation = true }, p => p.Drops),
        // State.
        .. Of("state", Causes.StateHandling, ["reset", "cut", "kept"], (r, mode) => r with { State = mode }, p => p.Recurrent),
        // Loss, regularisation.
        .. Of("loss", Causes.LossFunction, ["cosine", "squashed"], (r, name) => r with { Loss = name }),
        .. Each("decay-strong", Causes.Regularisation, [10, 100], (r, decay) => r with { Decay = r.Optimizer == "sgd" ? decay / 100 : decay }),
        .. Each("kl-weight", Causes.Prior, [0, 30, 300], (r, by) => r with { KlWeight = r.KlWeight * by }, p => p.Variational),
        .. Each("curvature", Causes.Curvature, [30, 1000], (r, by) => r with { Curvature = r.Curvature * by }, p => p.Hyperbolic),
        // Data.
        .. Each("targets-noised", Causes.Labels, [1, 3], (r, noise) => r with { TargetNoise = noise }),
        .. Each("targets-shuffled", Causes.Labels, [0.4, 1], (r, share) => r with { TargetsShuffled = share }),
        One("targets-shifted", Causes.Labels, r => r with { TargetsShifted = 1 }),
        One("targets-missing", Causes.Labels, r => r with { TargetsMissing = 3 }),
        .. Each("input-scale", Causes.InputScale, [0.01, 100], (r, by) => r with { InputScale = by }),
        One("input-offset", Causes.InputScale, r => r with { InputOffset = 30 }),
        .. Each("served-scale", Causes.InputScale, [3], (r, by) => r with { ServedScale = by }),
        One("target-in-input", Causes.Leak, r => r with { TargetInInput = true }, p => !p.Codes),
        .. Each("rows-few", Causes.TooLittleData, [12, 40], (r, rows) => r with { Rows = (int)rows }),
        .. Each("split-leak", Causes.SplitLeak, [0.9], (r, share) => r with { Rows = 40, SharedRows = share }),
        // Changes that nobody would call faults; they are here to be healthy, and where they are not the paired test says so.
        .. Each("rate-doubled", Causes.RateTooHigh, [2], (r, by) => r with { Lr = r.Lr * by }),
        .. Each("rate-halved", Causes.RateTooLow, [2], (r, by) => r with { Lr = r.Lr / by }),
        .. Each("hidden-doubled", Causes.Capacity, [2], (r, by) => r with { Hidden = (int)(r.Hidden * by) }),
        .. Each("epochs-doubled", Causes.TooFewUpdates, [2], (r, by) => r with { Epochs = (int)(r.Epochs * by) }),
        .. Each("batch-halved", Causes.BatchSize, [2], (r, by) => r with { Batch = (int)(r.Batch / by) }),
        One("optimizer-rmsprop", Causes.RateTooHigh, r => r with { Optimizer = "rmsprop", Lr = r.Lr / 2 }, p => p.Recipe.Optimizer == "adam"),
        // The stored model.
        .. Each("checkpoint-damaged", Causes.Checkpoint, [0.1, 0.5], (r, share) => r with { CheckpointDamage = share }),
    ];

    /// <summary>Those that a program can have.</summary>
    public static IEnumerable<Fault> For(BaseProgram program) => List.Where(fault => fault.Fits(program));

    static Fault One(string name, string cause, Func<Recipe, Recipe> put, Func<BaseProgram, bool>? fits = null) => new(name, "", cause, put, fits ?? (_ => true));

    static IEnumerable<Fault> Each(string name, string cause, double[] strengths, Func<Recipe, double, Recipe> put, Func<BaseProgram, bool>? fits = null) =>
        strengths.Select(strength => new Fault(name, strength.ToString(System.Globalization.CultureInfo.InvariantCulture), cause, recipe => put(recipe, strength), fits ?? (_ => true)));

    static IEnumerable<Fault> Of(string name, string cause, string[] strengths, Func<Recipe, string, Recipe> put, Func<BaseProgram, bool>? fits = null) =>
        strengths.Select(strength => new Fault(name, strength, cause, recipe => put(recipe, strength), fits ?? (_ => true)));
}
