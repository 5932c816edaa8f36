using System.Runtime.ExceptionServices;

namespace ModelLang.Runtime;

/// <summary>A number of threads that run one loop at a time together with the thread that asks for it.</summary>
/// <remarks>
/// Blocks are handed out by a ticket: the number of the loop in its high half, the next block in its low half. What the loop is may be written only while
/// the ticket is closed, that is, its block is <see cref="Closed"/>; whoever takes a block by compare-and-exchange therefore knows that what it read
/// before belongs to the same loop.
/// </remarks>
internal sealed class ThreadTeam(int threads)
{
    private const uint Closed = uint.MaxValue;

    // How many times a thread without work looks for some before it sleeps: some tens of microseconds.
    private const int Looks = 100;

    [ThreadStatic]
    private static bool s_inLoop;

    private readonly Lock _turn = new();
    private readonly SemaphoreSlim _wake = new(0);
    private long _ticket = Closed;
    private int _sleeping;
    private int _unfinished;
    private bool _started;
    private volatile bool _dismissed;
    private Action<int, int>? _body;
    private int _count;
    private int _grain;
    private int _blocks;
    private int _failedBlock;
    private ExceptionDispatchInfo? _failure;

    /// <summary>How many threads there are, with the one that asks.</summary>
    public int Threads { get; } = threads;

    /// <summary>How many threads sleep until there is a loop.</summary>
    public int Sleeping => Volatile.Read(ref _sleeping);

    /// <summary>Runs a loop of at least two blocks, and throws what its first failing block threw.</summary>
    public void Run(int count, int grain, Action<int, int> body)
    {
        if (Threads == 1 || s_inLoop || !_turn.TryEnter())
        {
            RunAlone(count, grain, body);
            return;
        }

        try
        {
            Start();
            s_inLoop = true;
            (_body, _count, _grain) = (body, count, grain);
            _blocks = (int)((count + (long)grain - 1) / grain);
            _unfinished = _blocks;
            uint loop = (uint)(_ticket >> 32) + 1;
            Interlocked.Exchange(ref _ticket, (long)loop << 32);
            Wake(_blocks - 1);

            TakeBlocks();
            SpinWait wait = default;
            while (Volatile.Read(ref _unfinished) > 0)
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }

            Interlocked.Exchange(ref _ticket, ((long)loop << 32) | Closed);
            _body = null;
            if (_failure is { } failure)
            {
                _failure = null;
                failure.Throw();
            }
        }
        finally
        {
            s_inLoop = false;
            _turn.Exit();
        }
    }

    /// <summary>Lets the threads end after the loop they may be in.</summary>
    public void Dismiss()
    {
        _dismissed = true;
        Interlocked.MemoryBarrier();
        Wake(Threads);
    }

    private void Wake(int most)
    {
        int sleeping = TakeSleeping(most);
        if (sleeping > 0)
        {
            _wake.Release(sleeping);
        }
    }

    private int TakeSleeping(int most)
    {
        while (true)
        {
            int sleeping = Volatile.Read(ref _sleeping);
            int taken = Math.Min(sleeping, most);
            if (taken == 0 || Interlocked.CompareExchange(ref _sleeping, sleeping - taken, sleeping) == sleeping)
            {
                return taken;
            }
        }
    }

    private static void RunAlone(int count, int grain, Action<int, int> body)
    {
        for (long from = 0; from < count; from += grain)
        {
            body((int)from, (int)Math.Min(from + grain, count));
        }
    }

    private void Start()
    {
        if (_started)
        {
            return;
        }

        _started = true;
        for (int i = 1; i < Threads; i++)
        {
            new Thread(Work) { IsBackground = true, Name = $"ModelLang worker {i}" }.Start();
        }
    }

    private void Work()
    {
        s_inLoop = true;
        long seen = Closed;
        while (!_dismissed)
        {
            if (LookOut(seen))
            {
                seen = Volatile.Read(ref _ticket) >> 32;
                TakeBlocks();
            }
            else
            {
                // Once counted as sleeping, a thread waits unless it takes itself off the count: whoever else does wakes it.
                Interlocked.Increment(ref _sleeping);
                if (!(IsNew(seen) || _dismissed) || TakeSleeping(1) == 0)
                {
                    _wake.Wait();
                }
            }
        }
    }

    private bool LookOut(long seen)
    {
        for (int look = 0; look < Looks; look++)
        {
            if (IsNew(seen))
            {
                return true;
            }

            Thread.SpinWait(1);
        }

        return false;
    }

    // Whether there is a loop other than the one last worked on, with blocks to take.
    private bool IsNew(long seen)
    {
        long ticket = Volatile.Read(ref _ticket);
        return ticket >> 32 != seen && (uint)ticket < Volatile.Read(ref _blocks);
    }

    private void TakeBlocks()
    {
        long ticket = Volatile.Read(ref _ticket);
        while (true)
        {
            uint block = (uint)ticket;
            if (block == Closed || block >= (uint)Volatile.Read(ref _blocks))
            {
                return;
            }

            (Action<int, int>? body, int count, int grain) = (_body, _count, _grain);
            long found = Interlocked.CompareExchange(ref _ticket, ticket + 1, ticket);
            if (found != ticket)
            {
                ticket = found;
                continue;
            }

            ticket++;
            RunBlock((int)block, body!, count, grain);
            Interlocked.Decrement(ref _unfinished);
        }
    }

    private void RunBlock(int block, Action<int, int> body, int count, int grain)
    {
        try
        {
            long from = (long)block * grain;
            body((int)from, (int)Math.Min(from + grain, count));
        }
        catch (Exception exception)
        {
            lock (_wake)
            {
                if (_failure is null || block < _failedBlock)
                {
                    _failure = ExceptionDispatchInfo.Capture(exception);
                    _failedBlock = block;
                }
            }
        }
    }
}
