using Assay.Studies.Frequency;

namespace Assay.Tests.Studies.Frequency;

public class SignalTests
{
    [Fact]
    public void Rows_are_four_blocks_in_tone_order()
    {
        var set = Sets.FullTrain;
        Assert.Equal(40_000, set.Rows);
        Assert.Equal([1, 3, 5, 7], set.Segments.Select(segment => segment.Frequency));
        Assert.Equal([0, 10_000, 20_000, 30_000], set.Segments.Select(segment => segment.Start));
        Assert.All(set.Segments, segment => Assert.Equal((10_000, 0.0), (segment.Length, segment.StartTime)));
    }

    [Fact]
    public void Every_block_repeats_the_same_signal()
    {
        var signal = Sets.FullTrain.S;
        for (var block = 1; block < 4; block++)
            Assert.True(signal.Slice(block * 10_000, 10_000).SequenceEqual(signal[..10_000]));
    }

    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(250, 1.0)]
    [InlineData(10_001, 0.018848440)]
    [InlineData(20_050, 1.0)]
    [InlineData(39_999, -0.043968119)]
    public void Targets_are_clean_sines(int row, double expected) => Assert.Equal(expected, Sets.FullTrain.Targets[row], 1e-6);

    [Fact]
    public void Input_is_the_signal_and_the_one_hot_selector()
    {
        var set = Sets.LightTrain;
        var inputs = set.Inputs();
        Assert.Equal(40_000 * 5, inputs.Length);
        Assert.Equal([set.S[25_000], 0, 0, 1, 0], inputs[(25_000 * 5)..(25_001 * 5)]);
    }

    // Var S = E[A^2] / 8 whatever the phase range; its estimate from 10,000 white samples has a deviation of at most 0.0018.
    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(1)]
    public void Variance_does_not_depend_on_the_phase_noise(double phaseFraction)
    {
        var set = Signal.Make(11, phaseFraction);
        Assert.Equal(0.126667, SignalGate.Measure(set).Variance, 0.006);
    }

    // Amplitude noise (0.4^2 / 12) / 8 and phase noise, 0.001708 together; four deviations are 1e-4. Mean lead 0.01 pi.
    [Fact]
    public void Light_noise_leaves_the_mixture_with_its_known_residue()
    {
        var squares = 0.0;
        for (var i = 0; i < 10_000; i++)
        {
            var clean = Signal.Frequencies.Average(f => Math.Sin(2 * Math.PI * f * i / 1000 + 0.01 * Math.PI));
            squares += Math.Pow(Sets.LightTrain.S[i] - clean, 2);
        }
        Assert.Equal(0.001708, squares / 10_000, 1e-4);
    }

    [Fact]
    public void Same_seed_gives_the_same_bits()
    {
        Assert.True(Signal.Make(Signal.TrainSeed, 1).S.SequenceEqual(Sets.FullTrain.S));
        var again = Signal.MakeIndependent(Signal.IndependentSeed, 1);
        Assert.True(again.S.SequenceEqual(Sets.FullIndependent.S));
        Assert.Equal(Sets.FullIndependent.Segments, again.Segments);
    }

    // Published figures stand on these very sets, so a change of the generator or of the order of draws must not pass unseen.
    [Fact]
    public void Seeds_name_the_same_sets_for_good()
    {
        Assert.Equal(0.14668837, Sets.FullTrain.S[0], 1e-6);
        Assert.Equal(-0.28762993, Sets.FullTrain.S[9999], 1e-6);
        Assert.Equal(-0.7123427, Sets.LightIndependent.S[0], 1e-6);
        Assert.Equal(-0.6535094, Sets.LightIndependent.S[39_999], 1e-6);
    }

    // Four deviations of a correlation over 10,000 rows are 0.04.
    [Fact]
    public void Seeds_share_targets_but_no_noise()
    {
        Assert.True(Sets.FullTrain.Targets.SequenceEqual(Sets.FullTest.Targets));
        Assert.InRange(Sets.Correlation(Sets.FullTrain.S[..10_000], Sets.FullTest.S[..10_000]), -0.04, 0.04);
        Assert.InRange(Sets.Correlation(Sets.FullTrain.S[..10_000], Sets.FullIndependent.S[..10_000]), -0.04, 0.04);
    }

    // 1 - 0.001708 / 0.12667: under light noise train and test are nearly the same data.
    [Fact]
    public void Light_train_and_test_signals_nearly_coincide() =>
        Assert.Equal(0.9865, Sets.Correlation(Sets.LightTrain.S, Sets.LightTest.S), 0.001);

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Phase_fraction_outside_0_to_1_is_refused(double phaseFraction)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Signal.Make(1, phaseFraction));
        Assert.Throws<ArgumentOutOfRangeException>(() => Signal.MakeIndependent(1, phaseFraction));
    }
}
