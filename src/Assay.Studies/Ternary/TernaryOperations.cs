using Assay.Tensors;

namespace Assay.Studies.Ternary;

/// <summary>
/// All 3^9 = 19,683 operations that take two ternary values to one: operation n has the digits of n in base 3, least significant first, each less 1.
/// There is nothing else to train or test on, so there is no split: every metric is over all of them.
/// </summary>
public static class TernaryOperations
{
    /// <summary>Digits of an operation: the entries of its truth table.</summary>
    public const int Digits = 9;

    /// <summary>3^9.</summary>
    public const int Count = 19683;

    /// <summary>Levels of the hierarchy: valuations 0 to 9.</summary>
    public const int Levels = Digits + 1;

    static readonly int[] Valuations = [.. Enumerable.Range(0, Count).Select(ComputeValuation)];
    static readonly int[] Sizes = [.. Enumerable.Range(0, Levels).Select(level => Valuations.Count(valuation => valuation == level))];

    /// <summary>Operations of each level, from 0: 13122, 4374, 1458, 486, 162, 54, 18, 6, 2, 1.</summary>
    public static IReadOnlyList<int> LevelSizes => Sizes;

    /// <summary>The level of every operation.</summary>
    internal static ReadOnlySpan<int> AllValuations => Valuations;

    /// <summary>
    /// The 3-adic valuation of an operation's index: the largest k with 3^k dividing n, 9 for n = 0 (which infinitely many powers divide): the
    /// number of leading digits that are -1. Index 0 is the operation that always answers -1.
    /// </summary>
    public static int Valuation(int index)
    {
        Require(index);
        return Valuations[index];
    }

    /// <summary>The digits of an operation, -1, 0 or 1, least significant first.</summary>
    public static int[] DigitsOf(int index)
    {
        Require(index);
        var digits = new int[Digits];
        for (var place = 0; place < Digits; place++, index /= 3) digits[place] = (index % 3) - 1;
        return digits;
    }

    /// <summary>The operation with these digits.</summary>
    /// <exception cref="ArgumentException">There are not nine, or one is not -1, 0 or 1.</exception>
    public static int IndexOf(ReadOnlySpan<int> digits)
    {
        if (digits.Length != Digits) throw new ArgumentException($"{digits.Length} digits given; needed: {Digits}", nameof(digits));
        var index = 0;
        for (var place = Digits - 1; place >= 0; place--)
            index = (3 * index) + (digits[place] is >= -1 and <= 1 ? digits[place] + 1 : throw new ArgumentException($"digit {place} is {digits[place]}; needed: -1, 0 or 1", nameof(digits)));
        return index;
    }

    /// <summary>Valuation of the difference of two indices: 3^-v is their 3-adic distance; 9 for equal ones.</summary>
    public static int PairValuation(int a, int b)
    {
        Require(a);
        Require(b);
        return Valuations[Math.Abs(a - b)];
    }

    /// <summary>Digits of some operations as a model reads them: (count, 9).</summary>
    public static Tensor Inputs(ReadOnlySpan<int> indices)
    {
        var rows = Tensor.Zeros(indices.Length, Digits);
        var values = rows.Span;
        for (var row = 0; row < indices.Length; row++)
            for (int place = 0, rest = indices[row]; place < Digits; place++, rest /= 3) values[(row * Digits) + place] = (rest % 3) - 1;
        return rows;
    }

    /// <summary>The class of each digit, 0 to 2, in the order of <see cref="Inputs"/>.</summary>
    public static int[] Classes(ReadOnlySpan<int> indices)
    {
        var classes = new int[indices.Length * Digits];
        for (var row = 0; row < indices.Length; row++)
            for (int place = 0, rest = indices[row]; place < Digits; place++, rest /= 3) classes[(row * Digits) + place] = rest % 3;
        return classes;
    }

    static int ComputeValuation(int index)
    {
        if (index == 0) return Digits;
        var valuation = 0;
        for (; index % 3 == 0; index /= 3) valuation++;
        return valuation;
    }

    static void Require(int index)
    {
        if ((uint)index >= Count) throw new ArgumentOutOfRangeException(nameof(index), index, $"needed: an operation from 0 to {Count - 1}");
    }
}
