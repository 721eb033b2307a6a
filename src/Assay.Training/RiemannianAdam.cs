using Assay.Modules;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// Adam for models some of whose parameters are points of a <see cref="PoincareBall"/>, rows of the last axis (Becigneul and Ganea,
/// "Riemannian adaptive optimization methods", 2019, as in geoopt). A point's gradient g becomes the Riemannian one,
/// ((1 - c |x|^2) / 2)^2 g; v is the running mean of its squared length as the ball measures it, one number for a row
/// (repeated along it); the step m / (sqrt(v) + epsilon) goes along the geodesic, never out of the ball; and m is carried
/// to the new point in parallel. All other parameters are those of <see cref="Adam"/> or <see cref="AdamW"/> bit for bit.
/// </summary>
public sealed class RiemannianAdam : AdaptiveMoments
{
    readonly PoincareBall _ball;
    readonly string _points;
    readonly bool[] _isPoint;
    readonly float[] _direction, _moved;

    /// <param name="parameters">All that is trained.</param>
    /// <param name="points">Paths of the parameters, or modules of them, whose rows are points, as in <see cref="Optimizer.SetRate"/>; each step first pulls those outside into the ball.</param>
    /// <param name="ball">Where the points are; a curvature that is a tensor is read at each step and must last as long as the optimizer.</param>
    /// <param name="learningRate">Of points: about how far one moves in a step, as the ball measures it.</param>
    /// <param name="beta1">Decay of the running mean of gradients.</param>
    /// <param name="beta2">Decay of the running mean of their squares.</param>
    /// <param name="epsilon">Added to the root, outside it.</param>
    /// <param name="weightDecay">As Adam's, of points too: this times the parameter is added to the gradient.</param>
    /// <param name="decoupled">True for AdamW's decay instead, which leaves points alone: a point's norm is its meaning.</param>
    /// <exception cref="ArgumentException">A path names no parameter, or one without axes.</exception>
    public RiemannianAdam(
        IEnumerable<(string Name, Parameter Parameter)> parameters,
        IEnumerable<string> points,
        PoincareBall ball,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        bool decoupled = false)
        : base(parameters, learningRate, beta1, beta2, epsilon, weightDecay, decoupled)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(ball);
        _ball = ball;
        string[] paths = [.. points];
        _points = string.Join(", ", paths);
        _isPoint = new bool[Names.Count];
        foreach (var path in paths)
            foreach (var index in Under(path)) _isPoint[index] = true;
        var largest = 0;
        for (var i = 0; i < _isPoint.Length; i++)
        {
            if (!_isPoint[i]) continue;
            if (Parameters[i].Rank == 0) throw new ArgumentException($"Points are rows (..., n); '{Names[i]}' is a single number.", nameof(points));
            largest = Math.Max(largest, Parameters[i].Count);
        }
        (_direction, _moved) = (new float[largest], new float[largest]);
    }

    private protected override bool IsAlone(int index) => _isPoint[index];

    private protected override void UpdateAlone(
        Parameter parameter, ReadOnlySpan<float> gradient, ReadOnlySpan<Tensor> sums, long step, double rate, double scale)
    {
        var width = parameter.Dims[^1];
        if (parameter.Count == 0) return;
        Span<float> x = parameter.Span, mean = sums[0].Span, square = sums[1].Span;
        Span<float> direction = _direction.AsSpan(0, x.Length), moved = _moved.AsSpan(0, x.Length);
        _ball.Project(x, width);
        var (update, curvature) = (StepOf(step, rate, scale), _ball.Curvature);
        for (var start = 0; start < x.Length; start += width)
        {
            var row = start..(start + width);
            Direction(x[row], gradient[row], mean[row], square[row], direction[row], curvature, update);
        }
        _ball.Exp(x, direction, moved, width);
        _ball.Transport(x, moved, mean, mean, width);
        moved.CopyTo(x);
    }

    // Takes a row's gradient into its running means and writes the tangent vector to follow.
    static void Direction(
        ReadOnlySpan<float> x, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> square, Span<float> direction, double curvature, in AdamUpdate update)
    {
        var norm = 0.0;
        foreach (double value in x) norm += value * value;
        // Half the gap is 1 / lambda.
        var shrink = (1 - (curvature * norm)) / 2;
        var length = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var g = shrink * ((update.GradientScale * gradient[i]) + (update.Decay * x[i]));
            length += g * g;
            mean[i] = (float)((update.Beta1 * mean[i]) + ((1 - update.Beta1) * shrink * g));
        }
        var squared = (float)((update.Beta2 * square[0]) + ((1 - update.Beta2) * length));
        square.Fill(squared);
        var step = -update.StepSize / ((update.RootScale * Math.Sqrt(squared)) + update.Epsilon);
        for (var i = 0; i < x.Length; i++) direction[i] = (float)(step * mean[i]);
    }
}
