using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// Mean, standard deviation and saturated share of tensors that a forward pass shows it, at every <see cref="Every"/>th step;
/// a call at another step costs one comparison.
/// </summary>
public sealed class ActivationProbe
{
    readonly Dictionary<string, Seen> _seen = [];

    /// <param name="every">Steps from one look to the next.</param>
    public ActivationProbe(int every = 100)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        Every = every;
        Advance(0);
    }

    /// <summary>Steps from one look to the next; see <see cref="UpdateProbe.Every"/>.</summary>
    public int Every { get; }

    /// <summary>Whether the step under way is looked at.</summary>
    public bool Due { get; private set; }

    /// <summary>Takes in a tensor under a name. Of several with one name in a step the last one counts.</summary>
    /// <param name="name">Becomes <c>activation/NAME/mean</c> and so on.</param>
    /// <param name="activation">Any shape.</param>
    /// <param name="limit">Absolute values of at least this count as saturated: 0.99 suits tanh.</param>
    public void Watch(string name, Tensor activation, float limit = 0.99f)
    {
        if (!Due || activation.Count == 0) return;
        if (!_seen.TryGetValue(name, out var seen))
            _seen[name] = seen = new Seen($"activation/{name}/mean", $"activation/{name}/std", $"activation/{name}/saturated");
        double sum = 0, squares = 0;
        var saturated = 0;
        foreach (var value in activation.Span)
        {
            sum += value;
            squares += (double)value * value;
            if (Math.Abs(value) >= limit) saturated++;
        }
        seen.Mean = sum / activation.Count;
        seen.Deviation = Math.Sqrt(Math.Max(0, (squares / activation.Count) - (seen.Mean * seen.Mean)));
        seen.Saturated = (double)saturated / activation.Count;
        seen.Fresh = true;
    }

    /// <summary>Says how many steps are done.</summary>
    public void Advance(long steps) => Due = (steps + 1) % Every == 0;

    /// <summary>Adds what has been seen since the last call.</summary>
    public void Drain(List<(string Name, double Value)> metrics)
    {
        foreach (var seen in _seen.Values)
        {
            if (!seen.Fresh) continue;
            seen.Fresh = false;
            metrics.Add((seen.MeanName, seen.Mean));
            metrics.Add((seen.DeviationName, seen.Deviation));
            metrics.Add((seen.SaturatedName, seen.Saturated));
        }
    }

    sealed class Seen(string meanName, string deviationName, string saturatedName)
    {
        public readonly string MeanName = meanName, DeviationName = deviationName, SaturatedName = saturatedName;
        public double Mean, Deviation, Saturated;
        public bool Fresh;
    }
}
