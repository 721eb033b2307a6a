using Assay.Modules;
using Assay.Tensors;

namespace Assay.Tests.Golden;

/// <summary>Random bits cannot be compared with PyTorch's; what is compared is their distribution, on large samples.</summary>
public sealed class InitialiserGoldenTests
{
    const int SampleSize = 200_000;

    static readonly Dictionary<string, Nonlinearity> Nonlinearities = new()
    {
        ["linear"] = Nonlinearity.Linear,
        ["tanh"] = Nonlinearity.Tanh,
        ["sigmoid"] = Nonlinearity.Sigmoid,
        ["relu"] = Nonlinearity.Relu,
        ["leaky_relu"] = Nonlinearity.LeakyRelu,
    };

    static readonly Dictionary<string, Action<Tensor, Rng, GoldenCase>> Fills = new()
    {
        ["xavier_uniform"] = (weight, rng, golden) => Initialisers.XavierUniform(weight, rng, golden.Number("gain")),
        ["xavier_normal"] = (weight, rng, golden) => Initialisers.XavierNormal(weight, rng, golden.Number("gain")),
        ["kaiming_uniform"] = (weight, rng, golden) => Initialisers.KaimingUniform(
            weight, rng, golden.Number("slope"), Mode(golden), Nonlinearities[golden.Text("nonlinearity")]),
        ["kaiming_normal"] = (weight, rng, golden) => Initialisers.KaimingNormal(
            weight, rng, golden.Number("slope"), Mode(golden), Nonlinearities[golden.Text("nonlinearity")]),
        ["truncated_normal"] = (weight, rng, golden) => Initialisers.TruncatedNormal(
            weight, rng, golden.Number("mean"), golden.Number("std"), golden.Number("low"), golden.Number("high")),
    };

    [Theory]
    [GoldenCases("initialisers", "fans")]
    public void FansAgreeWithPyTorch(string name)
    {
        var golden = Open(name);
        var (fanIn, fanOut) = Initialisers.Fans(Tensor.Zeros(golden.Ints("shape")));
        Assert.Equal(golden.Outputs["fan_in"].Doubles[0], fanIn);
        Assert.Equal(golden.Outputs["fan_out"].Doubles[0], fanOut);
    }

    [Theory]
    [GoldenCases("initialisers", "gain")]
    public void GainsAgreeWithPyTorch(string name)
    {
        var golden = Open(name);
        var gain = Initialisers.Gain(Nonlinearities[golden.Text("nonlinearity")], golden.Number("slope", 0.01));
        Assert.Equal(golden.Outputs["gain"].Doubles[0], gain, 12);
    }

    [Theory]
    [GoldenCases("initialisers", "xavier_uniform", "xavier_normal", "kaiming_uniform", "kaiming_normal", "truncated_normal")]
    public void SamplesHaveTheDistributionThatPyTorchDraws(string name)
    {
        var golden = Open(name);
        var rng = new Rng(7);
        var sample = new List<float>();
        while (sample.Count < SampleSize)
        {
            var weight = Tensor.Zeros(golden.Given("shape") ? golden.Ints("shape") : [100, 100]);
            Fills[golden.Op](weight, rng, golden);
            sample.AddRange(weight.Span);
        }
        double? bound = golden.Outputs.TryGetValue("bound", out var recorded) ? recorded.Doubles[0] : null;
        AssertDistribution(sample, golden.Outputs["mean"].Doubles[0], golden.Outputs["std"].Doubles[0], bound);
        if (golden.Op == "truncated_normal")
        {
            Assert.InRange(sample.Min(), (float)golden.Number("low"), 0);
            Assert.InRange(sample.Max(), 0, (float)golden.Number("high"));
        }
    }

    [Theory]
    [GoldenCases("initialisers", "orthogonal")]
    public void OrthogonalHasPyTorchsGramMatrix(string name)
    {
        var golden = Open(name);
        var weight = Tensor.Zeros(golden.Ints("shape"));
        Initialisers.Orthogonal(weight, new Rng(7), golden.Number("gain"));
        var rows = weight.Reshape(weight.Dim(0), -1);
        var gram = rows.Dim(0) <= rows.Dim(1) ? rows.MatMul(rows, transposeB: true) : rows.MatMul(rows, transposeA: true);
        GoldenRun.Compare(name, golden.Outputs["gram"].Floats, gram.Span);
    }

    [Theory]
    [GoldenCases("initialisers", "default")]
    public void ModulesStartAsThoseOfPyTorch(string name)
    {
        var golden = Open(name);
        var samples = new Dictionary<string, List<float>>();
        for (ulong seed = 0; seed < 1000; seed++)
            foreach (var (parameter, values) in Make(golden, new Rng(seed)).NamedParameters)
            {
                if (!samples.TryGetValue(parameter, out var sample)) samples[parameter] = sample = [];
                sample.AddRange(values.Span);
            }
        Assert.Equal(golden.In("bound").Keys.Order(), samples.Keys.Order());
        foreach (var (parameter, sample) in samples)
        {
            double mean = golden.In("mean")[parameter].Doubles[0], bound = golden.In("bound")[parameter].Doubles[0];
            if (bound == 0) Assert.All(sample.Distinct(), value => Assert.Equal(mean, value));
            else AssertDistribution(sample, mean, bound / Math.Sqrt(3), bound);
        }
    }

    static Module Make(GoldenCase golden, Rng rng) => golden.Text("module") switch
    {
        "Linear" => new Linear(golden.Int("inputs"), golden.Int("outputs"), rng),
        "RNN" => new Rnn(golden.Int("inputs"), golden.Int("hidden"), rng),
        "LSTM" => new Lstm(golden.Int("inputs"), golden.Int("hidden"), rng),
        "GRU" => new Gru(golden.Int("inputs"), golden.Int("hidden"), rng),
        "MultiheadAttention" => new MultiHeadAttention(golden.Int("width"), golden.Int("heads"), rng),
        "LayerNorm" => new LayerNorm(golden.Int("width")),
        "BatchNorm1d" => new BatchNorm1d(golden.Int("width")),
        var other => throw new KeyNotFoundException(other),
    };

    // The limits the recording script holds PyTorch's own samples to, five deviations of the estimate of the mean or more.
    static void AssertDistribution(List<float> sample, double mean, double deviation, double? bound)
    {
        var average = sample.Average(x => (double)x);
        Assert.InRange(average - mean, -0.02 * deviation, 0.02 * deviation);
        Assert.InRange(Math.Sqrt(sample.Average(x => Math.Pow(x - average, 2))) / deviation, 0.98, 1.02);
        if (bound is { } limit) Assert.InRange(sample.Max(Math.Abs), 0.97 * limit, limit * (1 + 1e-6));
    }

    static FanMode Mode(GoldenCase golden) => golden.Text("mode") == "fan_in" ? FanMode.In : FanMode.Out;

    static GoldenCase Open(string name) => GoldenFile.Open("initialisers")[name];
}
