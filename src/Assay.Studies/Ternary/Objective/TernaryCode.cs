using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>What one half of the model makes of a batch.</summary>
/// <param name="Mean">(batch, latent)</param>
/// <param name="LogVariance">(batch, latent)</param>
/// <param name="Drawn">A draw of the code, (batch, latent).</param>
/// <param name="Radius">Euclidean, (batch, 1), of the code that the geometry is taught with.</param>
/// <param name="Point">(batch, latent), or null where no loss needs it.</param>
sealed record TernaryCode(Tensor Mean, Tensor LogVariance, Tensor Drawn, Tensor Radius, Tensor? Point);
