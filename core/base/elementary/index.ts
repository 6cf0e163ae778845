/** Elementary functions whose bits do not depend on the engine: for whatever must come out equal in page and core. */
export { log } from './logarithm.ts';
export { cos, sin, tan } from './sine.ts';
