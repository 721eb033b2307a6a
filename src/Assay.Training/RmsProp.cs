using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// RMSprop (Hinton 2012): v is the running mean of g^2, less the square of the running mean of g where centred;
/// d = g / (sqrt(v) + epsilon), with momentum b = momentum b + d; p -= rate d or b. (torch.optim.RMSprop)
/// </summary>
public sealed class RmsProp : Optimizer
{
    readonly double _alpha, _epsilon, _weightDecay, _momentum;
    readonly bool _centred;

    public RmsProp(
        IEnumerable<(string Name, Parameter Parameter)> parameters,
        double learningRate = 1e-2,
        double alpha = 0.99,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double momentum = 0,
        bool centered = false)
        : base(parameters, learningRate, Slots(momentum, centered))
    {
        _alpha = Require(alpha is >= 0 and <= 1, alpha, "0 to 1", nameof(alpha));
        _epsilon = Require(epsilon >= 0, epsilon, "at least 0", nameof(epsilon));
        _weightDecay = Require(weightDecay >= 0, weightDecay, "at least 0", nameof(weightDecay));
        _momentum = Require(momentum >= 0, momentum, "at least 0", nameof(momentum));
        _centred = centered;
    }

    protected override void Update(UpdateList list, long step, double rate, double scale)
    {
        list.RmsProp(new RmsPropUpdate(rate)
        {
            Alpha = _alpha,
            Epsilon = _epsilon,
            Centred = _centred,
            Momentum = _momentum,
            GradientScale = scale,
            Decay = _weightDecay,
        });
    }

    static string[] Slots(double momentum, bool centered) =>
        ["square_avg", .. centered ? ["grad_avg"] : Array.Empty<string>(), .. momentum == 0 ? Array.Empty<string>() : ["momentum_buffer"]];
}
