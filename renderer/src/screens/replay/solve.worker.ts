/** Solves policies apart from the page, so that a slider keeps moving on a large grid. */
import { asLabError } from '../../../../core/base/errors.ts';
import { type SolveRequest, solvePolicy } from './solve.ts';

addEventListener('message', (event: MessageEvent<SolveRequest>) => {
  try {
    postMessage({ ok: true, solved: solvePolicy(event.data) });
  } catch (thrown) {
    postMessage({ ok: false, error: asLabError(thrown).toData() });
  }
});
