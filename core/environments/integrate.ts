/** Writes dx/dt at `x` into `out`. */
export type Derivative = (x: Float64Array, out: Float64Array) => void;

/**
 * One step of the classical Runge-Kutta method of order 4, in place:
 * x += dt/6 (k1 + 2 k2 + 2 k3 + k4).
 *
 * @param n how many numbers a state has
 */
export function rungeKutta4(n: number): (derivative: Derivative, x: Float64Array, dt: number) => void {
  const k = new Float64Array(n);
  const sum = new Float64Array(n);
  const at = new Float64Array(n);
  return (derivative, x, dt) => {
    derivative(x, k);
    for (let i = 0; i < n; i++) {
      sum[i] = k[i];
      at[i] = x[i] + (dt / 2) * k[i];
    }
    derivative(at, k);
    for (let i = 0; i < n; i++) {
      sum[i] += 2 * k[i];
      at[i] = x[i] + (dt / 2) * k[i];
    }
    derivative(at, k);
    for (let i = 0; i < n; i++) {
      sum[i] += 2 * k[i];
      at[i] = x[i] + dt * k[i];
    }
    derivative(at, k);
    for (let i = 0; i < n; i++) x[i] += (dt / 6) * (sum[i] + k[i]);
  };
}

/** The angle's equal in [-pi, pi). */
export function wrapAngle(angle: number): number {
  const turn = 2 * Math.PI;
  return angle - turn * Math.floor((angle + Math.PI) / turn);
}
