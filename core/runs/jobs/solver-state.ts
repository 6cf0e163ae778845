import { LabError } from '../../base/errors.ts';
import type { SolverState } from '../../inference/index.ts';

/** First bytes of a stored solver state; the last of them is the version of the layout. */
const magic = [0x41, 0x53, 0x4f, 0x01];

/** Bytes of a solver's state: magic [4], zeros [4], iterations f64, values f64 [S]; little-endian. */
export function encodeSolverState(state: SolverState): Uint8Array {
  const bytes = new Uint8Array(16 + state.value.length * 8);
  const view = new DataView(bytes.buffer);
  bytes.set(magic, 0);
  view.setFloat64(8, state.iterations, true);
  for (let s = 0; s < state.value.length; s++) view.setFloat64(16 + 8 * s, state.value[s], true);
  return bytes;
}

/** The state of those bytes. @throws LabError InvalidInput when they are none, or of another number of states */
export function decodeSolverState(bytes: Uint8Array, stateCount: number): SolverState {
  if (bytes.length !== 16 + 8 * stateCount || magic.some((byte, i) => bytes[i] !== byte))
    throw new LabError('InvalidInput', 'The checkpoint is none of this solver and world.', {
      remedy: 'Start the run anew.',
    });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const value = Float64Array.from({ length: stateCount }, (_, s) => view.getFloat64(16 + 8 * s, true));
  return { value, iterations: view.getFloat64(8, true) };
}
