// One product of weights with what the sources send, as straightforward C: dense rows, compressed rows, and a matrix of delays over a ring of rows
// with linear interpolation. Prints microseconds a product and a number made of the result. Usage: network dense|sparse|delayed UNITS PRODUCTS
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec + 1e-9 * t.tv_nsec; }

static void *room(size_t bytes) { return aligned_alloc(64, (bytes + 63) / 64 * 64); }

static double weight(long k) { return (k * 7919 % 1000 - 400) / 1000.; }

__attribute__((noinline)) static void dense(const double *W, const double *x, double *y, int n) {
    for (int i = 0; i < n; i++) {
        double s = 0;
        const double *w = W + (long)i * n;
        for (int j = 0; j < n; j++) s += w[j] * x[j];
        y[i] = s;
    }
}

__attribute__((noinline)) static void sparse(const int *start, const int *source, const double *W, const double *x, double *y, int n) {
    for (int i = 0; i < n; i++) {
        double s = 0;
        for (int c = start[i]; c < start[i + 1]; c++) s += W[c] * x[source[c]];
        y[i] = s;
    }
}

// lag: whole steps back, rounded up; part: what the newer of two rows counts. Row r of the past is ring[r % rows].
__attribute__((noinline)) static void delayed(const double *W, const int *lag, const double *part, const double *ring, int rows, long row, double *y, int n) {
    for (int i = 0; i < n; i++) {
        double s = 0;
        for (int j = 0; j < n; j++) {
            long c = (long)i * n + j, older = (row - lag[c]) % rows, newer = (row - lag[c] + 1) % rows;
            s += W[c] * ((1 - part[c]) * ring[older * n + j] + part[c] * ring[newer * n + j]);
        }
        y[i] = s;
    }
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    int n = atoi(argv[2]);
    long products = atol(argv[3]);
    double *x = room(8L * n), *y = room(8L * n), seconds = 0;
    for (int i = 0; i < n; i++) x[i] = 0.01 * i;
    if (strcmp(argv[1], "dense") == 0) {
        double *W = room(8L * n * n);
        for (long k = 0; k < (long)n * n; k++) W[k] = weight(k);
        for (int round = 0; round < 2; round++) {
            seconds = now();
            for (long p = 0; p < products; p++) { dense(W, x, y, n); x[0] = 1e-9 * y[0]; }
            seconds = now() - seconds;
        }
    } else if (strcmp(argv[1], "sparse") == 0) {
        // A hundred sources for each target, at irregular distances.
        int k = 100, *start = room(4L * (n + 1)), *source = room(4L * n * k);
        double *W = room(8L * n * k);
        for (int i = 0; i < n; i++)
            for (int m = 0; m < k; m++) {
                long c = (long)i * k + m;
                source[c] = (int)(((long)m * n + c * 7919 % n) / k);
                W[c] = weight(c);
            }
        for (int i = 0; i <= n; i++) start[i] = i * k;
        for (int round = 0; round < 2; round++) {
            seconds = now();
            for (long p = 0; p < products; p++) { sparse(start, source, W, x, y, n); x[0] = 1e-9 * y[0]; }
            seconds = now() - seconds;
        }
    } else {
        // Delays of 10 to 260 steps.
        int rows = 264, *lag = room(4L * n * n);
        double *W = room(8L * n * n), *part = room(8L * n * n), *ring = room(8L * rows * n);
        for (long c = 0; c < (long)n * n; c++) {
            double steps = 10 + 250 * (c * 7907 % 100003 / 100003.);
            W[c] = weight(c);
            lag[c] = (int)steps + 1;
            part[c] = lag[c] - steps;
        }
        for (long r = 301 - rows; r <= 300; r++) for (int j = 0; j < n; j++) ring[r % rows * n + j] = 0.001 * r + 0.01 * j;
        for (int round = 0; round < 2; round++) {
            seconds = now();
            for (long p = 0; p < products; p++) delayed(W, lag, part, ring, rows, 300 - (p & 1), y, n);
            seconds = now() - seconds;
        }
    }
    double sum = 0;
    for (int i = 0; i < n; i++) sum += y[i];
    printf("%.4f %.9g\n", seconds / products * 1e6, sum);
    return 0;
}
