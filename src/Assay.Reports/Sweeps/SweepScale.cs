using Assay.Sweeps;

namespace Assay.Reports;

/// <summary>Where a number lies in its range: 0 at the lower limit, 1 at the upper one, by ratios where the range is logarithmic.</summary>
sealed record SweepScale(double Low, double High, bool Log)
{
    /// <summary>The scale of a range of numbers; null for choices and for a single number.</summary>
    public static SweepScale? Of(ParameterRange range) => range switch
    {
        NumberRange number => new SweepScale(number.Low, number.High, number.Log),
        WholeRange whole when whole.High > whole.Low => new SweepScale(whole.Low, whole.High, whole.Log),
        _ => null,
    };

    /// <summary>The place of a value.</summary>
    public double Place(object value)
    {
        var number = Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
        return Log ? (Math.Log(number) - Math.Log(Low)) / (Math.Log(High) - Math.Log(Low)) : (number - Low) / (High - Low);
    }
}
