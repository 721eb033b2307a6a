using static Assay.Diagnosis.SettingChange;

namespace Assay.Diagnosis;

/// <summary>What can be tried against each root cause, the cheapest and most usual first.</summary>
public static class RemedyActions
{
    static readonly string[] Rate = ["lr", "learningRate", "learning_rate", "rate"], Length = ["epochs"], Batch = ["batch", "streams"], Width = ["hidden", "projection.width", "width", "model.width"],
        Code = ["bottleneck", "latent", "code"], Prior = ["kl.weight", "loss.kl"], Drop = ["dropout", "projection.dropout"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RemedyAction> List { get; } =
    [
        new("rate-third", Causes.RateTooHigh, "Lower the learning rate to three tenths.", 1, Multiply(0.3, 1e-12, 10, Rate)),
        new("rate-tenth", Causes.RateTooHigh, "Lower the learning rate to a tenth.", 1, Multiply(0.1, 1e-12, 10, Rate)),
        new("rate-hundredth", Causes.RateTooHigh, "Lower the learning rate to a hundredth.", 1, Multiply(0.01, 1e-12, 10, Rate)),
        new("rate-warmup", Causes.RateTooHigh, "Let the learning rate rise slowly at the start.", 1, Set(true, "warmup")),
        new("rate-triple", Causes.RateTooLow, "Raise the learning rate threefold.", 1, Multiply(3, 1e-12, 10, Rate)),
        new("rate-tenfold", Causes.RateTooLow, "Raise the learning rate tenfold.", 1, Multiply(10, 1e-12, 10, Rate)),
        new("rate-hundredfold", Causes.RateTooLow, "Raise the learning rate a hundredfold.", 1, Multiply(100, 1e-12, 10, Rate)),
        new("schedule-whole", Causes.RateTooLow, "Let the learning rate fall over the whole training.", 1, SetWhere(old => old is string and not ("cosine" or "constant"), "cosine", "schedule", "lr.schedule", "scheduler")),
        new("optimizer-adam", Causes.RateTooLow, "Use Adam at a rate of 0.003.", 1, SetBoth("adam", ["optimizer"], 0.003, Rate)),
        new("length-double", Causes.TooFewUpdates, "Train twice as long.", 2, MultiplyWhole(2, 1, 1e6, Length)),
        new("length-fourfold", Causes.TooFewUpdates, "Train four times as long.", 4, MultiplyWhole(4, 1, 1e6, Length)),
        new("batch-quarter", Causes.TooFewUpdates, "Take batches of a quarter: four times the updates on the same data.", 1.5, MultiplyWhole(0.25, 2, 65536, Batch)),
        new("batch-smaller", Causes.BatchSize, "Take batches of a quarter of the size.", 1.5, MultiplyWhole(0.25, 2, 65536, Batch)),
        new("batch-larger", Causes.BatchSize, "Take batches four times as large.", 1, MultiplyWhole(4, 2, 65536, Batch)),
        new("activation-tanh", Causes.Activation, "Use tanh.", 1, Set("tanh", "activation")),
        new("activation-gelu", Causes.Activation, "Use GELU, whose gradient does not end below zero.", 1, Set("gelu", "activation")),
        new("init-usual", Causes.Initialisation, "Start the weights at the usual scale.", 1, Set(1.0, "init.scale", "init")),
        new("init-layernorm", Causes.Initialisation, "Normalise what the layers hand on.", 1, Set(true, "layernorm", "batchnorm")),
        new("loss-mse", Causes.LossFunction, "Train with the mean squared error.", 1, Set("mse", "loss")),
        new("loss-check", Causes.LossFunction, "Compute the loss of a few examples by hand: its sign, its scale, what it averages over.", 0.1, null),
        new("labels-check", Causes.Labels, "Look at twenty examples and their targets side by side, in the order in which training sees them.", 0.1, null),
        new("labels-noise", Causes.Labels, "Generate the data with less noise.", 1, SetWhere(old => Number(old) > 0.01, 0.01, "noise.phase", "label.noise")),
        new("clip-usual", Causes.Clipping, "Clip the gradient at a norm of 1.", 1, SetWhere(old => !(Number(old) <= 1), 1.0, "clip")),
        new("clip-looser", Causes.Clipping, "Clip the gradient at ten times the norm.", 1, Multiply(10, 1e-9, 1e6, "clip")),
        new("clip-adaptive", Causes.Clipping, "Let the clipping follow the norms.", 1, Set(true, "clip.adaptive")),
        new("gradients-check", Causes.GradientHandling, "Clear the gradients before each backward pass, and step once after it.", 0.1, null),
        new("state-longer", Causes.StateHandling, "Back-propagate through four times as many steps.", 2, MultiplyWhole(4, 1, 10000, "bptt")),
        new("state-streams", Causes.StateHandling, "Train on parallel streams that keep their state.", 1, Set("tbptt", "protocol")),
        new("state-check", Causes.StateHandling, "Carry the state from window to window, cut its gradient there, and reset it only where a sequence ends.", 0.1, null),
        new("width-double", Causes.Capacity, "Double the width.", 3, MultiplyWhole(2, 1, 8192, Width)),
        new("code-double", Causes.Capacity, "Double the code.", 1.2, MultiplyWhole(2, 1, 8192, Code)),
        new("prior-tenth", Causes.Prior, "Weigh the prior a tenth.", 1, Multiply(0.1, 1e-12, 1e6, Prior)),
        new("prior-hundredth", Causes.Prior, "Weigh the prior a hundredth.", 1, Multiply(0.01, 1e-12, 1e6, Prior)),
        new("prior-tenfold", Causes.Prior, "Weigh the prior tenfold.", 1, Multiply(10, 1e-12, 1e6, Prior)),
        new("prior-free", Causes.Prior, "Leave each number of the code half a nat free of charge.", 1, SetWhere(old => Number(old) < 0.5, 0.5, "kl.free", "loss.kl.free")),
        new("leak-check", Causes.Leak, "Take the columns out of the input that hold the target, and train again.", 1, null),
        new("split-check", Causes.SplitLeak, "Split by document or sequence, copies together, and train again.", 1, null),
        new("curvature-one", Causes.Curvature, "Use a curvature of 1.", 1, Set(1.0, "curvature")),
        new("curvature-learned", Causes.Curvature, "Let the curvature be learned.", 1, Set(true, "curvature.learned")),
        new("radius-inner", Causes.Curvature, "Keep points away from the boundary.", 1, Multiply(0.9, 1e-3, 0.9, "max.radius")),
        new("optimizer-fresh", Causes.OptimizerState, "Start the optimizer anew.", 1, Set(true, "optimizer.fresh")),
        new("optimizer-check", Causes.OptimizerState, "Store the optimizer's state with the weights, and start it anew where it belongs to others.", 1, null),
        new("dropout-half", Causes.Dropout, "Halve dropout.", 1, Multiply(0.5, 0, 0.95, Drop)),
        new("dropout-none", Causes.Dropout, "Train without dropout.", 1, SetWhere(old => Number(old) > 0, 0.0, Drop)),
        new("dropout-check", Causes.Dropout, "Switch dropout off where the model is evaluated.", 0.1, null),
        new("frozen-train", Causes.Frozen, "Train all parameters.", 1, Set(0.0, "freeze", "frozen")),
        new("frozen-decoder", Causes.Frozen, "Train the decoder, too.", 1, SetWhere(old => Number(old) == 0, 1.0, "train.decoder")),
        new("frozen-encoder", Causes.Frozen, "Train the encoder, too.", 1, SetWhere(old => Number(old) == 0, 1.0, "train.a")),
        new("frozen-check", Causes.Frozen, "Give the optimizer every parameter of the model as built.", 0.1, null),
        new("checkpoint-strict", Causes.Checkpoint, "Refuse a checkpoint that does not fit the model in every tensor.", 1, Set("strict", "start.load")),
        new("checkpoint-check", Causes.Checkpoint, "Store the model again, and compare what is read back with what was stored, number by number.", 0.1, null),
        new("checkpoint-none", Causes.Checkpoint, "Start from new weights.", 1, SetWhere(old => old is string { Length: > 0 }, "", "start")),
        new("scale-standardise", Causes.InputScale, "Bring every input to mean 0 and deviation 1.", 1, Set(true, "standardise")),
        new("scale-one", Causes.InputScale, "Scale the inputs to 1.", 1, Set(1.0, "input.scale")),
        new("scale-check", Causes.InputScale, "Standardise inputs by the training set's mean and deviation.", 0.1, null),
        new("data-crops", Causes.TooLittleData, "Cut the training data anew in each epoch.", 1, Set(true, "crops")),
        new("data-dropout", Causes.TooLittleData, "Drop a fifth of the units.", 1, SetWhere(old => Number(old) < 0.2, 0.2, Drop)),
        new("data-decay", Causes.TooLittleData, "Let the weights decay.", 1, SetWhere(old => Number(old) < 0.1, 0.1, "decay")),
        new("data-more", Causes.TooLittleData, "Get more data: train on halves and quarters of it first, which shows what more would give.", 0.75, null),
        new("decay-tenth", Causes.Regularisation, "Let the weights decay a tenth as fast.", 1, Multiply(0.1, 0, 10, "decay")),
        new("decay-none", Causes.Regularisation, "Let no weight decay.", 1, SetWhere(old => Number(old) > 0, 0.0, "decay")),
        new("bypass-latent", Causes.Bypass, "Let the decoder attend to the code only.", 1, SetWhere(old => old is "encoder", "latent", "attend")),
        new("bypass-none", Causes.Bypass, "Train without attention.", 1, SetWhere(old => old is "encoder", "none", "attend")),
        new("input-check", Causes.Uninformative, "Find an input that says something of the target: measure their correlation before training again.", 0.1, null),
        new("input-noise", Causes.Uninformative, "Generate the data with less noise.", 1, SetWhere(old => Number(old) > 0.1, 0.01, "noise.phase")),
    ];

    /// <summary>Those against a root cause.</summary>
    public static IEnumerable<RemedyAction> Against(string cause) => List.Where(action => action.Cause == cause);
}
