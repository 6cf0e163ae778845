import { implement } from '@orpc/server';
import { toWire } from '../../contract/errors.ts';
import { contract } from '../../contract/index.ts';

/**
 * The contract, ready to be implemented. Whatever a handler or a validation throws leaves as one of our errors: a code
 * and the sentences that belong to it.
 */
export const procedures = implement(contract).use(async ({ next }) => {
  try {
    return await next();
  } catch (thrown) {
    throw toWire(thrown);
  }
});
