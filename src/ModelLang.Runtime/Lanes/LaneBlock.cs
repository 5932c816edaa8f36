using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelLang.Runtime;

/// <summary>The numbers that many simulators of one class step with: a lane each, so that one instruction works on several of them.</summary>
/// <remarks>
/// Element k of eight neighbouring lanes lies in eight neighbouring numbers, one vector of 512 bits or two of 256; all elements of these eight lanes follow
/// each other. The elements are the states first, then what the emitted class says.
/// </remarks>
public sealed class LaneBlock
{
    /// <summary>How many lanes lie side by side.</summary>
    public const int Group = 8;

    // A vector of 512 bits; one that lies across two lines of the cache takes twice as long.
    private const int LineBytes = 64;

    private readonly double[] _elements;
    private readonly int _start;
    private readonly int _stride;

    /// <summary>Makes a block of zeros.</summary>
    /// <param name="lanes">How many lanes are needed, at least one; there is room for a multiple of <see cref="Group"/>.</param>
    /// <param name="elements">Numbers per lane.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one lane or element.</exception>
    public LaneBlock(int lanes, int elements)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(elements, 1);
        Count = (lanes + Group - 1) / Group * Group;
        _stride = elements * Group;
        _elements = GC.AllocateArray<double>((Count * elements) + (LineBytes / sizeof(double)), pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(_elements, 0);
        _start = (int)((LineBytes - (address % LineBytes)) % LineBytes) / sizeof(double);
    }

    /// <summary>Number of lanes, a multiple of <see cref="Group"/>.</summary>
    public int Count { get; }

    /// <summary>The first element of a lane; element k is 8*k numbers on.</summary>
    /// <param name="lane">The lane, from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref double At(int lane) => ref _elements[_start + ((lane / Group) * _stride) + (lane % Group)];

    /// <summary>An element of a lane.</summary>
    /// <param name="lane">The lane, from 0.</param>
    /// <param name="element">The element, from 0.</param>
    public double this[int lane, int element]
    {
        get => _elements[_start + ((lane / Group) * _stride) + (element * Group) + (lane % Group)];
        set => _elements[_start + ((lane / Group) * _stride) + (element * Group) + (lane % Group)] = value;
    }

    /// <summary>Copies the first elements of a lane, such as its states.</summary>
    /// <param name="lane">The lane, from 0.</param>
    /// <param name="values">Receives them.</param>
    public void Read(int lane, Span<double> values)
    {
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = this[lane, k];
        }
    }

    /// <summary>Sets the first elements of a lane, such as its states.</summary>
    /// <param name="lane">The lane, from 0.</param>
    /// <param name="values">Their values.</param>
    public void Write(int lane, ReadOnlySpan<double> values)
    {
        for (int k = 0; k < values.Length; k++)
        {
            this[lane, k] = values[k];
        }
    }
}
