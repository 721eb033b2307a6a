using System.Text.Json;
using Assay.Modules;
using Assay.Tensors;
using Assay.Tests.Golden;

namespace Assay.Tests.Modules;

/// <summary>Bounds, means and deviations against those that PyTorch's initialisers were checked with.</summary>
public sealed class InitialiserTests
{
    const int Draws = 200_000;

    static readonly GoldenFile File = GoldenFile.Open("initialisers");

    public static TheoryData<string> Distributions => Named("xavier_", "kaiming_", "truncated_normal");

    public static TheoryData<string> Orthogonals => Named("orthogonal");

    public static TheoryData<string> Defaults => Named("default_");

    public static TheoryData<string> Fans => Named("fans_");

    public static TheoryData<string> Gains => Named("gain_");

    [Theory]
    [MemberData(nameof(Distributions))]
    public void HasTheBoundsMeanAndDeviationOfPyTorch(string name)
    {
        var golden = File[name];
        var a = golden.Arguments;
        var rng = new Rng(1);
        Action<Tensor> fill = golden.Op switch
        {
            "xavier_uniform" => t => Initialisers.XavierUniform(t, rng, Double("gain")),
            "xavier_normal" => t => Initialisers.XavierNormal(t, rng, Double("gain")),
            "kaiming_uniform" => t => Initialisers.KaimingUniform(t, rng, Double("slope"), Mode(), Nonlinear(a)),
            "kaiming_normal" => t => Initialisers.KaimingNormal(t, rng, Double("slope"), Mode(), Nonlinear(a)),
            "truncated_normal" => t => Initialisers.TruncatedNormal(t, rng, Double("mean"), Double("std"), Double("low"), Double("high")),
            var other => throw new NotSupportedException(other),
        };
        var tensor = new Parameter(golden.Op == "truncated_normal" ? [100, 20] : Shape(a));
        var sample = Sample(tensor, fill);
        var (mean, std) = (golden.Outputs["mean"].Doubles[0], golden.Outputs["std"].Doubles[0]);
        Assert.Equal(mean, sample.Average(), Math.Max(std, Math.Abs(mean)) * 0.02);
        Assert.InRange(Deviation(sample) / std, 0.98, 1.02);
        if (golden.Outputs.TryGetValue("bound", out var bound)) Assert.InRange(sample.Max(Math.Abs) / bound.Doubles[0], 0.97, 1 + 1e-6);
        if (golden.Op == "truncated_normal") Assert.All(sample, value => Assert.InRange(value, (float)Double("low"), (float)Double("high")));

        double Double(string argument) => a.GetProperty(argument).GetDouble();

        FanMode Mode() => a.GetProperty("mode").GetString() == "fan_in" ? FanMode.In : FanMode.Out;
    }

    [Theory]
    [MemberData(nameof(Orthogonals))]
    public void RowsOrColumnsAreOrthonormalUpToTheGain(string name)
    {
        var golden = File[name];
        var weight = new Parameter(Shape(golden.Arguments));
        Initialisers.Orthogonal(weight, new Rng(1), golden.Arguments.GetProperty("gain").GetDouble());
        int rows = weight.Dims[0], columns = weight.Count / rows;
        var m = weight.ToArray();
        var gram = golden.Outputs["gram"];
        var size = Math.Min(rows, columns);
        Assert.Equal([size, size], gram.Shape);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                var dot = rows <= columns
                    ? Enumerable.Range(0, columns).Sum(k => (double)m[(i * columns) + k] * m[(j * columns) + k])
                    : Enumerable.Range(0, rows).Sum(k => (double)m[(k * columns) + i] * m[(k * columns) + j]);
                Assert.Equal(Convert.ToDouble(gram.Values.GetValue((i * size) + j)), dot, 1e-6);
            }
    }

    [Theory]
    [MemberData(nameof(Defaults))]
    public void ModulesStartAsThoseOfPyTorch(string name)
    {
        var golden = File[name];
        var a = golden.Arguments;
        var rng = new Rng(1);
        Func<Module> make = name switch
        {
            "default_linear" => () => new Linear(7, 40, rng),
            "default_rnn" => () => new Rnn(7, 40, rng),
            "default_lstm" => () => new Lstm(7, 40, rng),
            "default_gru" => () => new Gru(7, 40, rng),
            "default_attention" => () => new MultiHeadAttention(40, 4, rng),
            "default_layer_norm" => () => new LayerNorm(40),
            "default_batch_norm" => () => new BatchNorm1d(40),
            _ => throw new NotSupportedException(name),
        };
        Assert.Equal(golden.In("bound").Keys, make().NamedParameters.Select(entry => entry.Name));
        foreach (var (parameter, bound) in golden.In("bound"))
        {
            var samples = Enumerable.Range(0, 60).SelectMany(_ => make().NamedParameters.Single(entry => entry.Name == parameter).Parameter.ToArray());
            var values = samples.Select(value => (double)value - golden.In("mean")[parameter].Doubles[0]).ToArray();
            var limit = bound.Doubles[0];
            Assert.InRange(values.Max(Math.Abs), 0.97 * limit, limit * (1 + 1e-6));
            if (limit > 0) Assert.InRange(Deviation(values) / limit, 0.97 / Math.Sqrt(3), 1.03 / Math.Sqrt(3));
        }
    }

    [Theory]
    [MemberData(nameof(Fans))]
    public void CountsFansAsPyTorch(string name)
    {
        var (fanIn, fanOut) = Initialisers.Fans(new Parameter(Shape(File[name].Arguments)));
        Assert.Equal(File[name].Outputs["fan_in"].Doubles[0], fanIn);
        Assert.Equal(File[name].Outputs["fan_out"].Doubles[0], fanOut);
    }

    [Theory]
    [MemberData(nameof(Gains))]
    public void HasTheGainsOfPyTorch(string name)
    {
        var slope = File[name].Arguments.GetProperty("slope");
        var gain = slope.ValueKind == JsonValueKind.Null
            ? Initialisers.Gain(Nonlinear(File[name].Arguments))
            : Initialisers.Gain(Nonlinear(File[name].Arguments), slope.GetDouble());
        Assert.Equal(File[name].Outputs["gain"].Doubles[0], gain, 12);
    }

    [Fact]
    public void UniformNormalAndConstant()
    {
        var rng = new Rng(1);
        var tensor = new Parameter(1000);
        var uniform = Sample(tensor, t => Initialisers.Uniform(t, rng, -1, 3));
        Assert.Equal(1, uniform.Average(), 0.02);
        Assert.InRange(uniform.Min(), -1, -0.99);
        Assert.InRange(uniform.Max(), 2.99, 3);
        var normal = Sample(tensor, t => Initialisers.Normal(t, rng, 2, 0.5));
        Assert.Equal(2, normal.Average(), 0.01);
        Assert.Equal(0.5, Deviation(normal), 0.01);
        Initialisers.Constant(tensor, 1.5);
        Assert.All(tensor.ToArray(), value => Assert.Equal(1.5f, value));
    }

    [Fact]
    public void ATailIsDrawnAsItsDensitySays()
    {
        var rng = new Rng(1);
        // Mean of a standard normal above 2 is density(2) / probability(above 2).
        var sample = Sample(new Parameter(1000), t => Initialisers.TruncatedNormal(t, rng, 0, 1, 2, 1e9));
        Assert.Equal(2.37322, sample.Average(), 0.005);
        Assert.True(sample.Min() >= 2);
    }

    [Fact]
    public void MistakesAreRefused()
    {
        var tensor = new Parameter(4);
        var rng = new Rng(1);
        Assert.Throws<ShapeException>(() => Initialisers.XavierUniform(tensor, rng));
        Assert.Throws<ShapeException>(() => Initialisers.Orthogonal(tensor, rng));
        Assert.Throws<ArgumentException>(() => Initialisers.Uniform(tensor, rng, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Initialisers.Normal(tensor, rng, 0, -1));
        Assert.Throws<ArgumentException>(() => Initialisers.TruncatedNormal(tensor, rng, 0, 1, 2, 2));
        Assert.Throws<ArgumentException>(() => Initialisers.TruncatedNormal(tensor, rng, 0, 1, 20, 30));
    }

    static TheoryData<string> Named(params string[] beginnings) =>
        [.. File.Cases.Select(golden => golden.Name).Where(name => beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal)))];

    static int[] Shape(JsonElement arguments) => [.. arguments.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())];

    static Nonlinearity Nonlinear(JsonElement arguments) =>
        Enum.Parse<Nonlinearity>(arguments.GetProperty("nonlinearity").GetString()!.Replace("_", ""), ignoreCase: true);

    static double[] Sample(Tensor tensor, Action<Tensor> fill)
    {
        var sample = new List<double>();
        while (sample.Count < Draws)
        {
            fill(tensor);
            foreach (var value in tensor.Span) sample.Add(value);
        }
        return [.. sample];
    }

    static double Deviation(double[] sample)
    {
        var mean = sample.Average();
        return Math.Sqrt(sample.Average(value => (value - mean) * (value - mean)));
    }
}
