namespace Assay.Runs;

/// <summary>Where one attention looks, over many windows.</summary>
/// <param name="Name">Which one: "mixture", "layer 1 self, head 3", "layer 2 memory, head 1".</param>
/// <param name="Weights">(context) mean weight of each vector of the context, the oldest first; they sum to 1.</param>
/// <param name="Entropy">Mean entropy of the weights of a window, in nats; ln(context) is attention to all alike.</param>
public sealed record AttentionProfile(string Name, double[] Weights, double Entropy);
