using Assay.Studies.Frequency;
using MathNet.Numerics.LinearAlgebra;

namespace Assay.Tests.Studies.Frequency;

public class FirFilterTests
{
    // Least squares means that what is left is orthogonal to every tap, over the first rows and the boundaries too.
    [Fact]
    public void Residual_is_orthogonal_to_every_tap()
    {
        const int Taps = 60;
        var set = Signal.MakeIndependent(8, 0.01);
        var predictions = new FirFilter(set, Taps).Predict(set);
        var products = new double[4, Taps];
        for (var row = 0; row < set.Rows; row++)
            for (var lag = 0; lag < Taps && lag <= row; lag++)
                products[set.Tones[row], lag] += ((double)set.Targets[row] - predictions[row]) * set.S[row - lag];
        // Float32 predictions leave rounding of 1e-8 in each of 10,000 terms.
        foreach (var product in products)
            Assert.Equal(0, product, 1e-3);
    }

    // The optimum from the known covariance of S, not from samples: 0.1064. A fit on 10,000 rows of a tone should find it.
    [Fact]
    public void Light_noise_error_is_the_Wiener_filters()
    {
        var filter = new FirFilter(Sets.LightTrain);
        var expected = Signal.Frequencies.Average(frequency => WienerMse(frequency, taps: 200));
        Assert.Equal(0.1064, expected, 0.0002);
        Assert.Equal(expected, Sets.Mse(filter, Sets.LightTrain), 0.004);
        Assert.Equal(expected, Sets.Mse(filter, Sets.LightTest), 0.004);
    }

    // Few taps do little: 0.374 with 10, 0.277 with 50.
    [Theory]
    [InlineData(10, 0.374)]
    [InlineData(50, 0.277)]
    public void Shorter_filters_do_worse(int taps, double expected) =>
        Assert.Equal(expected, Sets.Mse(new FirFilter(Sets.LightTrain, taps), Sets.LightTest), 0.004);

    // 0.5 (1 -+ 200 / 10,000): 0.49 on the rows fitted, 0.51 on others. Few noise samples lie in each tone's band, so it
    // scatters.
    [Fact]
    public void Full_noise_leaves_only_overfitting()
    {
        var filter = new FirFilter(Sets.FullTrain);
        Assert.InRange(Sets.Mse(filter, Sets.FullTrain), 0.46, 0.5);
        Assert.InRange(Sets.Mse(filter, Sets.FullTest), 0.49, 0.54);
    }

    [Fact]
    public void No_taps_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new FirFilter(Sets.LightTrain, 0));

    static double WienerMse(int frequency, int taps)
    {
        var lead = 0.01 * Math.PI;
        var gain = Math.Sin(lead) / lead;
        var covariance = Matrix<double>.Build.Dense(taps, taps, (j, k) =>
            j == k ? (1 + 0.16 / 12) / 8 : gain * gain * Signal.Frequencies.Sum(f => Math.Cos(Angle(f, j - k))) / 32);
        var withTarget = Vector<double>.Build.Dense(taps, lag => gain / 8 * Math.Cos(Angle(frequency, lag) - lead));
        return 0.5 - withTarget * covariance.Cholesky().Solve(withTarget);
    }

    static double Angle(int frequency, int rows) => 2 * Math.PI * frequency * rows / Signal.SampleRate;
}
