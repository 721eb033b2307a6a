using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>What a <see cref="LossController"/> sets, each one element.</summary>
/// <param name="Mixing">Of the two codes, 0 to 0.5.</param>
/// <param name="Geodesic">Weight of the geodesic loss, above 0.1.</param>
/// <param name="Radial">Weight of the radial loss.</param>
/// <param name="BetaA">Weight of the divergence of code A, above 0.5.</param>
/// <param name="BetaB">The same of code B.</param>
/// <param name="Tau">How far the curriculum is, 0 to 1.</param>
readonly record struct LossWeights(Tensor Mixing, Tensor Geodesic, Tensor Radial, Tensor BetaA, Tensor BetaB, Tensor Tau);
