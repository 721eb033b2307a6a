using System.Numerics.Tensors;

namespace Assay.Data.Sequences;

/// <summary>Counts vectors that nothing can be learnt from: those with a value that is not finite, and those of zeros.</summary>
/// <param name="name">What errors call the array.</param>
/// <param name="unit">What its first axis counts.</param>
sealed class RowCheck(string name, string unit)
{
    int _broken, _zero;
    long _firstBroken = -1, _firstZero = -1;

    /// <summary>Looks at a vector that belongs to a place along the first axis.</summary>
    public void Look(ReadOnlySpan<float> row, long place)
    {
        var squares = TensorPrimitives.SumOfSquares(row);
        if (float.IsFinite(squares) && squares > 0) return;
        if (TensorPrimitives.IsFiniteAll(row))
        {
            if (TensorPrimitives.MaxMagnitude(row) > 0) return;
            if (_zero++ == 0) _firstZero = place;
        }
        else if (_broken++ == 0) _firstBroken = place;
    }

    /// <exception cref="InvalidDataException">There was such a vector.</exception>
    public void ThrowIfBad()
    {
        if (_broken > 0) throw Bad(_broken, "a value that is not finite", _firstBroken);
        if (_zero > 0) throw Bad(_zero, "nothing but zeros", _firstZero);
    }

    InvalidDataException Bad(int count, string what, long first) =>
        new($"{name}: has {count:N0} vector{(count == 1 ? "" : "s")} with {what}, the first in {unit} {first} (counted from 0); needed: finite vectors that are not zero.");
}
