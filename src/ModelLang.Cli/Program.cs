using System.Runtime.InteropServices;
using System.Text;
using ModelLang.Cli;

using var interrupt = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

// Without flushing after each write: a result may be a million lines. The command line flushes at the end.
var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 1 << 16);
bool plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
bool terminal = !Console.IsErrorRedirected;
return CommandLine.Run(
    args, new Terminal(output, Console.Error, terminal, !plain && !Console.IsOutputRedirected, !plain && terminal), interrupt.Token);

// The first signal ends the run with what is recorded; a second one ends the process.
void Interrupt(PosixSignalContext context)
{
    context.Cancel = !interrupt.IsCancellationRequested;
    interrupt.Cancel();
}
