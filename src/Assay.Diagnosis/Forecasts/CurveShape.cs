namespace Assay.Diagnosis.Forecasts;

/// <summary>
/// One shape that a learning curve may have: a constant plus functions of time, each times a factor. Time is in units of what has been
/// seen, so that 1 is now. Factors are fitted, what bends the shape is not: a family is many shapes.
/// </summary>
/// <param name="Family">Name of the family.</param>
/// <param name="Logarithmic">Whether it describes the logarithm of the loss rather than the loss.</param>
/// <param name="Terms">The functions of time beside the constant.</param>
sealed record CurveShape(string Family, bool Logarithmic, params Func<double, double>[] Terms)
{
    static readonly double[] Powers = [0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3];
    static readonly double[] Rates = [0.25, 0.5, 1, 2, 4, 8, 16];

    /// <summary>
    /// All shapes of all families. Most are in Domhan, Springenberg, Hutter, "Speeding up automatic hyperparameter optimization of deep neural
    /// networks by extrapolation of learning curves" (2015).
    /// </summary>
    public static IReadOnlyList<CurveShape> All { get; } =
    [
        new("constant", false),
        new("logarithm", false, Math.Log),
        new("power to zero", true, Math.Log),
        .. Powers.Select(power => new CurveShape("pow3", false, t => Math.Pow(t, -power))),
        .. Powers.Select(power => new CurveShape("log pow3", true, t => Math.Pow(t, -power))),
        .. from power in new[] { 0.25, 0.5, 1, 2 } from shift in new[] { 0.03, 0.1, 0.3, 1 }
           select new CurveShape("pow4", false, t => Math.Pow(t + shift, -power)),
        .. Rates.Select(rate => new CurveShape("exponential", false, t => Math.Exp(-rate * t))),
        .. Rates.Select(rate => new CurveShape("log exponential", true, t => Math.Exp(-rate * t))),
        .. from rate in new[] { 0.5, 1, 2, 4, 8 } from bend in new[] { 0.3, 0.5, 0.7, 1.5, 2 }
           select new CurveShape("janoschek", false, t => Math.Exp(-rate * Math.Pow(t, bend))),
        .. from rate in new[] { 0.3, 0.7, 1.5, 4, 10 } from bend in new[] { 0.5, 1, 2, 4 }
           select new CurveShape("mmf", false, t => 1 / (1 + Math.Pow(rate * t, bend))),
        .. from rate in new[] { 1.0, 10, 100 } select new CurveShape("inverse log", false, t => 1 / Math.Log(Math.E + rate * t)),
        new("vapour pressure", true, t => 1 / t, Math.Log),
        new("vapour pressure", true, t => 1 / (t + 0.1), t => Math.Log(t + 0.1)),
        .. from rate in new[] { 2.0, 4, 8, 16 } select new CurveShape("valley", true, t => Math.Exp(-rate * t), t => t),
    ];

    /// <summary>Number of shapes of each family.</summary>
    public static IReadOnlyDictionary<string, int> Sizes { get; } = All.GroupBy(shape => shape.Family).ToDictionary(family => family.Key, family => family.Count());

    /// <summary>Values at some times by column: ones, then each term.</summary>
    public double[][] Columns(double[] times) =>
        [[.. times.Select(_ => 1.0)], .. Terms.Select(term => Array.ConvertAll(times, time => term(time)))];
}
