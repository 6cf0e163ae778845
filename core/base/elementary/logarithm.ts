/**
 * The natural logarithm with the same bits on every machine and in every engine; why, see `sine.ts`.
 *
 * Method and constants: fdlibm 5.3 (Sun Microsystems, 1993), `e_log.c`: x = 2^k (1 + f) with 1 + f between sqrt(1/2) and
 * sqrt(2), log(1 + f) = 2 artanh(s) for s = f / (2 + f) by a polynomial in s^2. Error below one unit in the last place.
 */
const ln2High = 6.931471803691238e-1;
const ln2Low = 1.9082149292705877e-10;
const smallestNormal = 2 ** -1022;

const number = new Float64Array(1);
const words = new Int32Array(number.buffer);
// Numbers lie in memory with their low word first, on every machine that runs this.
const highWord = 1;
/** 2^-e by the exponent as it is stored, e + 1023. */
const scales = Float64Array.from({ length: 2047 }, (_, stored) => 2 ** (1023 - stored));

/** log(x) for x > 0; log(0) is -Infinity, log(Infinity) Infinity, and below 0 or for NaN it is NaN. */
export function log(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return Number.NaN;
  if (x === Infinity) return x;
  const lifted = x < smallestNormal;
  const normal = lifted ? x * 2 ** 54 : x;
  number[0] = normal;
  const stored = words[highWord] >> 20;
  const mantissa = words[highWord] & 0xfffff;
  // From sqrt(2) on half of it is taken.
  const halved = (mantissa + 0x95f64) >> 20;
  const k = stored - 1023 + halved - (lifted ? 54 : 0);
  const scaled = normal * scales[stored];
  const f = (halved === 1 ? 0.5 * scaled : scaled) - 1;
  if (Math.abs(f) < 2 ** -20) {
    const R = f * f * (0.5 - 3.333333333333333e-1 * f);
    return k === 0 ? f - R : k * ln2High - (R - k * ln2Low - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940942e-1 + w * (2.2222198432149784e-1 + w * 1.5313837699209373e-1));
  const odd =
    z *
    (6.666666666666735e-1 +
      w * (2.857142874366239e-1 + w * (1.818357216161805e-1 + w * 1.4798198605116586e-1)));
  const R = odd + even;
  // Around 1 f is split off exactly; elsewhere f^2/2 is, which loses less.
  if (((mantissa - 0x6147a) | (0x6b851 - mantissa)) > 0) {
    const half = 0.5 * f * f;
    return k === 0 ? f - (half - s * (half + R)) : k * ln2High - (half - (s * (half + R) + k * ln2Low) - f);
  }
  return k === 0 ? f - s * (f - R) : k * ln2High - (s * (f - R) - k * ln2Low - f);
}
