using System.Numerics;

namespace Assay.Studies.NextVector;

/// <summary>
/// The Kalman filter (1960) of one plane of a <see cref="TopicProcess"/>: what is known of offset and topic after the vectors so far, and with it the best
/// prediction of the vectors to come. Starts from the stationary distribution, so a context may begin anywhere in a document.
/// </summary>
struct TopicFilter(TopicPlane plane)
{
    // Means of offset and topic, and their Hermitian covariance.
    Complex _offset, _topic, _both = Complex.Zero;
    double _offsetVariance = plane.Offset, _topicVariance = plane.Drift;

    /// <summary>The best guesses of the document's offset and of the topic at the next place.</summary>
    public readonly (Complex Offset, Complex Topic) Known => (_offset, _topic);

    /// <summary>The best prediction of the vector so many places ahead of the last one seen; 1 is the next.</summary>
    public readonly Complex Predict(int ahead = 1) => _offset + (Complex.Pow(plane.Step, ahead - 1) * _topic);

    /// <summary>Mean squared error of the prediction of the next vector.</summary>
    public readonly double Variance => _offsetVariance + _topicVariance + (2 * _both.Real) + plane.Noise;

    /// <summary>Takes in a vector, less the mean, and goes on to the next place.</summary>
    public void Observe(Complex value)
    {
        // Observation is offset + topic + noise; the gains are the covariances with it over its variance.
        var variance = Variance;
        var offsetGain = (_offsetVariance + _both) / variance;
        var topicGain = (_topicVariance + Complex.Conjugate(_both)) / variance;
        var surprise = value - _offset - _topic;
        var (offset, topic) = (_offset + (offsetGain * surprise), _topic + (topicGain * surprise));
        var both = _both - (offsetGain * Complex.Conjugate(topicGain) * variance);
        var offsetVariance = _offsetVariance - (Square(offsetGain) * variance);
        var topicVariance = _topicVariance - (Square(topicGain) * variance);
        // One step of time: only the topic moves.
        var kept = Square(plane.Step);
        (_offset, _topic) = (offset, plane.Step * topic);
        (_offsetVariance, _topicVariance) = (offsetVariance, (kept * topicVariance) + (plane.Drift * (1 - kept)));
        _both = both * Complex.Conjugate(plane.Step);
    }

    /// <summary>Weights of the vectors of a context, the oldest first, in the best prediction so many places ahead.</summary>
    public static Complex[] Weights(TopicPlane plane, int context, int ahead = 1)
    {
        var weights = new Complex[context];
        for (var place = 0; place < context; place++)
        {
            var filter = new TopicFilter(plane);
            for (var t = 0; t < context; t++) filter.Observe(t == place ? Complex.One : Complex.Zero);
            weights[place] = filter.Predict(ahead);
        }
        return weights;
    }

    static double Square(Complex value) => (value.Real * value.Real) + (value.Imaginary * value.Imaginary);
}
