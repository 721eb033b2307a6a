namespace Assay.Training;

/// <summary>What is wrong with the gradients.</summary>
/// <param name="Name">Stable, such as <c>vanishing</c>.</param>
/// <param name="Title">One sentence.</param>
/// <param name="Evidence">The measured numbers behind it.</param>
/// <param name="Advice">What to try.</param>
public sealed record GradientWarning(string Name, string Title, string Evidence, string Advice);
