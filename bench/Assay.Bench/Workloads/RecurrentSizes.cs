namespace Assay.Bench.Workloads;

/// <summary>Sizes of a <see cref="RecurrentWorkload"/>.</summary>
/// <param name="Kind">"rnn", "lstm" or "gru".</param>
/// <param name="Inputs">Width of the input.</param>
/// <param name="Hidden">Width of the state.</param>
/// <param name="Outputs">Width of the head's output.</param>
/// <param name="Batch">Sequences side by side.</param>
/// <param name="Time">Time steps in a window.</param>
sealed record RecurrentSizes(string Kind, int Inputs, int Hidden, int Outputs, int Batch, int Time);
