    Experiment = new ExperimentDescription(
            "everything",
            "",
            Duration: 100,
            Discard: 20,
            Step: null,
            RelativeTolerance: null,
            AbsoluteTolerance: null,
            MaximumStep: null,
            Interval: 1,
            Seed: 0,
            Recordings:
            [
                new("q.x", 5),
                new("q.z.re", 6),
                new("q.z.im", 7),
                new("P.x", 0),
            ])
        {
            Sweep =
            [
                new(
                [
                    new(SweptKind.Parameter, 0, [5, 10, 20]),    // P.tau
                ]),
                new(
                [
                    new(SweptKind.Parameter, 3, [1000, 316.22776601683796, 100, 31.622776601683793, 10, 3.1622776601683795, 1, 0.31622776601683794, 0.1]),    // q.k
                ]),
                new(
                [
                    new(SweptKind.Input, 0, [    // q.u
                        -70, -69, -68, -67, -66, -65, -64, -63, -62, -61,
                        -60, -59, -58, -57, -56, -55, -54, -53, -52, -51,
                        -50,
                    ]),
                    new(SweptKind.State, 5, [], "start.csv", "sweep.mlang", "k", 1000),    // q.x
                ]),
                new(
                [
                    new(SweptKind.State, 9, [-0.001, 0.001]),    // q.a'
                ]),
                new(
                [
                    new(SweptKind.State, 0, [0.001, -0.3]),    // P.x
                ]),
                new(
                [
                    new(SweptKind.Seed, 0, [1, 2, 3, 4]),    // seed
                ]),
            ],
            ResultFile = "everything.npz",
        },
