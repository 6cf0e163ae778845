/** Gives TensorFlow.js its gradients, which the package's build for Node leaves out. */
import { registerHooks } from 'node:module';

/**
 * The package holds them only as modules for bundlers, whose imports leave out `.js`; they register themselves where
 * every copy of TensorFlow.js in this thread looks.
 */
export async function registerTensorFlowGradients(): Promise<void> {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const inside = context.parentURL?.includes('/tfjs-core/dist/') === true;
      const bare = inside && specifier.startsWith('.') && !specifier.endsWith('.js');
      return next(bare ? `${specifier}.js` : specifier, context);
    },
  });
  await import('@tensorflow/tfjs-core/dist/register_all_gradients.js' as string);
  hooks.deregister();
}
