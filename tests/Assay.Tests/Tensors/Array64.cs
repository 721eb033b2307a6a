namespace Assay.Tests.Tensors;

/// <summary>A row-major array of doubles: what the references of the ops are written in.</summary>
sealed class Array64(double[] values, params int[] dims)
{
    public double[] Values => values;

    public int[] Dims => dims;

    public int Count => values.Length;

    public double this[int index]
    {
        get => values[index];
        set => values[index] = value;
    }

    public double this[int i, int j]
    {
        get => values[(i * dims[1]) + j];
        set => values[(i * dims[1]) + j] = value;
    }

    public double this[int i, int j, int k]
    {
        get => values[(((i * dims[1]) + j) * dims[2]) + k];
        set => values[(((i * dims[1]) + j) * dims[2]) + k] = value;
    }

    public double this[int i, int j, int k, int l]
    {
        get => values[(((((i * dims[1]) + j) * dims[2]) + k) * dims[3]) + l];
        set => values[(((((i * dims[1]) + j) * dims[2]) + k) * dims[3]) + l] = value;
    }

    public static Array64 Zeros(params int[] dims) => new(new double[dims.Aggregate(1, (a, b) => a * b)], dims);

    public Array64 Copy() => new([.. values], dims);

    public Array64 Map(Func<double, double> function) => new(Array.ConvertAll(values, x => function(x)), dims);

    /// <summary>function(x, y) at each place of the common shape, an axis of size 1 repeated.</summary>
    public static Array64 Zip(Array64 a, Array64 b, Func<double, double, double> function)
    {
        var rank = Math.Max(a.Dims.Length, b.Dims.Length);
        var dims = new int[rank];
        for (var axis = 0; axis < rank; axis++) dims[axis] = Math.Max(Size(a, axis), Size(b, axis));
        var y = Zeros(dims);
        for (var i = 0; i < y.Count; i++) y[i] = function(a[Place(a, i)], b[Place(b, i)]);
        return y;

        int Size(Array64 x, int axis) => axis - (rank - x.Dims.Length) is >= 0 and var own ? x.Dims[own] : 1;

        int Place(Array64 x, int index)
        {
            var (place, stride) = (0, 1);
            for (var axis = rank - 1; axis >= 0; axis--)
            {
                var at = index % dims[axis];
                index /= dims[axis];
                if (Size(x, axis) != 1) place += at * stride;
                stride *= Size(x, axis);
            }
            return place;
        }
    }

    /// <summary>Each line along an axis turned into another line; all results have one length.</summary>
    public Array64 Along(int axis, Func<double[], double[]> function, bool drop = false)
    {
        if (axis < 0) axis += dims.Length;
        var inner = dims[(axis + 1)..].Aggregate(1, (a, b) => a * b);
        var outer = dims[..axis].Aggregate(1, (a, b) => a * b);
        Array64? y = null;
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i++)
            {
                var line = new double[dims[axis]];
                for (var k = 0; k < line.Length; k++) line[k] = values[(((o * dims[axis]) + k) * inner) + i];
                var result = function(line);
                y ??= Zeros([.. dims[..axis], .. drop ? (int[])[] : [result.Length], .. dims[(axis + 1)..]]);
                for (var k = 0; k < result.Length; k++) y[(((o * result.Length) + k) * inner) + i] = result[k];
            }
        }
        return y!;
    }
}
