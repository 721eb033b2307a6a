using Assay.Modules;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Workloads;

/// <summary>
/// A variational autoencoder of nine ternary digits: 9-256-128-64, 16 latent numbers, 32-64-27. Mean cross entropy over the
/// digits and a tenth of the divergence from the normal prior; the noise is data, so that losses can be compared.
/// </summary>
sealed class TernaryVae : Workload
{
    const int Digits = 9, Values = 3, Latent = 16, Batch = 512, DataWindows = 8;
    const float DivergenceWeight = 0.1f;

    static readonly int[] EncoderWidths = [Digits, 256, 128, 64], DecoderWidths = [Latent, 32, 64];

    readonly Sequential _encoder, _decoder;
    readonly Linear _mean, _logVariance, _logits;
    readonly Tensor[] _input, _noise;
    readonly int[][] _labels;

    public TernaryVae(double rate, Start start)
        : base(DataWindows, rate)
    {
        _encoder = Perceptron(EncoderWidths, start.Rng);
        _mean = new Linear(EncoderWidths[^1], Latent, start.Rng);
        _logVariance = new Linear(EncoderWidths[^1], Latent, start.Rng);
        _decoder = Perceptron(DecoderWidths, start.Rng);
        _logits = new Linear(DecoderWidths[^1], Digits * Values, start.Rng);
        _input = start.Integers("input", -1, 1, DataWindows, Batch, Digits);
        _noise = start.Data("noise", DataWindows, Batch, Latent);
        _labels = [.. _input.Select(digits => Array.ConvertAll(digits.ToArray(), digit => (int)digit + 1))];
    }

    public override double Operations =>
        EncoderWidths.Zip(EncoderWidths.Skip(1), (inputs, outputs) => Flops.Linear(Batch, inputs, outputs, inputs != Digits)).Sum()
        + (2 * Flops.Linear(Batch, EncoderWidths[^1], Latent))
        + DecoderWidths.Zip(DecoderWidths.Skip(1), (inputs, outputs) => Flops.Linear(Batch, inputs, outputs)).Sum()
        + Flops.Linear(Batch, DecoderWidths[^1], Digits * Values);

    public override Tensor Loss(int window)
    {
        var encoded = _encoder.Forward(_input[window]);
        Tensor mean = _mean.Forward(encoded), logVariance = _logVariance.Forward(encoded);
        var latent = mean.WithNoise(logVariance, _noise[window]);
        var logits = _logits.Forward(_decoder.Forward(latent)).Reshape(Batch * Digits, Values);
        return Losses.CrossEntropy(logits, _labels[window]) + (Losses.NormalDivergence(mean, logVariance) * DivergenceWeight);
    }

    // Each linear layer with a ReLU behind it.
    static Sequential Perceptron(int[] widths, Rng rng) => new(
        [.. widths.Zip(widths.Skip(1)).SelectMany<(int Inputs, int Outputs), Layer>(pair => [new Linear(pair.Inputs, pair.Outputs, rng), Activation.Relu()])]);
}
