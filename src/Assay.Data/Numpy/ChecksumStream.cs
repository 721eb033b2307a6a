using System.Buffers.Binary;

namespace Assay.Data.Numpy;

/// <summary>Reads an archive's entry and compares its bytes with the CRC-32 (ISO 3309, polynomial 0xEDB88320) that the archive keeps of them, when the last one is read.</summary>
sealed class ChecksumStream(Stream inner, string name, long length, uint expected) : Stream
{
    const uint Polynomial = 0xEDB88320;
    const int Slices = 8;

    static readonly uint[] Table = MakeTable();

    uint _crc = uint.MaxValue;
    long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        Add(buffer[..count]);
        _read += count;
        if (count > 0 && _read == length && ~_crc != expected) throw new InvalidDataException($"{name}: its bytes do not have the checksum that the archive keeps; the file is damaged.");
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    // Eight bytes at a time (Kounavis and Berry, "A Systematic Approach to Building High Performance Software-Based CRC Generators", 2005).
    void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            var (low, high) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc, BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
            crc = Of(7, low) ^ Of(6, low >> 8) ^ Of(5, low >> 16) ^ Of(4, low >> 24) ^ Of(3, high) ^ Of(2, high >> 8) ^ Of(1, high >> 16) ^ Of(0, high >> 24);
        }
        foreach (var value in bytes) crc = (crc >> 8) ^ Of(0, crc ^ value);
        _crc = crc;

        static uint Of(int slice, uint value) => Table[(slice * 256) + (int)(value & 0xFF)];
    }

    static uint[] MakeTable()
    {
        var table = new uint[Slices * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ Polynomial : crc >> 1;
            table[i] = crc;
        }
        for (var i = 256; i < table.Length; i++) table[i] = (table[i - 256] >> 8) ^ table[(int)(table[i - 256] & 0xFF)];
        return table;
    }
}
