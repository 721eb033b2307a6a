using Assay.Statistics;

namespace Assay.Sweeps;

/// <summary>
/// Points that fill the unit cube evenly: the Halton sequence, a prime base for each dimension, with every digit sent through a random
/// permutation of its own (Owen: "A randomized Halton algorithm in R", arXiv 1706.02808). Each point by itself is uniform; the first dimensions
/// are the most even.
/// </summary>
/// <param name="seed">Of the permutations.</param>
sealed class ScrambledHalton(ulong seed)
{
    readonly List<Digits> _dimensions = [];

    /// <summary>A coordinate, in 0 .. 1, 1 excluded.</summary>
    /// <param name="index">0-based, of the point.</param>
    /// <param name="dimension">0-based.</param>
    public double this[int index, int dimension]
    {
        get
        {
            while (_dimensions.Count <= dimension) _dimensions.Add(new Digits(NextPrime(), seed, _dimensions.Count));
            return _dimensions[dimension].Coordinate(index);
        }
    }

    int NextPrime()
    {
        for (var candidate = _dimensions.Count == 0 ? 2 : _dimensions[^1].Prime + 1; ; candidate++)
            if (!Enumerable.Range(2, Math.Max(0, (int)Math.Sqrt(candidate) - 1)).Any(divisor => candidate % divisor == 0))
                return candidate;
    }

    sealed class Digits
    {
        readonly int[][] _permutations;

        public Digits(int prime, ulong seed, int dimension)
        {
            Prime = prime;
            var generator = Draws.Of(seed, dimension);
            // As many digits as a double can tell apart; all are permuted, the leading zeros of an index as well.
            _permutations = new int[(int)(53 / Math.Log2(prime))][];
            for (var place = 0; place < _permutations.Length; place++)
            {
                var digits = _permutations[place] = [.. Enumerable.Range(0, prime)];
                for (var last = prime - 1; last > 0; last--)
                {
                    var other = generator.NextInt(last + 1);
                    (digits[last], digits[other]) = (digits[other], digits[last]);
                }
            }
        }

        public int Prime { get; }

        public double Coordinate(int index)
        {
            var (sum, weight) = (0.0, 1.0);
            foreach (var digits in _permutations)
            {
                weight /= Prime;
                sum += digits[index % Prime] * weight;
                index /= Prime;
            }
            return Math.Min(sum, 1 - 1.0 / (1L << 53));
        }
    }
}
