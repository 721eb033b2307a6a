using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// Stochastic gradient descent: g += weightDecay p; with momentum b = momentum b + (1 - dampening) g (b = g on the first step)
/// and g = nesterov ? g + momentum b : b; p -= rate g. (torch.optim.SGD)
/// </summary>
public sealed class Sgd : Optimizer
{
    readonly double _momentum, _dampening, _weightDecay;
    readonly bool _nesterov;

    public Sgd(
        IEnumerable<(string Name, Parameter Parameter)> parameters,
        double learningRate = 1e-3,
        double momentum = 0,
        double dampening = 0,
        double weightDecay = 0,
        bool nesterov = false)
        : base(parameters, learningRate, momentum == 0 ? [] : ["momentum_buffer"])
    {
        _momentum = Require(momentum >= 0, momentum, "at least 0", nameof(momentum));
        _dampening = Require(double.IsFinite(dampening), dampening, "finite", nameof(dampening));
        _weightDecay = Require(weightDecay >= 0, weightDecay, "at least 0", nameof(weightDecay));
        if (nesterov && (momentum == 0 || dampening != 0))
            throw new ArgumentException($"Nesterov needs momentum above 0 and dampening 0; given {momentum} and {dampening}.", nameof(nesterov));
        _nesterov = nesterov;
    }

    protected override void Update(UpdateList list, long step, double rate, double scale)
    {
        list.Sgd(new SgdUpdate(rate)
        {
            Momentum = _momentum,
            Intake = step == 1 ? 1 : 1 - _dampening,
            Nesterov = _nesterov,
            GradientScale = scale,
            Decay = _weightDecay,
        });
    }
}
