/**
 * Sine, cosine and tangent with the same bits on every machine and in every engine. `Math.sin` is whatever the engine
 * was built with: two builds of one engine differ in the last bit of some 3 % of arguments, so that an episode
 * simulated in the page would not replay exactly in the core. Here are only + - * / and rounding, which IEEE 754 fixes.
 *
 * Method and constants: fdlibm 5.3 (Sun Microsystems, 1993), `k_sin.c`, `k_cos.c`, `e_rem_pio2.c`: an angle is brought
 * within pi/4 by multiples of pi/2 held in pieces, then a polynomial of degree 13 or 14. Error below one unit in the
 * last place.
 */
const twoOverPi = 6.366197723675814e-1;
/** pi/2 in pieces of 33 bits, each with what is left after it to 53 bits. */
const piece1 = 1.5707963267341256;
const rest1 = 6.077100506506192e-11;
const piece2 = 6.077100506303966e-11;
const rest2 = 2.0222662487959506e-21;
const piece3 = 2.0222662487111665e-21;
const rest3 = 8.4784276603689e-32;
/** Shares of an angle below which so many bits cancelled that the next piece is needed. */
const thin = 2 ** -16;
const thinner = 2 ** -49;
/** Multiples of a piece are exact up to here. */
const largest = 2 ** 19 * Math.PI;

/** -1/3!, nearly. */
const third = -1.6666666666666632e-1;

/** sin(x + y) for |x| <= pi/4 and y far below it. */
function sineNear0(x: number, y: number): number {
  // Also what keeps the sign of 0.
  if (Math.abs(x) < 2 ** -27) return x;
  const z = x * x;
  const v = z * x;
  const r =
    8.33333333332249e-3 +
    z *
      (-1.984126982985795e-4 +
        z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  if (y === 0) return x + v * (third + z * r);
  return x - (z * (0.5 * y - v * r) - y - v * third);
}

/** cos(x + y) for |x| <= pi/4 and y far below it. */
function cosineNear0(x: number, y: number): number {
  const z = x * x;
  const r =
    z *
    (4.16666666666666e-2 +
      z *
        (-1.388888888887411e-3 +
          z *
            (2.480158728947673e-5 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const size = Math.abs(x);
  if (size < 0.3) return 1 - (0.5 * z - (z * r - x * y));
  // Near 0.28 both 1 - q and z/2 - q are exact, so nothing of z/2 is lost against 1.
  const grid = size < 0.5 ? 2 ** 24 : 2 ** 23;
  const q = size > 0.78125 ? 0.28125 : Math.floor(0.25 * size * grid) / grid;
  return 1 - q - (0.5 * z - q - (z * r - x * y));
}

/** The sine of an angle that was turned on by so many quarters. */
function turned(angle: number, quarters: number): number {
  let x = Math.abs(angle);
  if (x <= Math.PI / 4) return quarters === 0 ? sineNear0(angle, 0) : cosineNear0(angle, 0);
  // Too large to be reduced exactly: whole turns go first, to about the last bit that such an angle has.
  if (x > largest) x %= 2 * Math.PI;
  const turns = Math.floor(x * twoOverPi + 0.5);
  let left = x - turns * piece1;
  let rest = turns * rest1;
  let high = left - rest;
  if (Math.abs(high) < x * thin) {
    const before = left;
    left = before - turns * piece2;
    rest = turns * rest2 - (before - left - turns * piece2);
    high = left - rest;
    if (Math.abs(high) < x * thinner) {
      const between = left;
      left = between - turns * piece3;
      rest = turns * rest3 - (between - left - turns * piece3);
      high = left - rest;
    }
  }
  const low = left - high - rest;
  // An odd function of a negative angle, an even one where a quarter was added.
  const negative = angle < 0 && quarters === 0;
  const quarter = (turns + quarters) % 4;
  const value = quarter % 2 === 0 ? sineNear0(high, low) : cosineNear0(high, low);
  return quarter >= 2 !== negative ? -value : value;
}

/**
 * The sine of an angle.
 *
 * @param angle radians; beyond 2^19 pi whole turns of 2 pi as a double go first; NaN and infinities give NaN
 */
export const sin = (angle: number): number => turned(angle, 0);

/** The cosine of an angle; see {@link sin}. */
export const cos = (angle: number): number => turned(angle, 1);

/** The tangent of an angle, sin / cos, within two units in the last place; see {@link sin}. */
export const tan = (angle: number): number => sin(angle) / cos(angle);
