import { cos, sin } from '../../base/elementary/index.ts';

/** Writes MJCF, MuJoCo's XML: elements, and the few shapes that planar bodies are made of. */

type Value = number | string | boolean | readonly number[];

const written = (value: Value) => (typeof value === 'object' ? value.join(' ') : String(value));

/** One element; numbers keep all their digits. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  ...children: string[]
): string {
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${written(value)}"`)].join(
    ' ',
  );
  return children.length === 0 ? `<${head}/>` : `<${head}>${children.join('')}</${name}>`;
}

/**
 * A capsule in the x-z plane, given by its middle: it stands upright at tilt 0 and leans towards +x as the tilt grows.
 *
 * @param middle (x, z) in the frame of its body, m
 * @param tilt rotation about y, rad
 * @param half half the length between the centres of its caps, m
 */
export function rod(
  name: string,
  {
    middle,
    tilt,
    half,
    radius,
  }: { middle: readonly [number, number]; tilt: number; half: number; radius: number },
  attributes: Readonly<Record<string, Value>> = {},
): string {
  const [x, z] = middle;
  const dx = half * sin(tilt);
  const dz = half * cos(tilt);
  return element('geom', {
    name,
    type: 'capsule',
    size: radius,
    fromto: [x - dx, 0, z - dz, x + dx, 0, z + dz],
    ...attributes,
  });
}

/** The three free joints of a body that lives in the x-z plane: x, z and the pitch, without friction or springs. */
export function planarRoot(height: number): string {
  const free = { limited: false, armature: 0, damping: 0, stiffness: 0 };
  return [
    element('joint', { name: 'x', type: 'slide', axis: [1, 0, 0], ...free }),
    element('joint', { name: 'z', type: 'slide', axis: [0, 0, 1], ref: height, ...free }),
    element('joint', { name: 'pitch', type: 'hinge', axis: [0, 1, 0], ...free }),
  ].join('');
}

/**
 * A whole model. Masses follow from the shapes at 1000 kg/m^3. Memory is kept small, because WebAssembly's is; a state
 * out of range is left as it is, to be noticed, where MuJoCo would start afresh by itself.
 */
export function model(
  name: string,
  { timestep, integrator }: { timestep: number; integrator: 'RK4' | 'Euler' },
  ...parts: string[]
): string {
  return element(
    'mujoco',
    { model: name },
    element('size', { memory: '1M' }),
    element(
      'option',
      { timestep, integrator, gravity: [0, 0, -9.81] },
      element('flag', { autoreset: 'disable' }),
    ),
    ...parts,
  );
}
