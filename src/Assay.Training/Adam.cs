using Assay.Tensors;

namespace Assay.Training;

/// <summary>Adam (Kingma and Ba 2015); weight decay x parameter is added to the gradient. (torch.optim.Adam)</summary>
public sealed class Adam(
    IEnumerable<(string Name, Parameter Parameter)> parameters,
    double learningRate = 1e-3,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8,
    double weightDecay = 0)
    : AdaptiveMoments(parameters, learningRate, beta1, beta2, epsilon, weightDecay, decoupled: false);
