import { choice } from '../base/settings.ts';

/** The setting by which a person chooses what computes the networks of a method. It loads no engine. */
export const engineSetting = choice({
  label: 'Engine',
  help: 'What computes the networks; automatic takes the fused kernels unless the networks are large and there is a GPU.',
  level: 'advanced',
  default: 'auto',
  options: [
    { value: 'auto', label: 'Automatic', help: 'By the size of the networks and by what the machine has.' },
    {
      value: 'fused',
      label: 'Fused kernels',
      help: 'WebAssembly SIMD on one thread; the same bits on every machine.',
    },
    { value: 'tensorflow', label: 'TensorFlow.js', help: 'For large networks, on a GPU where there is one.' },
  ],
});
