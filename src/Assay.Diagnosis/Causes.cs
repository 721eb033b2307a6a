namespace Assay.Diagnosis;

/// <summary>Root causes by name: what somebody would change to make the training well.</summary>
public static class Causes
{
    public const string RateTooHigh = "learning-rate-too-high";
    public const string RateTooLow = "learning-rate-too-low";
    public const string TooFewUpdates = "too-few-updates";
    public const string BatchSize = "batch-size";
    public const string Activation = "activation";
    public const string Initialisation = "initialisation";
    public const string LossFunction = "loss-function";
    public const string Labels = "labels";
    public const string Clipping = "clipping";
    public const string GradientHandling = "gradient-handling";
    public const string StateHandling = "state-handling";
    public const string Capacity = "capacity";
    public const string Prior = "prior-weight";
    public const string Leak = "leaked-target";
    public const string SplitLeak = "split-leak";
    public const string Curvature = "curvature";
    public const string OptimizerState = "optimizer-state";
    public const string Dropout = "dropout";
    public const string Frozen = "frozen-parameters";
    public const string Checkpoint = "checkpoint";
    public const string InputScale = "input-scale";
    public const string TooLittleData = "too-little-data";
    public const string Regularisation = "regularisation";
    public const string Bypass = "bypassed-bottleneck";
    public const string Uninformative = "uninformative-input";

    /// <summary>All of them with what each means, in words.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        [RateTooHigh] = "the learning rate is too high",
        [RateTooLow] = "the learning rate is too low",
        [TooFewUpdates] = "training ends too early",
        [BatchSize] = "the batch size does not fit",
        [Activation] = "the activation function stops the signal or the gradient",
        [Initialisation] = "the weights start at a bad scale",
        [LossFunction] = "the loss does not say what is wanted",
        [Labels] = "targets are wrong, noisy or misaligned",
        [Clipping] = "gradients explode and are not clipped, or are clipped too hard",
        [GradientHandling] = "gradients are not cleared or are used wrongly",
        [StateHandling] = "recurrent state is reset, kept or cut at the wrong places",
        [Capacity] = "the model or its code is too small",
        [Prior] = "the weight of the prior is too high or too low",
        [Leak] = "the target is visible in the input",
        [SplitLeak] = "the splits share examples",
        [Curvature] = "the curvature of the latent space does not fit",
        [OptimizerState] = "the optimizer's state does not fit the weights",
        [Dropout] = "dropout is too strong or left on in evaluation",
        [Frozen] = "parameters that should be trained are not",
        [Checkpoint] = "the checkpoint is not the model that was trained",
        [InputScale] = "inputs are not on a scale that can be learned from",
        [TooLittleData] = "there is too little data for the model",
        [Regularisation] = "regularisation is too strong",
        [Bypass] = "something goes around the bottleneck",
        [Uninformative] = "the input carries no information about the target",
    };
}
