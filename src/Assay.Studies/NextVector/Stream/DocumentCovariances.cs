using System.Numerics;

namespace Assay.Studies.NextVector;

/// <summary>Covariances of a plane's vectors within a document, and with the mean of those outside of a window.</summary>
sealed class DocumentCovariances(TopicPlane plane)
{
    readonly List<Complex> _powers = [Complex.One];

    /// <summary>
    /// Weights of a context's vectors, the oldest first, and of the query after them, in the best prediction; of the context alone where no vector lies outside
    /// of the window.
    /// </summary>
    /// <param name="length">Vectors of the document.</param>
    /// <param name="first">Place of the context's first vector.</param>
    /// <param name="context">Vectors of the context.</param>
    /// <param name="ahead">How far after the context the predicted vector is; 1 is the target.</param>
    public Complex[] Weights(int length, int first, int context, int ahead)
    {
        var outside = length - context - 1;
        if (outside == 0) return TopicFilter.Weights(plane, context, ahead);
        var target = first + context - 1 + ahead;
        // E[a conj(b)] of everything that is known, and of the target with it.
        var known = new Complex[context + 1, context + 1];
        var wanted = new Complex[context + 1];
        var spread = Complex.Zero;
        for (var s = 0; s < length; s++)
            if (s < first || s > first + context) spread += WithQuery(s);
        for (var i = 0; i < context; i++)
        {
            for (var j = 0; j < context; j++) known[i, j] = Lag(i - j);
            known[i, context] = WithQuery(first + i);
            known[context, i] = Complex.Conjugate(known[i, context]);
            wanted[i] = Lag(target - first - i);
        }
        known[context, context] = spread / outside;
        wanted[context] = WithQuery(target);
        return Solve(known, wanted);

        // With the mean of the vectors outside of the window: those of the document less those inside.
        Complex WithQuery(int place)
        {
            var sum = OfAll(length, place);
            for (var t = first; t <= first + context; t++) sum -= Lag(place - t);
            return sum / outside;
        }
    }

    // E[x_t conj(x_s)] of t - s.
    Complex Lag(int lag)
    {
        var drift = Power(Math.Abs(lag));
        return plane.Offset + (plane.Drift * (lag >= 0 ? drift : Complex.Conjugate(drift))) + (lag == 0 ? plane.Noise : 0);
    }

    // The sum of those of one vector with all of its document: two geometric series.
    Complex OfAll(int length, int place)
    {
        var before = (1 - Power(place + 1)) / (1 - plane.Step);
        var after = Complex.Conjugate((1 - Power(length - place)) / (1 - plane.Step)) - 1;
        return (length * plane.Offset) + plane.Noise + (plane.Drift * (before + after));
    }

    Complex Power(int exponent)
    {
        while (_powers.Count <= exponent) _powers.Add(_powers[^1] * plane.Step);
        return _powers[exponent];
    }

    // w with sum over i of w_i known[i, j] = wanted[j]; Gaussian elimination, since the matrix is positive definite.
    static Complex[] Solve(Complex[,] known, Complex[] wanted)
    {
        var count = wanted.Length;
        for (var pivot = 0; pivot < count; pivot++)
        {
            for (var j = pivot + 1; j < count; j++)
            {
                var factor = known[pivot, j] / known[pivot, pivot];
                for (var i = pivot; i < count; i++) known[i, j] -= factor * known[i, pivot];
                wanted[j] -= factor * wanted[pivot];
            }
        }
        for (var j = count - 1; j >= 0; j--)
        {
            for (var i = j + 1; i < count; i++) wanted[j] -= wanted[i] * known[i, j];
            wanted[j] /= known[j, j];
        }
        return wanted;
    }
}
