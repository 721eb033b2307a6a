using Assay.Data;
using Assay.Modules;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Forecasts;

/// <summary>A small standard task: what there is to learn, the network that learns it, and its loss.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Data">Makes so many examples from a seed; examples of equal seed belong to the same task.</param>
/// <param name="Model">Makes a network of a width.</param>
/// <param name="Loss">What is learned.</param>
sealed record SmallProgram(string Name, Func<Rng, int, Dataset> Data, Func<Rng, int, Layer> Model, Loss Loss)
{
    const int Length = 12;

    /// <summary>Regression, classification, autoencoders and sequences.</summary>
    public static IReadOnlyList<SmallProgram> All { get; } =
    [
        new("sine", (rng, count) => Rows(rng, count, 1, 1, x => [MathF.Sin(6 * x[0]) + 0.05f * rng.NextNormal()]),
            (rng, width) => Mlp(rng, Activation.Tanh, 1, width, width, 1), Losses.Mse),
        new("product", (rng, count) => Rows(rng, count, 4, 1, x => [x[0] * x[1] + x[2] * x[3]]),
            (rng, width) => Mlp(rng, Activation.Relu, 4, width, width, 1), Losses.Mse),
        new("teacher", Teacher,
            (rng, width) => Mlp(rng, Activation.Tanh, 8, width, 3), Losses.Mse),
        new("noisy line", (rng, count) => Rows(rng, count, 10, 1, x => [x[0] - x[1] + rng.NextNormal()]),
            (rng, width) => Mlp(rng, Activation.Relu, 10, 2 * width, 1), Losses.Mse),
        new("rings", (rng, count) => Labelled(rng, count, 2, x => (int)(2 * MathF.Sqrt(x[0] * x[0] + x[1] * x[1])) % 3),
            (rng, width) => Mlp(rng, Activation.Relu, 2, width, width, 3), Losses.CrossEntropy),
        new("parity", (rng, count) => Labelled(rng, count, 6, x => (x[0] > 0) ^ (x[1] > 0) ^ (x[2] > 0) ? 1 : 0),
            (rng, width) => Mlp(rng, Activation.Gelu, 6, 2 * width, width, 2), Losses.CrossEntropy),
        new("noisy labels", (rng, count) => Labelled(rng, count, 6, x => rng.NextFloat() < 0.2 ? rng.NextInt(4) : (x[0] > 0 ? 1 : 0) + (x[1] > x[2] ? 2 : 0)),
            (rng, width) => Mlp(rng, Activation.Relu, 6, 2 * width, 4), Losses.CrossEntropy),
        new("autoencoder", Waves,
            (rng, width) => Mlp(rng, Activation.Gelu, 16, width, 3, width, 16), Losses.Mse),
        new("deep", (rng, count) => Rows(rng, count, 3, 2, x => [MathF.Abs(x[0]) - x[1], x[2] * x[0]]),
            (rng, width) => Mlp(rng, Activation.Tanh, 3, width, width, width, width, width, 2), Losses.Mse),
        new("recurrent sum", (rng, count) => Sequences(rng, count, x => MathF.Tanh(x.Sum() / 2)),
            (rng, width) => new LastStep(rng, width), Losses.Mse),
        new("recurrent memory", (rng, count) => Sequences(rng, count, x => x[2] + 0.05f * rng.NextNormal()),
            (rng, width) => new LastStep(rng, width), Losses.Mse),
        new("smooth steps", (rng, count) => Rows(rng, count, 2, 1, x => [x[0] > 0.5f ? 1 : x[1] > 0 ? 0.3f : -1]),
            (rng, width) => Mlp(rng, Activation.Sigmoid, 2, width, width, 1), Losses.Mse),
    ];

    static Sequential Mlp(Rng rng, Func<Activation> activation, params int[] sizes)
    {
        var layers = new List<Layer>();
        for (var i = 0; i + 1 < sizes.Length; i++)
        {
            if (i > 0) layers.Add(activation());
            layers.Add(new Linear(sizes[i], sizes[i + 1], rng));
        }

        return new Sequential([.. layers]);
    }

    static Dataset Rows(Rng rng, int count, int inputs, int outputs, Func<float[], float[]> target)
    {
        var (given, wanted) = (new List<float>(), new List<float>());
        for (var row = 0; row < count; row++)
        {
            var x = Normal(rng, inputs);
            given.AddRange(x);
            wanted.AddRange(target(x));
        }

        return new Dataset(Tensor.From(given.ToArray(), count, inputs), Tensor.From(wanted.ToArray(), count, outputs));
    }

    static Dataset Labelled(Rng rng, int count, int inputs, Func<float[], int> label)
    {
        var (given, labels) = (new List<float>(), new int[count]);
        for (var row = 0; row < count; row++)
        {
            var x = Normal(rng, inputs);
            given.AddRange(x);
            labels[row] = label(x);
        }

        return new Dataset(Tensor.From(given.ToArray(), count, inputs), labels);
    }

    static Dataset Sequences(Rng rng, int count, Func<float[], float> target)
    {
        var flat = Rows(rng, count, Length, 1, x => [target(x)]).All();
        return new Dataset(flat.Input.Reshape(count, Length, 1), flat.Target);
    }

    static Dataset Teacher(Rng rng, int count)
    {
        var weights = Normal(rng, 3 * 8);
        return Rows(rng, count, 8, 3, x => [.. Enumerable.Range(0, 3).Select(unit => MathF.Tanh(x.Select((value, index) => value * weights[8 * unit + index]).Sum()))]);
    }

    static Dataset Waves(Rng rng, int count)
    {
        var flat = Rows(rng, count, 3, 16, x => [.. Enumerable.Range(0, 16).Select(place => x[0] * MathF.Sin(0.3f * place + x[1]) + 0.3f * x[2] + 0.02f * rng.NextNormal())]).All();
        return new Dataset(flat.Target, flat.Target);
    }

    static float[] Normal(Rng rng, int count)
    {
        var values = new float[count];
        rng.FillNormal(values);
        return values;
    }

    /// <summary>A linear map of a recurrent net's last output.</summary>
    sealed class LastStep(Rng rng, int width) : Layer
    {
        readonly Gru _net = new(1, width, rng);
        readonly Linear _output = new(width, 1, rng);

        public override Tensor Forward(Tensor x)
        {
            var outputs = _net.Forward(x);
            return _output.Forward(outputs.Slice(1, Length - 1, 1).Reshape(x.Dim(0), -1));
        }
    }
}
