using Assay.Tensors;

namespace Assay.Modules;

/// <summary>
/// Hyperbolic space of curvature -c as the ball |x| &lt; 1 / sqrt c (the Poincare ball; formulas of Ungar's gyrovector spaces
/// as in Ganea, Becigneul and Hofmann, "Hyperbolic neural networks", 2018). Points and tangent vectors are rows of the last axis, other
/// axes broadcast, and everything has gradients, also to a curvature that is a tensor.
/// </summary>
/// <remarks>
/// Float32 has points, but no sums, near the boundary: each row is computed in double precision and rounded once. Distances are
/// 2 asinh(sqrt(c) |x - y| / sqrt((1 - c |x|^2)(1 - c |y|^2))) / sqrt(c), the conformal form, where nothing cancels, instead of
/// artanh of the length of -x + y in the sense of Moebius, of which near the boundary no digit is left; logarithms likewise.
/// What leads to points ends at (1 - <see cref="Margin"/>) / sqrt c, about 14.5 / sqrt c from the origin, so that no rounding puts one
/// outside. Where a point given is outside all the same, the result is NaN.
/// </remarks>
public sealed class PoincareBall
{
    /// <summary>Points stay this share of the ball's radius away from the boundary.</summary>
    public const double Margin = 1e-6;

    readonly Tensor? _curvature;
    readonly double _constant;

    /// <summary>A ball of constant curvature -c.</summary>
    /// <param name="curvature">c, positive; the radius of the ball is 1 / sqrt c.</param>
    public PoincareBall(double curvature = 1) => _constant = RequireCurvature(curvature, nameof(curvature));

    /// <summary>The same with a c that is learned, such as that of <see cref="LearnedCurvature"/>. It lasts as long as the tensor does.</summary>
    /// <param name="curvature">One element, positive; not checked, so that a NaN ends a training as any other does.</param>
    /// <exception cref="ShapeException">It has several elements.</exception>
    public PoincareBall(Tensor curvature)
    {
        ArgumentNullException.ThrowIfNull(curvature);
        _constant = curvature.Item();
        _curvature = curvature;
    }

    /// <summary>The c of now.</summary>
    public double Curvature => _curvature?.Item() ?? _constant;

    /// <summary>The largest norm of a point: (1 - <see cref="Margin"/>) / sqrt c.</summary>
    public double LargestRadius => LargestRadiusOf(Curvature);

    /// <summary>Moebius addition of points: it turns into x + y where c goes to 0, and neither commutes nor associates.</summary>
    /// <param name="x">Points (..., n).</param>
    /// <param name="y">Points (..., n).</param>
    /// <returns>Points (..., n).</returns>
    public Tensor Add(Tensor x, Tensor y) => Map<PoincareMaps.Add>(x, Needed(y));

    /// <summary>The distance of points; 0, with gradient 0, where they are equal.</summary>
    /// <param name="x">Points (..., n).</param>
    /// <param name="y">Points (..., n).</param>
    /// <returns>(...)</returns>
    public Tensor Distance(Tensor x, Tensor y) =>
        Tensor.ReduceRows<PoincareMaps.Distance>(x, Needed(y), null, _curvature, _constant);

    /// <summary>(2 / sqrt c) artanh(sqrt c |x|), computed as <see cref="Distance"/> is; at the origin 0 with gradient 0.</summary>
    /// <param name="x">Points (..., n).</param>
    /// <returns>(...)</returns>
    public Tensor DistanceToOrigin(Tensor x) => Tensor.ReduceRows<PoincareMaps.DistanceToOrigin>(x, null, null, _curvature, _constant);

    /// <summary>lambda(x) = 2 / (1 - c |x|^2), by which the ball's lengths at x exceed Euclidean ones.</summary>
    /// <param name="x">Points (..., n).</param>
    /// <returns>(...)</returns>
    public Tensor ConformalFactor(Tensor x) => Tensor.ReduceRows<PoincareMaps.ConformalFactor>(x, null, null, _curvature, _constant);

    /// <summary>The point that the geodesic from x with velocity v reaches at time 1, however large v is.</summary>
    /// <param name="x">Points (..., n).</param>
    /// <param name="v">Tangent vectors (..., n) at x, in the coordinates of the ball.</param>
    /// <returns>Points (..., n).</returns>
    public Tensor Exp(Tensor x, Tensor v) => Map<PoincareMaps.Exp>(x, Needed(v));

    /// <summary>The velocity with which the geodesic from x reaches y at time 1: the inverse of <see cref="Exp(Tensor, Tensor)"/>.</summary>
    /// <param name="x">Points (..., n).</param>
    /// <param name="y">Points (..., n).</param>
    /// <returns>Tangent vectors (..., n) at x.</returns>
    public Tensor Log(Tensor x, Tensor y) => Map<PoincareMaps.Log>(x, Needed(y));

    /// <summary>tanh(sqrt c |v|) v / (sqrt c |v|), the same from the origin.</summary>
    /// <param name="v">Tangent vectors (..., n) at the origin.</param>
    /// <returns>Points (..., n).</returns>
    public Tensor ExpOrigin(Tensor v) => Map<PoincareMaps.ExpOrigin>(v, null);

    /// <summary>artanh(sqrt c |y|) y / (sqrt c |y|): the inverse of <see cref="ExpOrigin"/>.</summary>
    /// <param name="y">Points (..., n).</param>
    /// <returns>Tangent vectors (..., n) at the origin.</returns>
    public Tensor LogOrigin(Tensor y) => Map<PoincareMaps.LogOrigin>(y, null);

    /// <summary>Rows as they are, those outside <see cref="LargestRadius"/> pulled back to it along their direction.</summary>
    /// <param name="x">(..., n).</param>
    /// <returns>Points (..., n).</returns>
    public Tensor Project(Tensor x) => Map<PoincareMaps.Project>(x, null);

    /// <summary>
    /// Carries tangent vectors from x to y along the geodesic, in parallel: gyr[y, -x] v lambda(x) / lambda(y). Lengths and
    /// angles as the ball measures them stay.
    /// </summary>
    /// <param name="x">Points (..., n).</param>
    /// <param name="y">Points (..., n).</param>
    /// <param name="v">Tangent vectors (..., n) at x.</param>
    /// <returns>Tangent vectors (..., n) at y.</returns>
    public Tensor Transport(Tensor x, Tensor y, Tensor v) =>
        Tensor.MapRows<PoincareMaps.Transport>(x, Needed(y), Needed(v), _curvature, _constant);

    /// <summary><see cref="Exp(Tensor, Tensor)"/> for rows of <paramref name="width"/> numbers in memory: what an optimizer needs.</summary>
    public void Exp(ReadOnlySpan<float> x, ReadOnlySpan<float> v, Span<float> target, int width) =>
        Tensor.MapRows<PoincareMaps.Exp>(x, v, default, Curvature, target, width);

    /// <summary><see cref="Project(Tensor)"/> for rows in memory, in place.</summary>
    public void Project(Span<float> x, int width) => Tensor.MapRows<PoincareMaps.Project>(x, default, default, Curvature, x, width);

    /// <summary><see cref="Transport(Tensor, Tensor, Tensor)"/> for rows in memory; the target may be <paramref name="v"/>.</summary>
    public void Transport(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> v, Span<float> target, int width) =>
        Tensor.MapRows<PoincareMaps.Transport>(x, y, v, Curvature, target, width);

    /// <summary>Refuses a largest radius of a model's points that the ball of this curvature does not have.</summary>
    /// <param name="maxRadius">The largest Euclidean norm that a point may get.</param>
    /// <param name="curvature">The c of the ball.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is above (1 - <see cref="Margin"/>) / sqrt c or not positive, or c is not positive.</exception>
    public static void RequireRadius(double maxRadius, double curvature)
    {
        var largest = LargestRadiusOf(RequireCurvature(curvature, nameof(curvature)));
        if (maxRadius > 0 && maxRadius <= largest) return;
        throw new ArgumentOutOfRangeException(nameof(maxRadius), maxRadius, FormattableString.Invariant(
            $"A maximal radius of {maxRadius} contradicts the curvature {curvature}: the ball's points have norms below {1 / Math.Sqrt(curvature):G6}. It must be above 0 and at most {largest:R}."));
    }

    static double LargestRadiusOf(double curvature) => (1 - Margin) / Math.Sqrt(curvature);

    static double RequireCurvature(double curvature, string name) => curvature > 0 && double.IsFinite(curvature)
        ? curvature
        : throw new ArgumentOutOfRangeException(name, curvature, "The c of a curvature -c must be positive and finite.");

    static Tensor Needed(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor;
    }

    Tensor Map<M>(Tensor x, Tensor? y)
        where M : struct, IRowMap => Tensor.MapRows<M>(x, y, null, _curvature, _constant);
}
