import { LabError } from '../../base/errors.ts';
import { layersOf, type NetworkShape, type SavedNetwork } from '../../networks/index.ts';

/**
 * The mean of several networks' outputs as one network, exactly: hidden layers side by side (the weights between them
 * block by block), the last layer's weights below each other and divided by how many there are.
 *
 * @throws LabError InvalidInput unless inputs, outputs, activation and number of layers agree
 */
export function meanNetwork(networks: readonly SavedNetwork[]): SavedNetwork {
  check(networks.map(({ shape }) => shape));
  const [{ shape: first }] = networks;
  const depth = first.hidden.length;
  const shape: NetworkShape = {
    ...first,
    hidden: first.hidden.map((_, l) => networks.reduce((sum, one) => sum + one.shape.hidden[l], 0)),
  };
  const layers = layersOf(shape);
  const parts = networks.map(({ shape: of }) => layersOf(of));
  const last = layers[depth];
  const parameters = new Float32Array(last.bias + last.outputs);
  const share = 1 / networks.length;
  for (let l = 0; l <= depth; l++) {
    const to = layers[l];
    let [row, column] = [0, 0];
    networks.forEach(({ parameters: from }, k) => {
      const { inputs, outputs, weights, bias } = parts[k][l];
      const factor = l === depth ? share : 1;
      for (let i = 0; i < inputs; i++)
        for (let j = 0; j < outputs; j++)
          parameters[to.weights + (row + i) * to.outputs + column + j] +=
            factor * from[weights + i * outputs + j];
      for (let j = 0; j < outputs; j++) parameters[to.bias + column + j] += factor * from[bias + j];
      // The first layer's inputs and the last one's outputs are shared by all.
      if (l > 0) row += inputs;
      if (l < depth) column += outputs;
    });
  }
  const zeros = () => new Float32Array(parameters.length);
  return { shape, parameters, mean: zeros(), square: zeros(), adamSteps: 0 };
}

function check(shapes: readonly NetworkShape[]): void {
  if (shapes.length === 0)
    throw new LabError('InvalidInput', 'There is nothing to compose.', { where: 'functions' });
  const [first] = shapes;
  shapes.forEach((shape, i) => {
    const same =
      shape.inputs === first.inputs &&
      shape.outputs === first.outputs &&
      shape.activation === first.activation &&
      shape.hidden.length === first.hidden.length;
    if (!same)
      throw new LabError('InvalidInput', 'The networks do not fit beside each other.', {
        where: `functions[${i}]`,
        remedy: 'Compose networks of the same inputs, outputs, activation and number of layers.',
      });
  });
}
