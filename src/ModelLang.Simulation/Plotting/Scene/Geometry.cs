namespace ModelLang.Simulation.Plotting.Scene;

/// <summary>A place in the figure [pt], x to the right, y downwards.</summary>
internal readonly record struct Point(double X, double Y);

/// <summary>An upright rectangle [pt].</summary>
internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;
}
