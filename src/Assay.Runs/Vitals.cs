namespace Assay.Runs;

/// <summary>
/// Names of the metrics that diagnosis reads, beside those that every training logs (<c>train/loss</c>, <c>online/loss</c>,
/// <c>valid/NAME</c>, <c>lr</c>, <c>grad/norm</c>, <c>clip/rate</c>, <c>grad/PARAMETER/norm</c>, <c>update/PARAMETER/ratio</c>,
/// <c>activation/NAME/...</c>). A study logs those it can measure; a rule that misses its vitals says nothing. Losses are those of
/// the validation set in the units of the validation curve, of which less is better, unless another set is named.
/// </summary>
public static class Vitals
{
    /// <summary>Loss on a fixed part of the training set with frozen weights in evaluation mode; logged at each evaluation.</summary>
    public const string Frozen = "train/frozen";

    /// <summary>Of the best constant, or whatever needs neither input nor network.</summary>
    public const string Trivial = "probe/trivial";

    /// <summary>Of ridge regression from the inputs.</summary>
    public const string Linear = "probe/linear";

    /// <summary>Of the mean of the nearest training examples.</summary>
    public const string Neighbour = "probe/neighbour";

    /// <summary>Of as many principal components as the model's code has numbers; for autoencoders.</summary>
    public const string Components = "probe/components";

    /// <summary>Of twice as many principal components; for autoencoders.</summary>
    public const string TwiceComponents = "probe/components-twice";

    /// <summary>Of the model with its inputs set to zero.</summary>
    public const string InputZeroed = "probe/input-zeroed";

    /// <summary>Of the model with the inputs of examples exchanged.</summary>
    public const string InputShuffled = "probe/input-shuffled";

    /// <summary>Of the model with its state reset before each row or window; for stateful models.</summary>
    public const string StateReset = "probe/state-reset";

    /// <summary>Of the model with what conditions it set to zero; for conditioned models.</summary>
    public const string ConditionZeroed = "probe/condition-zeroed";

    /// <summary>Of the model with its code exchanged between examples; for models with a bottleneck. Unchanged means that something goes around it.</summary>
    public const string CodeShuffled = "probe/code-shuffled";

    /// <summary>Of the model at a second evaluation of the same data.</summary>
    public const string Repeated = "probe/repeated";

    /// <summary>Of the stored checkpoint after loading it anew.</summary>
    public const string Reloaded = "probe/reloaded";

    /// <summary>Loss of a new model of the same kind after many steps on one batch, over the trivial loss of that batch.</summary>
    public const string OneBatch = "probe/one-batch";

    /// <summary>Of a training with everything doubled in width.</summary>
    public const string Wider = "probe/wider";

    /// <summary>Batch size, in examples, at which the noise of the gradient is as large as the gradient: tr(S)/|G|^2.</summary>
    public const string NoiseScale = "probe/noise-scale";

    /// <summary>
    /// Prefix, followed by a multiple of the learning rate such as "0.1" or "10": training loss after some steps at that multiple from
    /// the final weights, over that before them. The weights are restored.
    /// </summary>
    public const string RateTest = "probe/rate/";

    /// <summary>Share of the numbers of a code that carry anything: Var_x(E[z|x]) above 0.01.</summary>
    public const string ActiveUnits = "probe/active-units";

    /// <summary>Divergence of the codes from their prior, in nats an example.</summary>
    public const string LatentDivergence = "probe/latent-kl";

    /// <summary>Share of points nearer to the ball's boundary than 1 % of its radius.</summary>
    public const string AtBoundary = "probe/boundary";

    /// <summary>Trainable numbers that are left alone although the recipe means to train them, as a share of all.</summary>
    public const string FrozenShare = "probe/frozen-share";

    /// <summary>Trainable numbers that no gradient reaches, as a share of all.</summary>
    public const string GradientlessShare = "probe/gradientless-share";

    /// <summary>Trainable numbers of the model as built.</summary>
    public const string BuiltParameters = "probe/parameters";

    /// <summary>Share of validation examples that are also training examples, whole or in their input.</summary>
    public const string SharedRows = "probe/shared-rows";

    /// <summary>Largest share of a target's variance that a single input number of the same example explains in the training set.</summary>
    public const string TargetInInput = "probe/target-in-input";

    /// <summary>
    /// Of the model with that input number exchanged between examples; measured where it explains nearly everything. Much worse means that the model
    /// leans on it.
    /// </summary>
    public const string TellerShuffled = "probe/teller-shuffled";

    /// <summary>Largest deviation or absolute mean of an input number over the training set.</summary>
    public const string InputScale = "probe/input-scale";

    /// <summary>Share of the targets' variance, in the training set, that differs between nearest neighbours in the input.</summary>
    public const string LabelNoise = "probe/label-noise";

    /// <summary>The same in the validation set.</summary>
    public const string ValidLabelNoise = "probe/label-noise-valid";

    /// <summary>Decades by which |dL/dh_t| falls (positive) or grows (negative) over the whole sequence.</summary>
    public const string TimeDecades = "probe/time-decades";

    /// <summary>Number of different training examples.</summary>
    public const string Examples = "probe/examples";

    /// <summary>Prefix of the losses of blocks (tones, classes, phases) that are trained one after another, then the block's name.</summary>
    public const string Block = "block/";
}
