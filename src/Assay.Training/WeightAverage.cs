using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// The exponential moving average of a model's parameters over optimizer steps (Polyak and Juditsky 1992): late in training, where
/// single steps only shake the parameters about their optimum, the average lies closer to it.
/// </summary>
public sealed class WeightAverage
{
    readonly Parameter[] _parameters;
    readonly Tensor[] _averages;
    readonly double _halfLife;
    long _steps;

    /// <param name="parameters">The parameters, by name, as they are now.</param>
    /// <param name="halfLife">Steps after which a value counts half. While fewer than that have been done, the average is nearly the plain mean.</param>
    public WeightAverage(IEnumerable<(string Name, Parameter Parameter)> parameters, double halfLife)
    {
        if (!(halfLife > 0)) throw new ArgumentOutOfRangeException(nameof(halfLife), halfLife, "The half-life must be above 0 steps.");
        _halfLife = halfLife;
        var list = parameters.ToArray();
        _parameters = [.. list.Select(entry => entry.Parameter)];
        _averages = [.. list.Select(entry => entry.Parameter.Keep())];
        Names = [.. list.Select(entry => entry.Name)];
    }

    /// <summary>The parameters' names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The averages, in the order of <see cref="Names"/>: what to store.</summary>
    public IReadOnlyList<Tensor> Tensors => _averages;

    /// <summary>Steps taken in, to be stored and restored with the tensors.</summary>
    public long Steps
    {
        get => _steps;
        set => _steps = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Steps), value, "Steps cannot be negative.");
    }

    /// <summary>Takes in the parameters as they are after a step.</summary>
    public void Update()
    {
        _steps++;
        var weight = (float)Math.Max(1 - Math.Exp(-Math.Log(2) / _halfLife), 1.0 / _steps);
        for (var i = 0; i < _parameters.Length; i++) Updates.MoveTowards(_averages[i].Span, _parameters[i].Span, weight);
    }

    /// <summary>Exchanges parameters and averages: before an evaluation, and again after it.</summary>
    public void Swap()
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            var live = _parameters[i].Keep();
            _parameters[i].CopyFrom(_averages[i]);
            _averages[i].CopyFrom(live);
        }
    }
}
