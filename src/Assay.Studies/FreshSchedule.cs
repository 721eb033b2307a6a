namespace Assay.Studies;

/// <summary>How to go on with a run otherwise than exactly as before: model, optimizer and data as a checkpoint has them, and a new schedule of the learning rate.</summary>
/// <param name="Scheduler">One of <see cref="Training.RatePlan.Names"/>; it begins at 1 times <paramref name="Rate"/>.</param>
/// <param name="Epochs">How many epochs more; null for those that were planned and remain.</param>
/// <param name="Rate">The learning rate to begin with; null for that of the checkpoint's last step.</param>
/// <param name="Patience">Epochs without improvement that the scheduler "plateau" bears.</param>
/// <param name="From">The checkpoint: "last" or "best".</param>
public sealed record FreshSchedule(string Scheduler, int? Epochs = null, double? Rate = null, int Patience = 3, string From = "last");
