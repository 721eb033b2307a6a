using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>A code to three logits for each of nine digits: 16-32-64-27 with rectifiers; 4,411 parameters.</summary>
sealed class TernaryDecoder(int latent, Rng rng) : Module
{
    readonly Sequential _decoder = new(
        new Linear(latent, 32, rng), Activation.Relu(), new Linear(32, 64, rng), Activation.Relu(), new Linear(64, TernaryOperations.Digits * 3, rng));

    /// <summary>(batch, latent) to (batch * 9, 3): logits of -1, 0 and 1.</summary>
    public Tensor Forward(Tensor code) => _decoder.Forward(code).Reshape(code.Dim(0) * TernaryOperations.Digits, 3);
}
