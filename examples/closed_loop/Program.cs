// Closed-loop stimulation of a Jansen-Rit column: every millisecond the controller reads the EEG and sets the drive.
// After five seconds it is switched on and quenches the alpha rhythm. The loop allocates nothing.
using System.Diagnostics;
using ClosedLoop;

const double Period = 1e-3;      // of the controller [s]
const long Substeps = 10;        // of the integrator in it
const double Drive = 220;        // without control [Hz]
const double Gain = 12;          // of the feedback [Hz/mV]

var column = new JansenRit();
var controller = new Controller(Drive, Gain);
Run(seconds: 0.1, isOn: false);  // the first call makes what the loop needs

long allocated = GC.GetAllocatedBytesForCurrentThread();
long started = Stopwatch.GetTimestamp();
double free = Run(seconds: 5, isOn: false);
double controlled = Run(seconds: 5, isOn: true);
double realTime = 10 / Stopwatch.GetElapsedTime(started).TotalSeconds;
allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

Console.WriteLine(FormattableString.Invariant($"EEG, peak to peak in the last second: {free:F2} mV without, {controlled:F2} mV with control"));
Console.WriteLine(FormattableString.Invariant($"{realTime:F0} times faster than real time, {allocated} bytes allocated in 10,000 turns of the loop"));
return controlled < free / 10 && allocated == 0 ? 0 : 1;

double Run(double seconds, bool isOn)
{
    int turns = (int)Math.Round(seconds / Period);
    double least = double.PositiveInfinity;
    double greatest = double.NegativeInfinity;
    for (int turn = 0; turn < turns; turn++)
    {
        double eeg = column.Eeg;
        double drive = controller.Update(eeg, Period);
        column.P = isOn ? drive : Drive;
        column.Step(Period / Substeps, Substeps);
        if (turn >= turns - (1 / Period))
        {
            (least, greatest) = (Math.Min(least, eeg), Math.Max(greatest, eeg));
        }
    }

    return greatest - least;
}
