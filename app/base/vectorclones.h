#pragma once

/// Before a function that works on pixels: compiled twice, and the processor's widest instructions (AVX2) are
/// taken when the program starts. Plain SSE code waits at each step after code with wide registers, such as
/// Qt's fills: the same strokes took three times as long. Both give the same results (no fused multiply-add).
/// Not under sanitizers, whose checks do not run yet when the choice is made.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(MARZ_SANITIZE)
#define MARZ_VECTOR_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define MARZ_VECTOR_CLONES
#endif
