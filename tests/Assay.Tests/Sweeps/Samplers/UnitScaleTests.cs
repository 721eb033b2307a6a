using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Samplers;

public sealed class UnitScaleTests
{
    [Fact]
    public void ValuesComeBackFromTheirPlaces()
    {
        var number = new NumberRange(1e-5, 10, log: true);
        Assert.All(new[] { 1e-5, 0.003, 10 }, value => Assert.Equal(value, (double)UnitScale.Value(number, UnitScale.Place(number, value)), value * 1e-12));
        foreach (var range in new WholeRange[] { new(-3, 9), new(1, 1000, log: true), new(int.MinValue, int.MaxValue) })
            Assert.All(new[] { range.Low, range.Low + 1, range.High - 1, range.High }, value => Assert.Equal(value, UnitScale.Value(range, UnitScale.Place(range, value))));
        var choice = new ChoiceRange("a", true, 3, 0.5);
        Assert.All(choice.Choices, value => Assert.Equal(value, UnitScale.Value(choice, UnitScale.Place(choice, value))));
    }

    [Fact]
    public void PlacesOutsideGiveTheLimits()
    {
        Assert.Equal(0.1, UnitScale.Value(new NumberRange(0.1, 3, log: true), -0.2));
        Assert.Equal(7, UnitScale.Value(new WholeRange(2, 7), 1.0));
        Assert.Equal("b", UnitScale.Value(new ChoiceRange("a", "b"), 1.0));
    }

    [Fact]
    public void EqualRatiosAreEquallyLongOnALogarithmicRange() =>
        Assert.Equal(1.0 / 3, UnitScale.Place(new NumberRange(1e-3, 1, log: true), 1e-2), 12);
}
