using System.Globalization;
using Assay.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Reports;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.5, "0.5")]
    [InlineData(0.28551, "0.2855")]
    [InlineData(0.0039614, "0.003961")]
    [InlineData(6.6e-5, "6.6e-5")]
    [InlineData(-12345.6, "-12346")]
    [InlineData(1.72e6, "1.72e6")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Formats(double value, string text) => Assert.Equal(text, Numbers.Format(value));

    [Fact]
    public void FormattedNumbersReadBackWithinFourDigits() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), value =>
        {
            var back = double.Parse(Numbers.Format(value.Get), CultureInfo.InvariantCulture);
            return Math.Abs(back - value.Get) <= 5.001e-4 * Math.Abs(value.Get);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1.0714, "1.07x")]
    [InlineData(126.23, "126x")]
    [InlineData(0.016662, "0.0167x")]
    [InlineData(1.32e-4, "1.32e-4x")]
    [InlineData(double.NaN, "not defined")]
    public void Ratios(double value, string text) => Assert.Equal(text, Numbers.Ratio(value));

    [Theory]
    [InlineData(0.48, "0.48 s")]
    [InlineData(52.37, "52.4 s")]
    [InlineData(59.99, "1 min 00 s")]
    [InlineData(3725, "1 h 02 min")]
    [InlineData(double.NaN, "unknown")]
    public void Durations(double seconds, string text) => Assert.Equal(text, Numbers.Duration(seconds));

    [Fact]
    public void CountsAndBytes() => Assert.Equal(("18,241", "4 GiB"), (Numbers.Count(18_241), Numbers.Bytes(4L << 30)));
}
