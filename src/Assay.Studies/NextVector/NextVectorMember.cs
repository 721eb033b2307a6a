using Assay.Runs;

namespace Assay.Studies.NextVector;

/// <summary>One trained network with what it came from.</summary>
/// <param name="Settings">What it was trained with.</param>
/// <param name="Network">The network, in evaluation mode.</param>
/// <param name="Record">Its run's record.</param>
/// <param name="Step">Updates after which it was stored.</param>
sealed record NextVectorMember(SettingValues Settings, NextVectorModel Network, RunRecord Record, long Step);
