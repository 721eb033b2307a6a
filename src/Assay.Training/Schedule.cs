namespace Assay.Training;

/// <summary>
/// What the base learning rate is multiplied by for the step (or epoch) with this 0-based index. Any function will do;
/// <see cref="Schedules"/> has the usual ones.
/// </summary>
public delegate double Schedule(long step);
