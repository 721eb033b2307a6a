namespace Assay.Runs;

/// <summary>How much of the gradient reached each step of a recurrent net at one training step.</summary>
/// <param name="Step">Optimizer updates done, this one included.</param>
/// <param name="Epoch">Number of the epoch.</param>
/// <param name="Net">The net's name, such as <c>encoder.rnn.nets.0.l0</c>.</param>
/// <param name="Reverse">True where it reads time backwards.</param>
/// <param name="Retention">Norm at the step computed first over that at the step computed last.</param>
/// <param name="Norms">(time): norm of dL/dh_t, mean over the batch; NaN where no sequence has the step.</param>
public sealed record GradientCurve(long Step, int Epoch, string Net, bool Reverse, double Retention, double[] Norms);
