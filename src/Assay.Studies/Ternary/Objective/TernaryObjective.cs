using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>The loss of a step: what settings give a weight, added up.</summary>
sealed class TernaryObjective(SettingValues settings)
{
    readonly double _reconstruction = settings.Number("loss.reconstruction") * TernaryOperations.Digits, _kl = settings.Number("loss.kl"), _free = settings.Number("loss.kl.free");
    readonly double _radial = settings.Number("loss.radial"), _margin = settings.Number("loss.margin"), _geodesic = settings.Number("loss.geodesic");
    readonly double _rank = settings.Number("loss.rank"), _rankTemperature = settings.Number("loss.rank.temperature");
    readonly double _order = settings.Number("loss.order"), _orderMargin = settings.Number("loss.order.margin"), _orderTemperature = settings.Number("loss.order.temperature");
    readonly double _level = settings.Number("loss.level"), _richness = settings.Number("loss.richness"), _separation = settings.Number("loss.separation");
    readonly int _geodesicPairs = Math.Min(settings.Whole("pairs"), settings.Whole("loss.geodesic.pairs"));
    readonly double _prototypes = settings.Number("loss.prototypes");
    readonly bool _hyperbolic = settings.Text("radius") == TernarySettings.Hyperbolic;
    readonly double _bandWeight = settings.Number("loss.bands"), _spread = settings.Number("loss.spread");
    readonly double _outer = settings.Number("target.outer"), _inner = settings.Number("target.inner");
    readonly RadiusBands _bands = new(settings.Number("max.radius"), settings.Number("loss.bands.by-size"), settings.Number("loss.spread.fill"));

    /// <summary>Whether a loss looks at points and not at radii alone.</summary>
    public bool NeedsPoints => _geodesic > 0 || _prototypes > 0;

    /// <summary>Whether a loss compares pairs.</summary>
    public bool NeedsPairs => _margin > 0 || _rank > 0 || _order > 0 || _geodesic > 0;

    /// <summary>Whether digits are compared.</summary>
    public bool Reconstructs => _reconstruction > 0;

    /// <summary>Variances of the levels' radii before training, for <c>loss.richness</c>.</summary>
    public IReadOnlyList<double> StartVariances { get; set; } = [];

    /// <summary>Cross-entropy of all nine digits in nats.</summary>
    /// <param name="logits">(batch * 9, 3)</param>
    /// <param name="batch">The operations.</param>
    public Tensor Reconstruction(Tensor logits, TernaryBatch batch) => logits.CrossEntropy(TernaryOperations.Classes(batch.Places)) * (float)_reconstruction;

    /// <summary>
    /// Divergence of the codes from a standard normal distribution, averaged over the batch and summed over the numbers of a code of which each is
    /// free up to some nats (Kingma et al. 2016); null where it has no weight.
    /// </summary>
    public Tensor? Divergence(TernaryCode code, Tensor? weight)
    {
        if (_kl == 0) return null;
        var each = (code.Mean.Square() + code.LogVariance.Exp() - code.LogVariance - 1f).Mean(0) * 0.5f;
        var divergence = (each.Maximum(Tensor.Full((float)_free, each.Dims)).Sum()) * (float)_kl;
        return weight is null ? divergence : divergence * weight.Reshape();
    }

    /// <summary>Everything about where the points of a code lie; null where nothing has a weight.</summary>
    /// <param name="code">Of a batch.</param>
    /// <param name="batch">The operations.</param>
    /// <param name="model">With the ball.</param>
    /// <param name="b">Which code.</param>
    /// <param name="tau">Share of the geodesic loss that counts by now, where no controller sets it.</param>
    /// <param name="weights">Of a controller, or null.</param>
    public Tensor? Geometry(TernaryCode code, TernaryBatch batch, TernaryModel model, bool b, double tau, LossWeights? weights)
    {
        var ball = model.Ball(b);
        var (radius, outer, inner) = _hyperbolic
            ? (ball.DistanceToOrigin(code.Radius).Reshape(code.Radius.Dims), FromOrigin(_outer, ball), FromOrigin(_inner, ball))
            : (code.Radius, _outer, _inner);
        Tensor? sum = null;
        void Add(double weight, Func<Tensor> loss, Tensor? factor = null)
        {
            if (weight == 0) return;
            var term = loss() * (float)weight;
            if (factor is not null) term *= factor.Reshape();
            sum = sum is null ? term : sum + term;
        }
        Add(_radial, () => RadialLosses.Radial(radius, batch, outer, inner), weights?.Radial);
        Add(_margin, () => RadialLosses.Margin(radius, batch, outer, inner));
        Add(_rank, () => RadialLosses.Rank(radius, batch, _rankTemperature));
        Add(_order, () => RadialLosses.Order(radius, batch, _orderMargin, _orderTemperature));
        Add(_geodesic * (weights is null ? tau : 1), () => HyperbolicLosses.Geodesic(code.Point!, batch, ball, _geodesicPairs), weights is { } set ? set.Tau * set.Geodesic : null);
        Add(_prototypes, () => HyperbolicLosses.Prototypes(code.Point!, model.Prototypes!, batch, ball));
        Add(_level, () => RadialLosses.LevelMeans(radius, batch, outer, inner));
        Add(_richness, () => RadialLosses.Shrinking(code.Radius, batch, StartVariances));
        Add(_separation, () => RadialLosses.Separation(radius, batch));
        Add(_bandWeight, () => RadialLosses.Bands(code.Radius, batch, _bands));
        Add(_spread, () => RadialLosses.Spread(code.Radius, batch, _bands));
        return sum;
    }

    /// <summary>Keeps a controller from giving the geodesic loss up: relu(0.3 - tau)^2 + relu(radial / geodesic - 3)^2.</summary>
    public static Tensor Restraint(LossWeights weights) =>
        ((0.3f - weights.Tau).Relu().Square() + ((weights.Radial / weights.Geodesic) - 3f).Relu().Square()).Reshape();

    static double FromOrigin(double radius, PoincareBall ball) => 2 / Math.Sqrt(ball.Curvature) * Math.Atanh(Math.Sqrt(ball.Curvature) * radius);
}
