/** What the page may load: itself, and nothing from anywhere else. */

/** Directives of the page's Content-Security-Policy. */
const directives: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  // The simulators and the kernels are WebAssembly; nothing else is made from data.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  // Svelte and the maps set single style properties of elements; style sheets come from the page alone.
  'style-src': ["'self'"],
  'style-src-attr': ["'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'frame-src': ["'none'"],
};

export const contentSecurityPolicy = Object.entries(directives)
  .map(([name, sources]) => `${name} ${sources.join(' ')}`)
  .join('; ');

/** Headers of every answer of the app protocol. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
