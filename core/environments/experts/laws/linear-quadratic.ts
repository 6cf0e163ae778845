import { Random } from '../../../base/random.ts';
import { addProduct, squareRoot } from '../../linear-quadratic/matrices.ts';
import { softOptimalControl } from '../../linear-quadratic/soft-optimal.ts';
import type { LinearQuadraticSpec } from '../../spec.ts';
import type { Script } from '../expert.ts';

/** u ~ N(-Kx, Sigma) of {@link softOptimalControl}, at the settings' temperature and discount. */
export const softOptimal = (spec: LinearQuadraticSpec): Script => ({
  id: 'soft-optimal',
  name: 'Soft-optimal control',
  description:
    'Draws from the soft-optimal Gaussian of the Riccati equation at the temperature and discount given; 0 is the regulator.',
  create(_, settings) {
    const { gain, covariance, actionWidth } = softOptimalControl(spec, settings);
    const spread = squareRoot(covariance, actionWidth);
    const back = gain.map((k) => -k);
    const normals = new Float64Array(actionWidth);
    let stream = Random.fromSeed(0);
    return {
      begin: (given) => {
        stream = given;
      },
      act({ state }, action) {
        for (let i = 0; i < actionWidth; i++) normals[i] = stream.normal();
        action.fill(0);
        addProduct(back, state, action);
        addProduct(spread, normals, action);
      },
    };
  },
});
