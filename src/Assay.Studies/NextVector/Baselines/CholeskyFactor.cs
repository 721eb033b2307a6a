using System.Numerics.Tensors;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>
/// The lower triangle L with L L^T = A of a symmetric, positive definite A in double precision, for thousands of rows: in panels, so that what is read again
/// is still in cache (Golub, Van Loan, "Matrix computations", 2013, 4.2.9). Every element is a sum in one order: threads change nothing. MathNet's takes about
/// seven times as long for the 3,840 rows of five vectors of 768, which a ridge regression factors once for every penalty it tries.
/// </summary>
sealed class CholeskyFactor
{
    const int Panel = 256, Group = 8;

    readonly int _size;
    readonly double[] _rows;

    CholeskyFactor(int size, double[] rows) => (_size, _rows) = (size, rows);

    static ParallelOptions Threads => new() { MaxDegreeOfParallelism = Compute.Threads };

    /// <summary>The factor of a matrix with a number added to its diagonal; null if that is not positive definite.</summary>
    /// <param name="matrix">(size, size) row by row; its lower triangle is read.</param>
    /// <param name="size">Rows.</param>
    /// <param name="added">For the diagonal.</param>
    public static CholeskyFactor? Of(double[] matrix, int size, double added)
    {
        var factor = new CholeskyFactor(size, (double[])matrix.Clone());
        for (var i = 0; i < size; i++) factor._rows[((long)i * size) + i] += added;
        for (var first = 0; first < size; first += Panel)
        {
            var last = Math.Min(size, first + Panel);
            for (var row = first; row < last; row++)
                if (!factor.Finish(row, first, row + 1)) return null;
            Parallel.For(last, size, Threads, row => factor.Finish(row, first, last));
            Parallel.For(0, (size - last + Group - 1) / Group, Threads, group => factor.Subtract(first, last, last + (group * Group)));
        }
        return factor;
    }

    /// <summary>Solves A x = b for each of some b, in place.</summary>
    /// <param name="sides">(count, size) each b one after the other; then each x.</param>
    public void Solve(double[] sides)
    {
        var count = sides.Length / _size;
        // A few at a time, so that a row of the factor is read once for all of them.
        Parallel.For(0, (count + Group - 1) / Group, Threads, group =>
        {
            var (begin, end) = (group * Group, Math.Min(count, (group + 1) * Group));
            for (var row = 0; row < _size; row++)
            {
                var factors = Row(row);
                for (var side = begin; side < end; side++)
                {
                    var x = sides.AsSpan(side * _size, _size);
                    x[row] = (x[row] - TensorPrimitives.Dot(factors[..row], x[..row])) / factors[row];
                }
            }
            for (var row = _size - 1; row >= 0; row--)
            {
                var factors = Row(row);
                for (var side = begin; side < end; side++)
                {
                    var x = sides.AsSpan(side * _size, _size);
                    x[row] /= factors[row];
                    TensorPrimitives.MultiplyAdd(factors[..row], -x[row], x[..row], x[..row]);
                }
            }
        });
    }

    Span<double> Row(int row) => _rows.AsSpan(row * _size, _size);

    // Elements of a row in a panel's columns, given those before them and the rows above; false where the matrix is not positive definite.
    bool Finish(int row, int first, int end)
    {
        var own = Row(row);
        for (var column = first; column < end; column++)
        {
            var above = Row(column);
            var rest = own[column] - TensorPrimitives.Dot(own[first..column], above[first..column]);
            if (column < row) own[column] = rest / above[column];
            else if (rest > 0) own[column] = Math.Sqrt(rest);
            else return false;
        }
        return true;
    }

    // What a finished panel contributes to some rows behind it.
    void Subtract(int first, int last, int begin)
    {
        var end = Math.Min(_size, begin + Group);
        for (var column = last; column < end; column++)
        {
            var above = Row(column)[first..last];
            for (var row = Math.Max(begin, column); row < end; row++)
            {
                var own = Row(row);
                own[column] -= TensorPrimitives.Dot(own[first..last], above);
            }
        }
    }
}
