using Assay.Studies.Frequency;
using Assay.Tensors;

namespace Assay.Tests.Studies.Frequency;

public class FrequencyModelTests
{
    [Theory]
    [InlineData(8, 489)]
    [InlineData(64, 18_241)]
    [InlineData(128, 69_249)]
    [InlineData(256, 269_569)]
    public void HasTheParametersOfTheFormula(int hidden, long count)
    {
        Assert.Equal(count, new FrequencyModel(hidden, 0, new Rng(1)).ParameterCount);
    }

    [Fact]
    public void MemorySpreadsTheForgetGates()
    {
        var bias = new FrequencyModel(16, 100, new Rng(1)).NamedParameters.Single(entry => entry.Name == "lstm.bias_ih_l0").Parameter.ToArray();
        double Steps(int unit) => 1 / (1 - (1 / (1 + Math.Exp(-bias[16 + unit]))));

        Assert.Equal(2, Steps(0), 3);
        Assert.Equal(100.5, Steps(15), 1);
        for (var unit = 1; unit < 16; unit++)
        {
            Assert.True(Steps(unit) >= Steps(unit - 1));
            Assert.Equal(-bias[16 + unit], bias[unit]);
        }
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(-3.0)]
    [InlineData(double.NaN)]
    public void RefusesAMemoryTooShort(double memory)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrequencyModel(8, memory, new Rng(1)));
    }

    [Fact]
    public void TheHandBuiltClockRunsInItUnchanged()
    {
        var sets = new FrequencySets(1);
        var clock = new ClockLstm(sets.Train);
        var model = new FrequencyModel(ClockLstm.HiddenSize, 0, new Rng(1));
        model.LoadStateDict(clock.Parameters.ToDictionary(entry => entry.Key, entry => Tensor.From(entry.Value.Values, entry.Value.Shape)));

        var scores = new FrozenScores(sets).Splits(model);

        Assert.InRange(scores["train/mse"], 5e-5, 8e-5);
        Assert.InRange(scores["test/mse"], 5e-5, 8e-5);
        Assert.True(scores["independent/mse"] > 0.5);
    }
}
