using System.Text.Json;
using ModelLang.Runtime;

namespace Streaming;

/// <summary>Streams a population of theta neurons.</summary>
internal static class ThetaStream
{
    private const double Step = 0.01;
    private const int StepsPerSample = 10;
    private const double LongestDuration = 1e6;

    private static readonly byte[] s_newLine = "\n"u8.ToArray();

    /// <summary>Answers with samples of time and firing rate until the duration is over or nobody listens any more.</summary>
    /// <param name="context">The request.</param>
    /// <param name="J">Coupling strength.</param>
    /// <param name="I_ext">External input.</param>
    /// <param name="duration">How long to simulate, in units of the membrane time constant.</param>
    public static async Task Answer(HttpContext context, double? J, double? I_ext, double? duration)
    {
        var model = new ThetaRecurrent();
        double end = duration ?? 100;
        try
        {
            model.J = J ?? model.J;
            model.P.I_ext = I_ext ?? model.P.I_ext;
        }
        catch (ArgumentOutOfRangeException e)
        {
            await Refuse(context, e.Message);
            return;
        }

        if (end is not (> 0 and <= LongestDuration))
        {
            await Refuse(context, $"the duration must be positive and at most {LongestDuration:F0}");
            return;
        }

        context.Response.ContentType = "application/x-ndjson";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        try
        {
            await WriteLine(context, json, model);
            for (long sample = 1; sample * StepsPerSample * Step <= end; sample++)
            {
                model.Step(Step, StepsPerSample);
                await WriteLine(context, json, model);
            }
        }
        catch (NumericalFailureException e)
        {
            json.WriteStartObject();
            json.WriteString("error", e.Message);
            json.WriteEndObject();
            await EndLine(context, json);
        }
    }

    private static Task WriteLine(HttpContext context, Utf8JsonWriter json, ThetaRecurrent model)
    {
        json.WriteStartObject();
        json.WriteNumber("t", model.Time);
        json.WriteNumber("r", model.P.R);
        json.WriteEndObject();
        return EndLine(context, json);
    }

    private static async Task EndLine(HttpContext context, Utf8JsonWriter json)
    {
        await json.FlushAsync(context.RequestAborted);
        json.Reset();
        await context.Response.BodyWriter.WriteAsync(s_newLine, context.RequestAborted);
    }

    private static Task Refuse(HttpContext context, string reason)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync(reason, context.RequestAborted);
    }
}
