using Assay.Tensors;

namespace Assay.Modules;

// The formulas of PoincareBall by row. Write gap(x) = 1 - c |x|^2. Whatever compares two points is written in their difference, or
// sum, w and in gaps: sums of positive numbers, in which nothing cancels near the boundary or where points are close.
static class PoincareMaps
{
    const double Limit = 1 - PoincareBall.Margin;

    /// <summary>2 / gap(x).</summary>
    public readonly struct ConformalFactor : IRowFunction
    {
        public static int Sign => 0;

        public static Dual Of(in RowProducts rows) => 2 / Gap(rows.XX, rows.Constant);
    }

    /// <summary>2 asinh(sqrt t) / sqrt c with t = c |x - y|^2 / (gap(x) gap(y)).</summary>
    public readonly struct Distance : IRowFunction
    {
        public static int Sign => -1;

        public static Dual Of(in RowProducts rows)
        {
            var ratio = rows.WW / (Gap(rows.XX, rows.Constant) * Gap(rows.YY, rows.Constant));
            return 2 * ratio.Sqrt() * (rows.Constant * ratio).AsinhOfRoot();
        }
    }

    /// <summary>The same with y = 0.</summary>
    public readonly struct DistanceToOrigin : IRowFunction
    {
        public static int Sign => 0;

        public static Dual Of(in RowProducts rows)
        {
            var ratio = rows.XX / Gap(rows.XX, rows.Constant);
            return 2 * ratio.Sqrt() * (rows.Constant * ratio).AsinhOfRoot();
        }
    }

    /// <summary>(gap(x) w + c |w|^2 x) / (gap(x) gap(y) + c |w|^2) with w = x + y.</summary>
    public readonly struct Add : IRowMap
    {
        public static int Sign => 1;

        public static RowCoefficients Of(in RowProducts rows)
        {
            var (gap, square) = (Gap(rows.XX, rows.Constant), rows.Constant * rows.WW);
            var scale = 1 / ((gap * Gap(rows.YY, rows.Constant)) + square);
            return Inside(rows, square * scale, gap * scale);
        }
    }

    /// <summary>x + tau v in the sense of <see cref="Add"/>, with tau = tanh(sqrt c |v| / gap(x)) / (sqrt c |v|).</summary>
    public readonly struct Exp : IRowMap
    {
        public static int Sign => 0;

        public static RowCoefficients Of(in RowProducts rows)
        {
            var (c, gap) = (rows.Constant, Gap(rows.XX, rows.Constant));
            var tau = (c * rows.WW / (gap * gap)).TanhOfRoot() / gap;
            var along = 1 + (2 * c * tau * rows.XW);
            var square = c * tau * tau * rows.WW;
            var scale = 1 / (along + (c * rows.XX * square));
            return Inside(rows, (along + square) * scale, gap * tau * scale);
        }
    }

    /// <summary>asinh(sqrt t) / (sqrt t sqrt(1 + t)) (gap(x) w - c |w|^2 x) / gap(y) with w = y - x and the t of <see cref="Distance"/>.</summary>
    public readonly struct Log : IRowMap
    {
        public static int Sign => -1;

        public static RowCoefficients Of(in RowProducts rows)
        {
            var (gap, gapY, square) = (Gap(rows.XX, rows.Constant), Gap(rows.YY, rows.Constant), rows.Constant * rows.WW);
            var t = square / (gap * gapY);
            var scale = t.AsinhOfRoot() / ((1 + t).Sqrt() * gapY);
            return new RowCoefficients(-(square * scale), gap * scale, 0);
        }
    }

    /// <summary>tanh(sqrt c |x|) / (sqrt c |x|) x.</summary>
    public readonly struct ExpOrigin : IRowMap
    {
        public static int Sign => 0;

        public static RowCoefficients Of(in RowProducts rows) => Inside(rows, (rows.Constant * rows.XX).TanhOfRoot(), 0);
    }

    /// <summary>artanh(sqrt c |x|) / (sqrt c |x|) x = asinh(sqrt t) / (sqrt t sqrt gap(x)) x with t = c |x|^2 / gap(x).</summary>
    public readonly struct LogOrigin : IRowMap
    {
        public static int Sign => 0;

        public static RowCoefficients Of(in RowProducts rows)
        {
            var gap = Gap(rows.XX, rows.Constant);
            return new RowCoefficients((rows.Constant * rows.XX / gap).AsinhOfRoot() / gap.Sqrt(), 0, 0);
        }
    }

    /// <summary>x, or the point in its direction at the margin.</summary>
    public readonly struct Project : IRowMap
    {
        public static int Sign => 0;

        public static RowCoefficients Of(in RowProducts rows) => Inside(rows, 1, 0);
    }

    /// <summary>
    /// gyr[y, -x] v gap(y) / gap(x): v + 2 (A w + (A - B) x) / (gap(x) gap(y) + c |w|^2) with w = y - x, and A and B
    /// those of Ungar's gyration, written in w.
    /// </summary>
    public readonly struct Transport : IRowMap
    {
        public static int Sign => -1;

        public static RowCoefficients Of(in RowProducts rows)
        {
            var (c, gap, gapY) = (rows.Constant, Gap(rows.XX, rows.Constant), Gap(rows.YY, rows.Constant));
            var square = c * rows.WW;
            var scale = gapY / gap;
            var twice = 2 * c * scale / ((gap * gapY) + square);
            var ofW = (2 * c * rows.XW * rows.XV) - (gap * rows.XV) - (c * rows.XX * rows.WV);
            var ofX = (gap * rows.WV) - (square * rows.XV);
            return new RowCoefficients(ofX * twice, ofW * twice, scale);
        }
    }

    // Of a point that is not in the ball nothing can be said.
    static Dual Gap(in Dual square, in Dual c)
    {
        var gap = 1 - (c * square);
        return gap.Value > 0 ? gap : double.NaN;
    }

    static RowCoefficients Inside(in RowProducts rows, in Dual ofX, in Dual ofW)
    {
        var square = rows.Constant * ((ofX * ofX * rows.XX) + (2 * ofX * ofW * rows.XW) + (ofW * ofW * rows.WW));
        if (!(square.Value > Limit * Limit)) return new RowCoefficients(ofX, ofW, 0);
        var factor = Limit / square.Sqrt();
        return new RowCoefficients(ofX * factor, ofW * factor, 0);
    }
}
