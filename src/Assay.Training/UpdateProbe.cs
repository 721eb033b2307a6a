using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// For each parameter, every <see cref="Every"/> steps: the norm of its gradient before clipping, and the norm of what the
/// optimizer really did to it divided by its own norm (about 1e-3 in a healthy training). Between these steps it costs nothing.
/// </summary>
public sealed class UpdateProbe
{
    readonly int _every;
    float[][]? _before;
    double[]? _ratios, _norms;
    string[]? _normNames, _ratioNames;
    bool _due, _fresh;

    /// <param name="every">Steps from one look to the next.</param>
    public UpdateProbe(int every = 100)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        _every = every;
    }

    /// <summary>
    /// Steps from one look to the next. A multiple of <see cref="Stepper.LogEvery"/> puts what was seen into the event of the
    /// same step, so that nothing waits when training is interrupted.
    /// </summary>
    public int Every => _every;

    /// <summary>The step looked at last, counted from 1; 0 before the first.</summary>
    public long LookedAt { get; private set; }

    /// <summary>What was seen there: the norm of each parameter's update over its own, in the order of the optimizer's names.</summary>
    public ReadOnlySpan<double> Ratios => _ratios;

    /// <summary>Remembers the parameters if the step after <paramref name="step"/> steps is to be looked at.</summary>
    public void Before(Optimizer optimizer, long step)
    {
        _due = (step + 1) % _every == 0;
        if (!_due) return;
        LookedAt = step + 1;
        _before ??= [.. optimizer.Parameters.Select(parameter => new float[parameter.Count])];
        for (var i = 0; i < _before.Length; i++) optimizer.Parameters[i].Span.CopyTo(_before[i]);
    }

    /// <summary>Compares the parameters with what was remembered.</summary>
    public void After(Optimizer optimizer)
    {
        if (!_due) return;
        _due = false;
        _norms ??= new double[_before!.Length];
        _ratios ??= new double[_before!.Length];
        _normNames ??= [.. optimizer.Names.Select(name => $"grad/{name}/norm")];
        _ratioNames ??= [.. optimizer.Names.Select(name => $"update/{name}/ratio")];
        optimizer.GradientNorms.CopyTo(_norms);
        for (var i = 0; i < _ratios.Length; i++)
        {
            var moved = Updates.SquaredDistance(optimizer.Parameters[i].Span, _before![i]);
            var size = Updates.SquaredNorm(_before[i]);
            // A parameter that starts at zero has no scale of its own yet.
            _ratios[i] = size > 0 ? Math.Sqrt(moved / size) : 0;
        }
        _fresh = true;
    }

    /// <summary>Adds what has been seen since the last call, under the names <c>grad/NAME/norm</c> and <c>update/NAME/ratio</c>.</summary>
    public void Drain(List<(string Name, double Value)> metrics)
    {
        if (!_fresh) return;
        _fresh = false;
        for (var i = 0; i < _norms!.Length; i++)
        {
            metrics.Add((_normNames![i], _norms[i]));
            metrics.Add((_ratioNames![i], _ratios![i]));
        }
    }
}
