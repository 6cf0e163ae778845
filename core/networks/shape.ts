import { z } from 'zod';
import { LabError } from '../base/errors.ts';

/**
 * A multilayer perceptron: `inputs` numbers in, hidden layers of the given widths with the activation behind each,
 * `outputs` numbers out with none. `hidden: []` is a linear map.
 */
export const networkShapeSchema = z.strictObject({
  inputs: z.int().min(1).max(65536),
  hidden: z.array(z.int().min(1).max(65536)).max(32),
  outputs: z.int().min(1).max(65536),
  activation: z.enum(['relu', 'tanh']),
});

export type NetworkShape = Readonly<Omit<z.infer<typeof networkShapeSchema>, 'hidden'>> & {
  readonly hidden: readonly number[];
};

/** One affine layer h W + b and where its numbers lie in the parameters. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Offset of W [inputs x outputs], row-major. */
  readonly weights: number;
  /** Offset of b [outputs]. */
  readonly bias: number;
  /** Whether the activation follows; only the last layer has none. */
  readonly hidden: boolean;
}

/** A shape from elsewhere; `InvalidInput` with the entry that is wrong. */
export function parseShape(json: unknown): NetworkShape {
  const parsed = networkShapeSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LabError('InvalidInput', `This is no shape of a network: ${issue.message}.`, {
    where: ['shape', ...issue.path].join('.'),
  });
}

/** The layers, first to last; parameters are W and b of the first, W and b of the second, and so on. */
export function layersOf(shape: NetworkShape): readonly Layer[] {
  const widths = [shape.inputs, ...shape.hidden, shape.outputs];
  let at = 0;
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i];
    const weights = at;
    const bias = weights + inputs * outputs;
    at = bias + outputs;
    return { inputs, outputs, weights, bias, hidden: i < widths.length - 2 };
  });
}

/** How many parameters a network of this shape has. */
export function parameterCountOf(shape: NetworkShape): number {
  return layersOf(shape).reduce((sum, { inputs, outputs }) => sum + (inputs + 1) * outputs, 0);
}

/** Multiplications of one forward pass over `rows` rows. */
export function multiplications(shape: NetworkShape, rows: number): number {
  return rows * layersOf(shape).reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
}

/** Whether two shapes are the same. */
export function sameShape(a: NetworkShape, b: NetworkShape): boolean {
  return (
    a.inputs === b.inputs &&
    a.outputs === b.outputs &&
    a.activation === b.activation &&
    a.hidden.length === b.hidden.length &&
    a.hidden.every((width, i) => width === b.hidden[i])
  );
}
