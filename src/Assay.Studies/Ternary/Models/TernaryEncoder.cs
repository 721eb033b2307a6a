using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>9 digits to mean and logarithmic variance of a code: 9-256-128-64 with rectifiers and two heads; 45,792 parameters with 16 numbers a code.</summary>
sealed class TernaryEncoder(int latent, Rng rng) : Module
{
    readonly Sequential _encoder = new(
        new Linear(TernaryOperations.Digits, 256, rng), Activation.Relu(), new Linear(256, 128, rng), Activation.Relu(), new Linear(128, 64, rng), Activation.Relu());
    readonly Linear _fcMu = new(64, latent, rng);
    readonly Linear _fcLogvar = new(64, latent, rng);

    /// <summary>(batch, 9) to (batch, latent) twice.</summary>
    public (Tensor Mean, Tensor LogVariance) Forward(Tensor digits)
    {
        var features = _encoder.Forward(digits);
        return (_fcMu.Forward(features), _fcLogvar.Forward(features));
    }
}
