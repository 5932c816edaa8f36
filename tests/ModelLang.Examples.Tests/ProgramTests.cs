using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Xunit;

namespace ModelLang.Examples.Tests;

public sealed class ProgramTests
{
    [Fact]
    public void Both_doors_give_the_same_bits()
    {
        (int exitCode, string output) = ExampleProgram.Run("two_doors", "TwoDoors");

        Assert.Equal(0, exitCode);
        Assert.Contains("theta_recurrent, experiment step: 1001 samples", output, StringComparison.Ordinal);
        Assert.Contains("jansen_rit, experiment alpha: 751 samples", output, StringComparison.Ordinal);
        Assert.DoesNotContain("DIFFER", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Closed_loop_quenches_the_rhythm_without_allocating()
    {
        (int exitCode, string output) = ExampleProgram.Run("closed_loop", "ClosedLoop");

        Assert.Equal(0, exitCode);
        Assert.Contains(" 0 bytes allocated", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_streams_samples_and_refuses_impossible_values()
    {
        using Process service = ExampleProgram.Start("streaming", "Streaming", "--urls", "http://127.0.0.1:0");
        try
        {
            using HttpClient client = new() { BaseAddress = await Address(service), Timeout = TimeSpan.FromMinutes(1) };

            string[] lines = (await client.GetStringAsync("/theta?J=15&I_ext=3&duration=20")).TrimEnd('\n').Split('\n');
            Assert.Equal(201, lines.Length);
            using JsonDocument last = JsonDocument.Parse(lines[^1]);
            Assert.Equal(20, last.RootElement.GetProperty("t").GetDouble(), 1e-9);
            Assert.True(last.RootElement.GetProperty("r").GetDouble() > 0);

            using HttpResponseMessage refused = await client.GetAsync("/theta?duration=-1");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("duration", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

            string failed = await client.GetStringAsync("/theta?I_ext=1e300&duration=20");
            Assert.Contains("error", failed.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
        }
        finally
        {
            service.Kill(entireProcessTree: true);
        }
    }

    private static async Task<Uri> Address(Process service)
    {
        const string Announcement = "Now listening on: ";
        while (await service.StandardOutput.ReadLineAsync() is { } line)
        {
            int at = line.IndexOf(Announcement, StringComparison.Ordinal);
            if (at >= 0)
            {
                return new Uri(line[(at + Announcement.Length)..].Trim());
            }
        }

        throw new InvalidOperationException("The service ended before it listened.");
    }
}
