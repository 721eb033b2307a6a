using Assay.Studies;
using Assay.Studies.Poetry;

namespace Assay.Tests.Studies.Poetry;

public class CurriculumTests
{
    [Fact]
    public void ThePhasesOfThirtyEpochs()
    {
        var curriculum = Make("epochs=30", "curriculum=phases");

        Assert.All(Enumerable.Range(1, 30), number => Assert.Equal(
            number switch { <= 7 => (0.9, 20), <= 15 => (0.7, 30), <= 23 => (0.3, 40), _ => (0.1, int.MaxValue) }, curriculum.At(number - 1)));
    }

    [Theory]
    [InlineData(10, new[] { 3, 2, 3, 2 })]
    [InlineData(60, new[] { 14, 16, 16, 14 })]
    [InlineData(4, new[] { 1, 1, 2 })]
    [InlineData(1, new[] { 1 })]
    public void ThePhasesScaleWithTheEpochs(int epochs, int[] lengths)
    {
        var curriculum = Make($"epochs={epochs}", "curriculum=phases");

        Assert.Equal(lengths, Enumerable.Range(0, epochs).GroupBy(epoch => curriculum.At(epoch)).Select(phase => phase.Count()));
    }

    [Fact]
    public void AFreeScheduleIsKeptToTheLetter()
    {
        var curriculum = Make("epochs=9", "curriculum=2:1:4, 3:0.25:20 ,6:0:50");

        Assert.Equal([(1, 4), (1, 4), (0.25, 20), (0, 50), (0, 50), (0, 50)], Enumerable.Range(0, 6).Select(epoch => curriculum.At(epoch)));
        // What comes after the last phase goes on as it does.
        Assert.Equal((0, 50), curriculum.At(8));
    }

    [Theory]
    [InlineData("7:0.9:20,7:0.7:30", "phase 2 ('7:0.7:30')", "ends with epoch 7; needed: an epoch after 7")]
    [InlineData("0:0.9:20", "phase 1 ('0:0.9:20')", "needed: an epoch after 0")]
    [InlineData("7:0.9:20,15:1.5:30", "phase 2 ('15:1.5:30')", "1.5; needed: 0 to 1")]
    [InlineData("7:nan:20", "phase 1", "NaN; needed: 0 to 1")]
    [InlineData("7:0.9:20,15:0.7:3", "phase 2", "3 tokens; needed: at least 4")]
    [InlineData("7:0.9:20,", "phase 2 ('')", "last epoch:share of steps taught:tokens")]
    [InlineData("slowly", "phase 1 ('slowly')", "curriculum is none, phases, or such as")]
    public void WhatIsWrongIsNamedWithItsPhase(string text, string phase, string why)
    {
        var message = Assert.Throws<ArgumentException>(() => Make($"curriculum={text}")).Message;

        Assert.Contains(phase, message, StringComparison.Ordinal);
        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    // a - i (a - b) / (P - 1); a (b / a)^(i / (P - 1)); b + (a - b) (1 + cos(pi i / (P - 1))) / 2, with a = 0.9, b = 0.1 and P = 5.
    [Theory]
    [InlineData("constant", new[] { 0.9, 0.9, 0.9, 0.9, 0.9 })]
    [InlineData("linear", new[] { 0.9, 0.7, 0.5, 0.3, 0.1 })]
    [InlineData("exponential", new[] { 0.9, 0.519615, 0.3, 0.173205, 0.1 })]
    [InlineData("cosine", new[] { 0.9, 0.782843, 0.5, 0.217157, 0.1 })]
    public void TeachingDecays(string decay, double[] expected)
    {
        var curriculum = Make("epochs=5", "teaching=0.9", "teaching.final=0.1", $"teaching.decay={decay}");

        for (var epoch = 0; epoch < 5; epoch++)
        {
            Assert.Equal(expected[epoch], curriculum.At(epoch).Taught, 1e-6);
            Assert.Equal(int.MaxValue, curriculum.At(epoch).Longest);
        }
        Assert.Equal(0.9, Make("epochs=1", "teaching=0.9", $"teaching.decay={decay}").At(0).Taught);
    }

    [Theory]
    [InlineData("teaching=0", false)]
    [InlineData("teaching=0.2", true)]
    [InlineData("teaching.decay=linear", true)]
    [InlineData("curriculum=phases", true)]
    [InlineData("curriculum=4:0:20,9:0:50", false)]
    public void SaysWhetherItTeaches(string assignment, bool expected) => Assert.Equal(expected, Make(assignment).Teaches);

    [Theory]
    [InlineData("teaching.decay=exponential", "teaching=0 and teaching.final=0.1")]
    [InlineData("teaching.decay=linear curriculum=phases", "set curriculum=none or teaching.decay=constant")]
    public void DecaysThatCannotBeAreRefused(string assignments, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Make(assignments.Split(' '))).Message, StringComparison.Ordinal);

    // Settings are checked by building their curriculum.
    static Curriculum Make(params string[] assignments) => new(SettingValues.Resolve(new PoetryStudy(), null, ["feedback=true", .. assignments]));
}
