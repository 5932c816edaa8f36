// A simulation as a web service: GET /theta?J=15&I_ext=3&duration=100 answers with one JSON object a line, each as soon as it is computed.
using Streaming;

WebApplication app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "GET /theta?J=15&I_ext=3&duration=100");
app.MapGet("/theta", (HttpContext context, double? J, double? I_ext, double? duration) => ThetaStream.Answer(context, J, I_ext, duration));
app.Run();
