using System.Numerics;

namespace Assay.Studies.NextVector;

/// <summary>One plane of a <see cref="TopicProcess"/>; variances are of the complex number, both parts together.</summary>
/// <param name="Offset">Variance of the document's offset.</param>
/// <param name="Drift">Variance of the topic, which is stationary.</param>
/// <param name="Noise">Variance of the noise.</param>
/// <param name="Step">What the topic is multiplied by from a vector to the next; its magnitude is below 1.</param>
readonly record struct TopicPlane(double Offset, double Drift, double Noise, Complex Step);
