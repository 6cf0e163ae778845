/** Solves messages apart from the page, so that sliders keep moving on a large grid. */
import { asLabError } from '../../../../core/base/errors.ts';
import { buffersOf, type MessageRequest, solveMessages } from './messages.ts';

addEventListener('message', (event: MessageEvent<MessageRequest>) => {
  try {
    const solved = solveMessages(event.data);
    postMessage({ ok: true, solved }, { transfer: buffersOf(solved) });
  } catch (thrown) {
    postMessage({ ok: false, error: asLabError(thrown).toData() });
  }
});
