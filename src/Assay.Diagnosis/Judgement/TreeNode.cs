namespace Assay.Diagnosis;

/// <summary>A node of a tree; a leaf has no sign.</summary>
/// <param name="Sign">Index of the sign that is asked about; -1 for a leaf.</param>
/// <param name="Limit">Up to it goes left.</param>
/// <param name="MissingLeft">Where a sign goes that was not measured.</param>
/// <param name="Left">Index of the left child.</param>
/// <param name="Right">Index of the right child.</param>
/// <param name="Value">Of a leaf: what it adds to the log odds.</param>
sealed record TreeNode(int Sign, double Limit, bool MissingLeft, int Left, int Right, double Value);
