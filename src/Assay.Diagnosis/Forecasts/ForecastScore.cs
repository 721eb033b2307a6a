namespace Assay.Diagnosis.Forecasts;

/// <summary>How good forecasts were, on the curves' scales: differences are relative ones (of logarithms) where a curve is positive.</summary>
/// <param name="Forecaster">Who made them.</param>
/// <param name="Cases">How many there were.</param>
/// <param name="Coverage">Share of outcomes in their 80 % intervals.</param>
/// <param name="Width">Mean width of these intervals.</param>
/// <param name="MedianWidth">Median of their widths.</param>
/// <param name="Error">Mean absolute error of the medians.</param>
/// <param name="Pinball">Mean pinball loss of the quantiles 10, 50 and 90 %, which sharp and calibrated forecasts make small.</param>
/// <param name="LogDensity">Mean logarithm of the density at the outcome of a two-piece normal distribution with these quantiles.</param>
public sealed record ForecastScore(
    string Forecaster, int Cases, double Coverage, double Width, double MedianWidth, double Error, double Pinball, double LogDensity)
{
    internal static ForecastScore Of(string forecaster, IReadOnlyList<(double Low, double Median, double High, double Truth)> all)
    {
        double Mean(Func<(double Low, double Median, double High, double Truth), double> score) => all.Count > 0 ? all.Average(score) : double.NaN;
        return new ForecastScore(
            forecaster, all.Count, Mean(one => one.Truth >= one.Low && one.Truth <= one.High ? 1 : 0), Mean(one => one.High - one.Low),
            all.Count > 0 ? Statistics.Quantiles.Of([.. all.Select(one => one.High - one.Low)], 0.5) : double.NaN,
            Mean(one => Math.Abs(one.Truth - one.Median)),
            Mean(one => (Lost(one.Truth - one.Low, 0.1) + Lost(one.Truth - one.Median, 0.5) + Lost(one.Truth - one.High, 0.9)) / 3),
            Mean(one => Density(one.Low, one.Median, one.High, one.Truth)));
    }

    static double Lost(double over, double level) => Math.Max(level * over, (level - 1) * over);

    static double Density(double low, double median, double high, double truth)
    {
        const double tenth = 1.2816, narrowest = 1e-4;
        var (left, right) = (Math.Max(narrowest, (median - low) / tenth), Math.Max(narrowest, (high - median) / tenth));
        var z = (truth - median) / (truth < median ? left : right);
        return -Math.Log((left + right) / 2 * Math.Sqrt(2 * Math.PI)) - z * z / 2;
    }
}
