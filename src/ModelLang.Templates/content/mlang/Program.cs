using ModelLang.Simulation.Experiments;
using MyNamespace;

NetworkPulse model = new();
var trajectory = model.Run().EnsureCompleted().Trajectory;
for (int i = 0; i < trajectory.Count; i++)
{
    Console.WriteLine($"{trajectory.Time.Values[i],5} ms {trajectory["rate"].Values[i],8:F3} Hz");
}
