using System.Globalization;
using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting.Raster;

/// <summary>A sans serif font made of centre lines, drawn for this library to the advance widths of <see cref="FontMetrics"/>.</summary>
/// <remarks>
/// The table is in hundredths of the size, y upwards from the base line. <c>M x y</c> lifts the pen and sets it down,
/// <c>L x y</c> draws on, <c>A cx cy rx ry from to</c> draws on along an arc (degrees, counterclockwise if they grow;
/// after <c>U</c>, pen up, it starts there), <c>D x y</c> sets a dot.
/// </remarks>
internal static class StrokeFont
{
    private const double DegreesPerPoint = 12;

    private static readonly Dictionary<char, string> s_table = new()
    {
        ['!'] = "M 14 68 L 14 23 D 14 5",
        ['"'] = "M 11 68 L 11 50 M 24.5 68 L 24.5 50",
        ['#'] = "M 22 68 L 14 4 M 42 68 L 34 4 M 7 46 L 50 46 M 5 25 L 48 25",
        ['$'] = "A 27.8 49 17 14 25 270 A 27.8 20.5 18.5 14.5 90 -160 M 27.8 74 L 27.8 -5",
        ['%'] = "A 20 53 12 15 0 360 U A 69 19 12 15 0 360 M 63 68 L 26 4",
        ['&'] = "M 60 4 L 21 51 A 31 54 12 14 195 -50 L 16 30 A 28 19 20 15 140 300 A 30 26 26 22 300 370",
        ['\''] = "M 9.5 68 L 9.5 50",
        ['('] = "A 44 26.5 31 62 138 222",
        [')'] = "A -10.7 26.5 31 62 42 -42",
        ['*'] = "M 19.5 68 L 19.5 44 M 9 62 L 30 50 M 30 62 L 9 50",
        ['+'] = "M 29.2 53 L 29.2 11 M 8 32 L 50.4 32",
        [','] = "M 14.5 5 L 10.5 -9",
        ['-'] = "M 6 27 L 27 27",
        ['.'] = "D 13.9 5",
        ['/'] = "M 2.5 2 L 25.5 70",
        ['0'] = "A 27.8 36 19 32 0 360",
        ['1'] = "M 14 55 L 30 68 L 30 4",
        ['2'] = "A 27.5 49 18.5 19 165 -42 L 9.5 4 L 47 4",
        ['3'] = "A 27 52 16.5 16 155 -90 U A 27 20 19 16 90 -155 M 22 36 L 27 36",
        ['4'] = "M 38 4 L 38 68 L 7.5 21 L 48.5 21",
        ['5'] = "M 44 68 L 15.5 68 L 12 37.5 A 27 25 19.5 21 140 -155",
        ['6'] = "A 28 24.5 18.5 20.5 0 360 U A 29 36 19.5 32 38 180 L 9.5 24.5",
        ['7'] = "M 8.5 68 L 47 68 L 22 4",
        ['8'] = "A 27.8 52.5 15.5 15.5 0 360 U A 27.8 20.5 19 16.5 0 360",
        ['9'] = "A 27.6 47.5 18.5 20.5 0 360 U A 26.6 36 19.5 32 -142 0 L 46.1 47.5",
        [':'] = "D 13.9 5 D 13.9 46",
        [';'] = "M 14.5 5 L 10.5 -9 D 13.9 46",
        ['<'] = "M 50 52 L 8 32 L 50 12",
        ['='] = "M 8 42 L 50.4 42 M 8 22 L 50.4 22",
        ['>'] = "M 8 52 L 50 32 L 8 12",
        ['?'] = "A 27.8 51 17 17 170 -50 L 27.8 29 L 27.8 22 D 27.8 5",
        ['@'] = "A 48 30 20 20 0 360 M 71 52 L 66 20 A 77 22 11 11 190 290 A 51 28 42 42 -30 300",
        ['A'] = "M 6 4 L 33.3 68 L 60.7 4 M 15.8 27 L 50.9 27",
        ['B'] = "M 12 38 L 37 38 A 38 21 20 17 90 -90 L 12 4 L 12 68 L 37 68 A 37 53 17.5 15 90 -90",
        ['C'] = "A 37 36 27.5 32 40 320",
        ['D'] = "M 12 4 L 12 68 L 33 68 A 33 36 30 32 90 -90 L 12 4",
        ['E'] = "M 58 68 L 12 68 L 12 4 L 59 4 M 12 37.5 L 55 37.5",
        ['F'] = "M 55 68 L 12 68 L 12 4 M 12 37 L 49 37",
        ['G'] = "A 38 36 29 32 42 335 L 66 22 L 66 34 L 41 34 M 66 22 L 66 4",
        ['H'] = "M 12 4 L 12 68 M 60.2 4 L 60.2 68 M 12 37.5 L 60.2 37.5",
        ['I'] = "M 13.9 4 L 13.9 68",
        ['J'] = "M 38 68 L 38 23 A 22.5 23 15.5 19 0 -180",
        ['K'] = "M 12 4 L 12 68 M 57 68 L 12 27 M 27 40.5 L 60 4",
        ['L'] = "M 12 68 L 12 4 L 51 4",
        ['M'] = "M 11.5 4 L 11.5 68 L 41.6 8 L 71.8 68 L 71.8 4",
        ['N'] = "M 12 4 L 12 68 L 60.2 4 L 60.2 68",
        ['O'] = "A 38.9 36 31 32 0 360",
        ['P'] = "M 12 4 L 12 68 L 39 68 A 39 50.5 19.5 17.5 90 -90 L 12 33",
        ['Q'] = "A 38.9 36 31 32 0 360 M 46 18 L 69 0",
        ['R'] = "M 12 4 L 12 68 L 41 68 A 41 51.5 19 16.5 90 -90 L 12 35 M 41 35 L 61 4",
        ['S'] = "A 33.3 51.5 21 16.5 22 270 A 33.3 19.5 23 15.5 90 -160",
        ['T'] = "M 4 68 L 57 68 M 30.5 68 L 30.5 4",
        ['U'] = "M 12 68 L 12 28 A 36.1 28 24.1 24 180 360 L 60.2 68",
        ['V'] = "M 6 68 L 33.3 4 L 60.7 68",
        ['W'] = "M 5 68 L 26 4 L 47.2 68 L 68.4 4 L 89.4 68",
        ['X'] = "M 7 68 L 59.7 4 M 59.7 68 L 7 4",
        ['Y'] = "M 6 68 L 33.3 32 L 60.7 68 M 33.3 32 L 33.3 4",
        ['Z'] = "M 8 68 L 54 68 L 7 4 L 55 4",
        ['['] = "M 23 70 L 11 70 L 11 -16 L 23 -16",
        ['\\'] = "M 2.5 70 L 25.5 2",
        [']'] = "M 5 70 L 17 70 L 17 -16 L 5 -16",
        ['^'] = "M 8 40 L 23.5 68 L 39 40",
        ['_'] = "M 2 -10 L 53.6 -10",
        ['`'] = "M 11 70 L 21 58",
        ['a'] = "A 27 34.5 17 13.5 160 0 L 44 4 M 44 27.5 L 24 27.5 A 24 15.8 15 11.8 90 270 A 24 20 21 16 270 345",
        ['b'] = "M 10.5 68 L 10.5 4 U A 28.5 26 18 22 0 360",
        ['c'] = "A 27 26 18.5 22 45 315",
        ['d'] = "M 45 68 L 45 4 U A 27 26 18 22 0 360",
        ['e'] = "M 9.5 27.5 L 46.5 27.5 A 27.8 26 18.7 22 4 318",
        ['f'] = "M 12.5 4 L 12.5 57 A 22.5 57 10 11 180 85 M 3 48 L 25 48",
        ['g'] = "A 27 26 18 22 0 360 M 45 48 L 45 0 A 27 0 18 17 0 -150",
        ['h'] = "M 10.5 68 L 10.5 4 M 10.5 29 A 27.8 29 17.2 19 180 0 L 45 4",
        ['i'] = "M 11.1 48 L 11.1 4 D 11.1 66",
        ['j'] = "M 11.1 48 L 11.1 -7 A 2.1 -7 9 10 0 -85 D 11.1 66",
        ['k'] = "M 11 68 L 11 4 M 43 48 L 11 18.5 M 22 28.6 L 45 4",
        ['l'] = "M 11.1 68 L 11.1 4",
        ['m'] = "M 11 48 L 11 4 M 11 31 A 26.4 31 15.4 17 180 0 L 41.8 4 M 41.8 31 A 57.2 31 15.4 17 180 0 L 72.6 4",
        ['n'] = "M 10.5 48 L 10.5 4 M 10.5 29 A 27.8 29 17.2 19 180 0 L 45 4",
        ['o'] = "A 27.8 26 19.3 22 0 360",
        ['p'] = "M 10.5 48 L 10.5 -17 U A 28.5 26 18 22 0 360",
        ['q'] = "M 45 48 L 45 -17 U A 27 26 18 22 0 360",
        ['r'] = "M 11 48 L 11 4 M 11 28 A 28 28 17 20 180 95",
        ['s'] = "A 25 37 15 11 25 270 A 25 15 16.5 11 90 -158",
        ['t'] = "M 12.5 61 L 12.5 15 A 21.5 15 9 11 180 275 M 3 48 L 24 48",
        ['u'] = "M 10.5 48 L 10.5 23 A 27.7 23 17.2 19 180 360 M 45 48 L 45 4",
        ['v'] = "M 5 48 L 25 4 L 45 48",
        ['w'] = "M 5 48 L 20.5 4 L 36.1 48 L 51.7 4 L 67.2 48",
        ['x'] = "M 6 48 L 44 4 M 44 48 L 6 4",
        ['y'] = "M 5 48 L 25.5 4 M 45 48 L 22 -9 A 13 -7 9.5 10 -15 -100",
        ['z'] = "M 7 48 L 43 48 L 6 4 L 44 4",
        ['{'] = "M 26 70 L 20 70 L 16 66 L 16 32 L 9 27 L 16 22 L 16 -12 L 20 -16 L 26 -16",
        ['|'] = "M 13 70 L 13 -16",
        ['}'] = "M 7 70 L 13 70 L 17 66 L 17 32 L 24 27 L 17 22 L 17 -12 L 13 -16 L 7 -16",
        ['~'] = "M 8 28 A 19 30 10.5 8 180 45 L 32 31 A 39.5 34 10.5 8 225 360",
        ['\u2212'] = "M 8 32 L 50.4 32",
        ['\u00d7'] = "M 13 48 L 45.4 16 M 45.4 48 L 13 16",
        ['\u00b1'] = "M 29.2 58 L 29.2 22 M 8 40 L 50.4 40 M 8 8 L 50.4 8",
        ['\u00b7'] = "D 13.9 30",
        ['\u00b0'] = "A 20 57 10 11 0 360",
        ['\u00b5'] = "M 10.5 48 L 10.5 -17 M 10.5 23 A 27.7 23 17.2 19 180 360 M 45 48 L 45 4",
        ['\u2013'] = "M 2 27 L 53.6 27",
        ['\u2014'] = "M 2 27 L 98 27",
        ['\u2026'] = "D 17 5 D 50 5 D 83 5",
        ['\u03a9'] = "M 7 4 L 27 4 L 27 9 A 37.3 40 29 28 248 -68 L 47.6 4 L 67.6 4",
    };

    private static readonly Point[][] s_missing = Parse("M 8 4 L 8 68 L 52 68 L 52 4 L 8 4");
    private static readonly Dictionary<char, Point[][]> s_glyphs = s_table.ToDictionary(entry => entry.Key, entry => Parse(entry.Value));

    /// <summary>The strokes of a character relative to its size, y upwards; a stroke of one point is a dot.</summary>
    public static Point[][] Glyph(char c) =>
        char.IsWhiteSpace(c) ? [] : s_glyphs.GetValueOrDefault(Similar(c), s_missing);

    private static char Similar(char c) => c switch
    {
        '\u03bc' => '\u00b5', // mu, micro
        '\u2126' => '\u03a9', // ohm, omega
        _ => c,
    };

    private static Point[][] Parse(string glyph)
    {
        string[] words = glyph.Split(' ');
        var strokes = new List<List<Point>>();
        bool penUp = true;
        int next = 0;
        while (next < words.Length)
        {
            switch (words[next++])
            {
                case "U":
                    penUp = true;
                    break;
                case "M":
                    penUp = true;
                    Draw(Number(), Number());
                    break;
                case "L":
                    Draw(Number(), Number());
                    break;
                case "D":
                    penUp = true;
                    Draw(Number(), Number());
                    penUp = true;
                    break;
                case "A":
                    (double cx, double cy, double rx, double ry, double from, double to) =
                        (Number(), Number(), Number(), Number(), Number(), Number());
                    int pieces = (int)Math.Ceiling(Math.Abs(to - from) / DegreesPerPoint);
                    for (int i = 0; i <= pieces; i++)
                    {
                        (double sin, double cos) = Math.SinCos((from + (to - from) * i / pieces) * Math.PI / 180);
                        Draw(cx + rx * cos, cy + ry * sin);
                    }

                    break;
                case string other:
                    throw new FormatException($"'{other}' in glyph '{glyph}'");
            }
        }

        return [.. strokes.Select(s => s.ToArray())];

        double Number() => double.Parse(words[next++], CultureInfo.InvariantCulture);

        void Draw(double x, double y)
        {
            if (penUp)
            {
                strokes.Add([]);
                penUp = false;
            }

            strokes[^1].Add(new Point(x / 100, y / 100));
        }
    }
}
