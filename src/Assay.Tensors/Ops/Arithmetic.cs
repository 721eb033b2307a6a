using Assay.Tensors.Kernels;

namespace Assay.Tensors;

// Two tensors of different shapes are brought to their common one by Expand, which also undoes it for the gradient.
public partial class Tensor
{
    public static Tensor operator +(Tensor a, Tensor b)
    {
        (a, b) = Broadcast(a, b);
        var y = Result(a.Dims, a, b);
        Elementwise.Map(default(Sum), a.Span, b.Span, y.Span);
        y.Rule = static (y, g) =>
        {
            var (a, b) = (y.Source(0), y.Source(1));
            if (b.RequiresGrad && a.RequiresGrad) Elementwise.Map(default(Identity), g, b.GradientTarget(out var add), add);
            (a.RequiresGrad ? a : b).PassGradient(y, g);
        };
        return y;
    }

    public static Tensor operator -(Tensor a, Tensor b)
    {
        (a, b) = Broadcast(a, b);
        var y = Result(a.Dims, a, b);
        Elementwise.Map(default(Difference), a.Span, b.Span, y.Span);
        y.Rule = static (y, g) =>
        {
            var (a, b) = (y.Source(0), y.Source(1));
            if (b.RequiresGrad) Elementwise.Map(default(Negated), g, b.GradientTarget(out var add), add);
            if (a.RequiresGrad) a.PassGradient(y, g);
        };
        return y;
    }

    public static Tensor operator *(Tensor a, Tensor b)
    {
        (a, b) = Broadcast(a, b);
        var y = Result(a.Dims, a, b);
        Elementwise.Map(default(Product), a.Span, b.Span, y.Span);
        y.Rule = static (y, g) =>
        {
            var (a, b) = (y.Source(0), y.Source(1));
            if (a.RequiresGrad && b.RequiresGrad) Elementwise.Map(default(Product), g, b.Span, a.GradientTarget(out var add), add);
            if (b.RequiresGrad) Elementwise.Map(default(Product), g, a.Span, b.GradientTarget(y, out var add), add);
            else Elementwise.Map(default(Product), g, b.Span, a.GradientTarget(y, out var add), add);
        };
        return y;
    }

    public static Tensor operator /(Tensor a, Tensor b)
    {
        (a, b) = Broadcast(a, b);
        var y = Result(a.Dims, a, b);
        Elementwise.Map(default(Quotient), a.Span, b.Span, y.Span);
        y.Rule = static (y, g) =>
        {
            var (a, b) = (y.Source(0), y.Source(1));
            if (a.RequiresGrad) Elementwise.Map(default(Quotient), g, b.Span, a.GradientTarget(out var add), add);
            if (b.RequiresGrad) Elementwise.Map(default(DivisorGradient), g, y.Span, b.Span, b.GradientTarget(out var add), add);
        };
        return y;
    }

    public static Tensor operator +(Tensor a, float b) => a.Affine(new Offset(b), default(Identity));

    public static Tensor operator +(float a, Tensor b) => b + a;

    public static Tensor operator -(Tensor a, float b) => a + -b;

    public static Tensor operator -(float a, Tensor b) => -b + a;

    public static Tensor operator *(Tensor a, float b) => a.Affine(new Scaled(b), new Scaled(b));

    public static Tensor operator *(float a, Tensor b) => b * a;

    public static Tensor operator /(Tensor a, float b) => a * (1f / b);

    public static Tensor operator /(float a, Tensor b) => b.OfInput(new Over(a), new OverGradient(a));

    public static Tensor operator -(Tensor a) => a.Affine(default(Negated), default(Negated));

    /// <summary>The larger of each two elements, NaN if either is; where they are equal each gets half the gradient. Shapes broadcast.</summary>
    public Tensor Maximum(Tensor other) => Choose<Larger, GreaterGradient, LessGradient>(this, other);

    /// <summary>The smaller of each two elements, NaN if either is; where they are equal each gets half the gradient. Shapes broadcast.</summary>
    public Tensor Minimum(Tensor other) => Choose<Smaller, LessGradient, GreaterGradient>(this, other);

    /// <summary>Elements of <paramref name="a"/> where the mask is above 0, of <paramref name="b"/> elsewhere. Shapes broadcast; no gradient goes to the mask.</summary>
    public static Tensor Where(Tensor mask, Tensor a, Tensor b)
    {
        (a, b) = Broadcast(a, b);
        (mask, a) = Broadcast(mask.Part(0, mask.Dims), a);
        (a, b) = Broadcast(a, b);
        var y = Result(a.Dims, a, b, mask);
        Elementwise.Map(default(Selected), mask.Span, a.Span, b.Span, y.Span);
        y.Rule = static (y, g) =>
        {
            var (a, b, mask) = (y.Source(0), y.Source(1), y.Source(2));
            if (a.RequiresGrad) Elementwise.Map(default(SelectedGradient), g, mask.Span, a.GradientTarget(out var add), add);
            if (b.RequiresGrad) Elementwise.Map(default(UnselectedGradient), g, mask.Span, b.GradientTarget(out var add), add);
        };
        return y;
    }

    /// <summary>The same with one bool for each element of the result.</summary>
    public static Tensor Where(ReadOnlySpan<bool> mask, Tensor a, Tensor b)
    {
        (a, b) = Broadcast(a, b);
        if (mask.Length != a.Count)
            throw new ShapeException($"Where needs one bool for each of the {a.Count} elements of {ShapeException.Text(a.Dims)}; given {mask.Length}.");
        var flags = Scratch(a.Dims);
        var values = flags.Span;
        for (var i = 0; i < mask.Length; i++) values[i] = mask[i] ? 1f : 0f;
        return Where(flags, a, b);
    }

    static Tensor Choose<F, A, B>(Tensor a, Tensor b)
        where F : struct, IBinary
        where A : struct, ITernary
        where B : struct, ITernary
    {
        (a, b) = Broadcast(a, b);
        var y = Result(a.Dims, a, b);
        Elementwise.Map(default(F), a.Span, b.Span, y.Span);
        y.Rule = static (y, g) =>
        {
            var (a, b) = (y.Source(0), y.Source(1));
            if (a.RequiresGrad) Elementwise.Map(default(A), g, a.Span, b.Span, a.GradientTarget(out var add), add);
            if (b.RequiresGrad) Elementwise.Map(default(B), g, a.Span, b.Span, b.GradientTarget(out var add), add);
        };
        return y;
    }
}
