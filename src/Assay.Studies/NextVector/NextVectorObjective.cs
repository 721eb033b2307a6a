using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.NextVector;

/// <summary>What raw predictions are held against.</summary>
/// <param name="settings">The loss and its terms.</param>
/// <param name="scale">Mean squared length of training vectors.</param>
sealed class NextVectorObjective(SettingValues settings, double scale)
{
    readonly string _kind = settings.Text("loss");
    readonly double _temperature = settings.Number("loss.temperature"), _share = settings.Number("loss.share");
    readonly double _moments = settings.Number("loss.moments"), _variance = settings.Number("loss.variance");
    readonly bool _symmetric = settings.Flag("loss.symmetric");

    /// <summary>The loss of predictions and targets, each (batch, width).</summary>
    public Tensor Of(Tensor predicted, Tensor target)
    {
        var width = target.Dim(-1);
        var loss = _kind switch
        {
            NextVectorSettings.MseSum => Losses.Mse(predicted, target) * width,
            NextVectorSettings.Cosine => Losses.MaskedCosine(predicted, target, Tensor.Ones(target.Dim(0))),
            NextVectorSettings.InfoNce => Contrast(predicted, target),
            // Summed over components and in proportion to the targets' lengths, the squared error is 1 for zeros; InfoNCE over ln(batch) is 1 at chance.
            NextVectorSettings.Mixed => (Losses.Mse(predicted, target) * (float)((1 - _share) * width / scale))
                + (Contrast(predicted, target) * (float)(_share / Math.Log(target.Dim(0)))),
            _ => Losses.Mse(predicted, target),
        };
        if (_moments > 0) loss += Losses.Moments(predicted, target) * (float)_moments;
        if (_variance > 0) loss += Losses.VarianceFloor(Losses.Directions(predicted), 1 / Math.Sqrt(width)) * (float)_variance;
        return loss;
    }

    Tensor Contrast(Tensor predicted, Tensor target) => Losses.InfoNce(predicted, target, _temperature, _symmetric);
}
