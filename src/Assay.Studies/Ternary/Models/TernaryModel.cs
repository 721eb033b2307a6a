using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>
/// Two variational encoders A and B of ternary operations, a decoder of A's codes, and for each a projection into the Poincare ball, where the
/// distance from the origin is to tell the valuation. 101,661 parameters; 103,267 with a controller; 149,149 with projections of width 128 and two layers.
/// </summary>
sealed class TernaryModel : Module
{
    readonly TernaryEncoder _encoderA, _encoderB;
    readonly TernaryDecoder _decoderA;
    readonly HyperbolicProjection _projA, _projB;
    readonly LossController? _controller;
    readonly LearnedCurvature? _curvatureA, _curvatureB;
    readonly Parameter? _prototypes;
    readonly double _curvature;

    public TernaryModel(TernaryArchitecture architecture, Rng rng)
    {
        Architecture = architecture;
        _curvature = architecture.Curvature;
        (_encoderA, _encoderB) = (new(architecture.Latent, rng.Split("encoder a")), new(architecture.Latent, rng.Split("encoder b")));
        _decoderA = new TernaryDecoder(architecture.Latent, rng.Split("decoder"));
        (_projA, _projB) = (Projection(architecture, rng.Split("projection a")), Projection(architecture, rng.Split("projection b")));
        if (architecture.Controller) _controller = new LossController(rng.Split("controller"));
        if (architecture.CurvatureLearned) (_curvatureA, _curvatureB) = (new(architecture.MaxRadius, architecture.Curvature), new(architecture.MaxRadius, architecture.Curvature));
        if (architecture.Prototypes) _prototypes = Points(architecture, rng.Split("prototypes"));
    }

    public TernaryArchitecture Architecture { get; }

    public TernaryDecoder Decoder => _decoderA;

    public LossController? Controller => _controller;

    public TernaryEncoder Encoder(bool b) => b ? _encoderB : _encoderA;

    public HyperbolicProjection Project(bool b) => b ? _projB : _projA;

    /// <summary>A point for each level, (10, latent); null where there are none.</summary>
    public Parameter? Prototypes => _prototypes;

    /// <summary>Where a projection's points are; a learned curvature is that of now.</summary>
    public PoincareBall Ball(bool b) => (b ? _curvatureB : _curvatureA)?.Ball() ?? new PoincareBall(_curvature);

    // In random directions, deep levels nearer to the origin.
    static Parameter Points(TernaryArchitecture architecture, Rng rng)
    {
        var points = new Parameter(TernaryOperations.Levels, architecture.Latent);
        for (var level = 0; level < TernaryOperations.Levels; level++)
        {
            var row = points.Span.Slice(level * architecture.Latent, architecture.Latent);
            var squares = 0.0;
            foreach (ref var value in row)
            {
                value = rng.NextNormal();
                squares += value * value;
            }
            foreach (ref var value in row) value *= (float)(architecture.MaxRadius * (TernaryOperations.Levels - level) / (TernaryOperations.Levels + 1) / Math.Sqrt(squares));
        }
        return points;
    }

    static HyperbolicProjection Projection(TernaryArchitecture a, Rng rng) => new(a.Latent, a.Hidden, a.Layers, a.Dropout, a.MaxRadius, rng);
}
