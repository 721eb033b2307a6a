namespace Assay.Tests.Golden;

/// <summary>A recorded array; asking for another type than the recorded one is an InvalidCastException.</summary>
sealed class GoldenTensor(int[] shape, Array values)
{
    /// <summary>The extents; empty for a single number.</summary>
    public int[] Shape => shape;

    /// <summary>The values in row-major order, whatever their type.</summary>
    public Array Values => values;

    /// <summary>Tensor data.</summary>
    public float[] Floats => (float[])values;

    /// <summary>Rates and distribution parameters.</summary>
    public double[] Doubles => (double[])values;

    /// <summary>Indices, labels and counts.</summary>
    public int[] Ints => (int[])values;

    /// <summary>Masks.</summary>
    public bool[] Bools => (bool[])values;
}
