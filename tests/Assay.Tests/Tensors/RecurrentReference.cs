namespace Assay.Tests.Tensors;

/// <summary>What a recurrent op computes, one sequence, step and unit after the other in doubles.</summary>
static class RecurrentReference
{
    /// <summary>Outputs (time, batch, hidden), then final hidden states (batch, hidden), for lstm final cell states as well.</summary>
    public static Array64[] Run(
        string cell, Array64 x, Array64 weightIh, Array64 weightHh, Array64? hidden, Array64? cellState,
        Array64? biasIh, Array64? biasHh, int[]? lengths, bool reverse)
    {
        int time = x.Dims[0], batch = x.Dims[1], size = weightHh.Dims[1];
        var output = Array64.Zeros(time, batch, size);
        var h = hidden?.Copy() ?? Array64.Zeros(batch, size);
        var c = cellState?.Copy() ?? Array64.Zeros(batch, size);
        for (var b = 0; b < batch; b++)
        {
            var length = lengths?[b] ?? time;
            for (var n = 0; n < length; n++)
            {
                var t = reverse ? length - 1 - n : n;
                var a = Product(weightIh, x, (t * batch) + b, biasIh);
                var r = Product(weightHh, h, b, biasHh);
                for (var j = 0; j < size; j++)
                {
                    (h[b, j], c[b, j]) = Unit(cell, a, r, j, size, h[b, j], c[b, j]);
                    output[t, b, j] = h[b, j];
                }
            }
        }
        return cell == "lstm" ? [output, h, c] : [output, h];
    }

    static (double Hidden, double Cell) Unit(string cell, double[] a, double[] r, int j, int size, double hidden, double state)
    {
        switch (cell)
        {
            case "lstm":
                double i = Sigmoid(Gate(0)), f = Sigmoid(Gate(1)), g = Math.Tanh(Gate(2)), o = Sigmoid(Gate(3));
                var next = (f * state) + (i * g);
                return (o * Math.Tanh(next), next);
            case "gru":
                double reset = Sigmoid(Gate(0)), update = Sigmoid(Gate(1));
                var candidate = Math.Tanh(a[(2 * size) + j] + (reset * r[(2 * size) + j]));
                return (((1 - update) * candidate) + (update * hidden), 0);
            case "tanh":
                return (Math.Tanh(Gate(0)), 0);
            default:
                return (Math.Max(0, Gate(0)), 0);
        }

        double Gate(int block) => a[(block * size) + j] + r[(block * size) + j];
    }

    // weights times one row of a matrix, plus bias
    static double[] Product(Array64 weights, Array64 rows, int row, Array64? bias)
    {
        int width = weights.Dims[0], depth = weights.Dims[1];
        ReadOnlySpan<double> values = rows.Values.AsSpan(row * depth, depth), all = weights.Values;
        var result = new double[width];
        for (var j = 0; j < width; j++)
        {
            var sum = bias?[j] ?? 0;
            var line = all.Slice(j * depth, depth);
            for (var k = 0; k < depth; k++) sum += line[k] * values[k];
            result[j] = sum;
        }
        return result;
    }

    static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
