using System.Runtime.InteropServices;

namespace Assay.Tests.Tensors;

/// <summary>Native floats with a known pattern before and after them, which a kernel must leave alone.</summary>
sealed unsafe class GuardedBuffer : IDisposable
{
    const int Guard = 64;
    const float Mark = -12345.678f;

    readonly float* _memory;

    public GuardedBuffer(int count, Func<int, float> value)
    {
        Count = count;
        _memory = (float*)NativeMemory.Alloc((nuint)(count + (2 * Guard)) * sizeof(float));
        for (var i = 0; i < count + (2 * Guard); i++) _memory[i] = Mark;
        for (var i = 0; i < count; i++) Start[i] = value(i);
    }

    public int Count { get; }

    public float* Start => _memory + Guard;

    public Span<float> Span => new(Start, Count);

    public void AssertGuards(string what)
    {
        for (var i = 0; i < Guard; i++)
            if (_memory[i] != Mark || Start[Count + i] != Mark) Assert.Fail($"{what} wrote outside its {Count} elements");
    }

    public void Dispose() => NativeMemory.Free(_memory);
}
