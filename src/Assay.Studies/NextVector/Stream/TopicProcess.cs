using System.Numerics;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>
/// A linear-Gaussian process of documents as sequences of vectors, x_t = m + o + z_t + e_t: one mean for all, an offset of the document, a topic that
/// drifts, z_(t+1) = a z_t + w_t, and noise. In a random orthogonal basis it falls apart into planes, complex numbers, so that the best prediction is known in closed
/// form (<see cref="TopicFilter"/>). A turn of a plane (the angle of a) is what tells forwards from backwards.
/// </summary>
sealed class TopicProcess
{
    // Of the mean squared length of a vector, which is 1.
    readonly double _mean;

    /// <param name="width">Width of a vector; even.</param>
    /// <param name="mean">Share of the mean vector in the squared length.</param>
    /// <param name="offset">Share of the document's offset.</param>
    /// <param name="drift">Share of the drifting topic; what is left is noise.</param>
    /// <param name="turn">Largest angle that a plane of the topic turns by from a vector to the next, in radians.</param>
    /// <param name="seed">Draws mean, basis and angles.</param>
    /// <exception cref="ArgumentException">The width is odd, or the shares leave no noise.</exception>
    public TopicProcess(int width, double mean, double offset, double drift, double turn, ulong seed)
    {
        Check(width, mean, offset, drift);
        (Width, _mean) = (width, mean);
        var rng = new Rng(seed).Split("process");
        var angles = rng.Split("angles");
        var planes = width / 2;
        // A few strong directions and a long tail, as sentence vectors have, however wide they are; the strong ones drift slowly.
        var strength = Enumerable.Range(0, planes).Select(plane => 1 / (1 + (plane / 2.0))).ToArray();
        var total = strength.Sum();
        var noise = 1 - mean - offset - drift;
        Planes = [.. strength.Select((share, plane) => new TopicPlane(
            offset * share / total, drift * share / total, noise * (0.5 / planes + (0.5 * share / total)),
            Complex.FromPolarCoordinates(0.97 - (0.5 * Math.Min(1, plane / 32.0)), turn * ((2 * angles.NextDouble()) - 1))))];
        Basis = OrthogonalBasis.Draw(width, rng.Split("basis"));
        Mean = MeanVector(rng.Split("mean"));
    }

    /// <summary>Width of a vector.</summary>
    public int Width { get; }

    /// <summary>The planes; columns 2i and 2i + 1 of <see cref="Basis"/> span the i-th.</summary>
    public IReadOnlyList<TopicPlane> Planes { get; }

    /// <summary>(width, width) orthogonal: a row of plane coordinates times its transpose is a vector.</summary>
    public Tensor Basis { get; }

    /// <summary>(width) the mean vector.</summary>
    public float[] Mean { get; }

    /// <summary>Refuses what cannot be drawn.</summary>
    /// <exception cref="ArgumentException">The width is odd, or the shares leave no noise.</exception>
    public static void Check(int width, double mean, double offset, double drift)
    {
        if (width < 2 || width % 2 != 0) throw new ArgumentException($"The stream's width is {width}; needed: an even number of at least 2.", nameof(width));
        if (!(1 - mean - offset - drift > 0))
            throw new ArgumentException($"mean {mean}, offset {offset} and drift {drift} leave no noise; needed: shares whose sum is below 1.", nameof(mean));
    }

    /// <summary>Vectors of a document, (length, width), drawn from a generator.</summary>
    public Tensor Draw(int length, Rng rng)
    {
        var coordinates = Tensor.Zeros(length, Width);
        var span = coordinates.Span;
        for (var plane = 0; plane < Planes.Count; plane++)
        {
            var (offset, drift, noise, step) = Planes[plane];
            var o = Normal(rng, offset);
            var z = Normal(rng, drift);
            var innovation = drift * (1 - (step.Magnitude * step.Magnitude));
            for (var t = 0; t < length; t++)
            {
                if (t > 0) z = (step * z) + Normal(rng, innovation);
                var x = o + z + Normal(rng, noise);
                (span[(t * Width) + (2 * plane)], span[(t * Width) + (2 * plane) + 1]) = ((float)x.Real, (float)x.Imaginary);
            }
        }
        return coordinates.MatMul(Basis, transposeB: true) + Tensor.From(Mean, Width);
    }

    // A circular complex normal number: each part has half of the variance.
    static Complex Normal(Rng rng, double variance)
    {
        var deviation = Math.Sqrt(variance / 2);
        return new Complex(rng.NextNormal() * deviation, rng.NextNormal() * deviation);
    }

    float[] MeanVector(Rng rng)
    {
        var values = new double[Width];
        for (var i = 0; i < Width; i++) values[i] = rng.NextNormal();
        var scale = Math.Sqrt(_mean / values.Sum(value => value * value));
        return [.. values.Select(value => (float)(value * scale))];
    }
}
