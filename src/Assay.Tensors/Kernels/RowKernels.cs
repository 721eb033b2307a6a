namespace Assay.Tensors.Kernels;

/// <summary>Formulas on rows (<see cref="IRowMap"/>, <see cref="IRowFunction"/>), in double precision: rows are independent, and threads share them.</summary>
static unsafe partial class RowKernels
{
    // Rows have few numbers and long formulas.
    const int Grain = 128;

    /// <summary>target = X x + W (y + sign x) + V v by row. The target may be one of the operands.</summary>
    public static void Map<M>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> v, double constant, Span<float> target, int width)
        where M : struct, IRowMap
    {
        fixed (float* px = x, py = y, pv = v, pt = target)
        {
            var job = new MapJob<M> { X = px, Y = py, V = pv, Target = pt, Constant = constant, Width = width };
            Workers.For(ref job, target.Length / Math.Max(1, width), Grain);
        }
    }

    /// <summary>One number for each row.</summary>
    public static void Reduce<F>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> v, double constant, Span<float> target, int width)
        where F : struct, IRowFunction
    {
        fixed (float* px = x, py = y, pv = v, pt = target)
        {
            var job = new ReduceJob<F> { X = px, Y = py, V = pv, Target = pt, Constant = constant, Width = width };
            Workers.For(ref job, target.Length, Grain);
        }
    }

    // A null pointer stands for an operand that is not there.
    static RowProducts Products(float* x, float* y, float* v, int sign, double constant, int width)
    {
        double xx = 0, ww = 0, xw = 0, yy = 0, xv = 0, wv = 0;
        for (var i = 0; i < width; i++)
        {
            double xi = x[i];
            xx += xi * xi;
            if (y is null) continue;
            double yi = y[i], wi = yi + (sign * xi);
            ww += wi * wi;
            xw += xi * wi;
            yy += yi * yi;
            if (v is null) continue;
            xv += xi * v[i];
            wv += wi * v[i];
        }
        return new RowProducts(xx, ww, xw, yy, xv, wv, constant);
    }

    struct MapJob<M> : IRangeJob
        where M : struct, IRowMap
    {
        public float* X, Y, V, Target;
        public double Constant;
        public int Width;

        public readonly void Run(int begin, int end)
        {
            for (var row = begin; row < end; row++)
            {
                var start = (nint)row * Width;
                float* x = X + start, y = Y is null ? null : Y + start, v = V is null ? null : V + start, target = Target + start;
                var coefficients = M.Of(Products(x, y, v, M.Sign, Constant, Width));
                var (ofX, ofW, ofV) = (coefficients.X.Value, coefficients.W.Value, coefficients.V.Value);
                for (var i = 0; i < Width; i++)
                {
                    var sum = ofX * x[i];
                    if (y is not null) sum += ofW * (y[i] + (M.Sign * (double)x[i]));
                    if (v is not null) sum += ofV * v[i];
                    target[i] = (float)sum;
                }
            }
        }
    }

    struct ReduceJob<F> : IRangeJob
        where F : struct, IRowFunction
    {
        public float* X, Y, V, Target;
        public double Constant;
        public int Width;

        public readonly void Run(int begin, int end)
        {
            for (var row = begin; row < end; row++)
            {
                var start = (nint)row * Width;
                Target[row] = (float)F.Of(Products(X + start, Y is null ? null : Y + start, V is null ? null : V + start, F.Sign, Constant, Width)).Value;
            }
        }
    }
}
