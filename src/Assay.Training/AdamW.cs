using Assay.Tensors;

namespace Assay.Training;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019): p shrinks by rate x decay before the step. (torch.optim.AdamW)</summary>
public sealed class AdamW(
    IEnumerable<(string Name, Parameter Parameter)> parameters,
    double learningRate = 1e-3,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8,
    double weightDecay = 1e-2)
    : AdaptiveMoments(parameters, learningRate, beta1, beta2, epsilon, weightDecay, decoupled: true);
