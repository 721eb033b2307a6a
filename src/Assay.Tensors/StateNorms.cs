namespace Assay.Tensors;

/// <summary>How much of the gradient reaches each step of a recurrent net.</summary>
/// <param name="Weight">The net's recurrent weights, by which a model can tell its name.</param>
/// <param name="Reverse">True where the net reads time backwards.</param>
/// <param name="Norms">(time): Euclidean norm of dL/dh_t, mean over the sequences that have the step; NaN where none has.</param>
/// <param name="Retention">
/// The norm at the step that a sequence computes first over that at the one it computes last, each a mean over the sequences: what is left of
/// the gradient on its way back through all steps. NaN where neither has one.
/// </param>
public sealed record StateNorms(Tensor Weight, bool Reverse, IReadOnlyList<double> Norms, double Retention);
