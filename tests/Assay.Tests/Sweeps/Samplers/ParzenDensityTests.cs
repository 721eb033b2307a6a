using Assay.Statistics;
using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Samplers;

public sealed class ParzenDensityTests
{
    readonly TrialTable.Column _number = Column(new NumberRange(0, 1), 0.1, 0.5, 0.93);
    readonly TrialTable.Column _choice = Column(new ChoiceRange("a", "b", "c", "d"), 0.125, 0.625, 0.625);

    [Fact]
    public void TheDensityOfNumbersHasMassOne()
    {
        var density = Density([_number]);
        const int points = 20_000;

        Assert.Equal(1, Enumerable.Range(0, points).Average(point => Math.Exp(density.Log([(point + 0.5) / points]))), 1e-3);
    }

    [Fact]
    public void TheDensityOfNumbersAndChoicesHasMassOne()
    {
        var density = Density([_number, _choice]);
        const int points = 5_000;

        var mass = Enumerable.Range(0, 4).Average(choice => Enumerable.Range(0, points).Average(point => Math.Exp(density.Log([(point + 0.5) / points, (choice + 0.5) / 4]))));

        Assert.Equal(1, mass, 1e-3);
    }

    [Fact]
    public void DrawsFollowTheDensity()
    {
        var density = Density([_number, _choice]);
        var generator = new CounterGenerator(3);
        var (draws, low, second) = (20_000, 0, 0);
        var places = new double[2];
        for (var draw = 0; draw < draws; draw++)
        {
            density.Draw(places, known: 0, ref generator);
            if (places[0] < 0.25) low++;
            if ((int)(4 * places[1]) == 2) second++;
        }

        const int points = 2_000;
        var mass = Enumerable.Range(0, points / 4).Sum(point => Enumerable.Range(0, 4).Average(choice => Math.Exp(density.Log([(point + 0.5) / points, (choice + 0.5) / 4])))) / points;
        Assert.Equal(mass, low / (double)draws, 0.02);
        // Two of three trials have it, of weights 2 and 3 among 1 + 2 + 3 and 0.5 for the even density.
        Assert.Equal((5 * 0.7 + 1 * 0.1 + 0.5 * 0.25) / 6.5, second / (double)draws, 0.02);
    }

    [Fact]
    public void DrawsStandWithWhatIsKnown()
    {
        var density = new ParzenDensity([_choice, _number], [0, 1, 2], [1, 2, 3], prior: 0.01, column => column.Unordered ? 0.001 : 0.02);
        var generator = new CounterGenerator(3);
        double[] places = [0.125, 0];
        var near = 0;
        for (var draw = 0; draw < 1000; draw++)
        {
            density.Draw(places, known: 1, ref generator);
            if (Math.Abs(places[1] - 0.1) < 0.1) near++;
        }

        Assert.Equal(0.125, places[0]);
        Assert.True(near > 950, $"{near} of 1000 draws are near the place of the trial with the known choice");
    }

    static ParzenDensity Density(TrialTable.Column[] columns) => new(columns, [0, 1, 2], [1, 2, 3], prior: 0.5, column => column.Unordered ? 0.3 : 0.1);

    static TrialTable.Column Column(ParameterRange range, params double[] places)
    {
        var column = new TrialTable.Column("p", range);
        for (var row = 0; row < places.Length; row++) column.Set(row, places[row]);
        return column;
    }
}
