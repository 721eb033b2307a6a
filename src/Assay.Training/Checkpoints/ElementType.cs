namespace Assay.Training;

/// <summary>The type of the elements of a stored tensor, under the names of the safetensors format.</summary>
public enum ElementType
{
    F32,
    F64,
    I64,
    I32,
    U8,
    BOOL,
}
