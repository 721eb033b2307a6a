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
    readonly double _curvature;

    public TernaryModel(TernaryArchitecture architecture, Rng rng)
    {
        Architecture = architecture;
        _curvature = architecture.Curvature;
        (_encoderA, _encoderB) = (new(architecture.Latent, rng.Split("encoder a")), new(architecture.Latent, rng.Split("encoder b")));
        _decoderA = new TernaryDecoder(architecture.Latent, rng.Split("decoder"));
        (_projA, _projB) = (Projection(architecture, rng.Split("projection a")), Projection(architecture, rng.Split("projection b")));
        if (architecture.Controller) _controller = new LossController(rng.Split("controller"));
    }

    public TernaryArchitecture Architecture { get; }

    public TernaryDecoder Decoder => _decoderA;

    public LossController? Controller => _controller;

    public TernaryEncoder Encoder(bool b) => b ? _encoderB : _encoderA;

    public HyperbolicProjection Project(bool b) => b ? _projB : _projA;

    /// <summary>Curvature of a projection's ball.</summary>
    public double CurvatureOf(bool b) => _curvature;

    static HyperbolicProjection Projection(TernaryArchitecture a, Rng rng) => new(a.Latent, a.Hidden, a.Layers, a.Dropout, a.MaxRadius, rng);
}
