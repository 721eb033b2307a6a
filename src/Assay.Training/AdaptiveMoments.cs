using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// What <see cref="Adam"/> and <see cref="AdamW"/> share: m and v are running means of g and g^2, and
/// p -= rate / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon). They differ in where weight decay goes.
/// </summary>
public abstract class AdaptiveMoments : Optimizer
{
    readonly double _beta1, _beta2, _epsilon, _weightDecay;
    readonly bool _decoupled;

    private protected AdaptiveMoments(
        IEnumerable<(string Name, Parameter Parameter)> parameters,
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        bool decoupled)
        : base(parameters, learningRate, "exp_avg", "exp_avg_sq")
    {
        _beta1 = Require(beta1 is >= 0 and < 1, beta1, "at least 0 and below 1", nameof(beta1));
        _beta2 = Require(beta2 is >= 0 and < 1, beta2, "at least 0 and below 1", nameof(beta2));
        _epsilon = Require(epsilon >= 0, epsilon, "at least 0", nameof(epsilon));
        _weightDecay = Require(weightDecay >= 0, weightDecay, "at least 0", nameof(weightDecay));
        _decoupled = decoupled;
    }

    protected sealed override void Update(UpdateList list, long step, double rate, double scale) => list.Adam(StepOf(step, rate, scale));

    private protected AdamUpdate StepOf(long step, double rate, double scale) =>
        new(rate / (1 - Math.Pow(_beta1, step)), 1 / Math.Sqrt(1 - Math.Pow(_beta2, step)))
        {
            Beta1 = _beta1,
            Beta2 = _beta2,
            Epsilon = _epsilon,
            GradientScale = scale,
            Decay = _decoupled ? 0 : _weightDecay,
            Shrink = _decoupled ? 1 - (rate * _weightDecay) : 1,
        };
}
