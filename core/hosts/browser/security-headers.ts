import type { Place } from './request-policy.ts';
import { allowedOrigins } from './request-policy.ts';

/**
 * What the page may do. Everything comes from this server; scripts only as files, and WebAssembly. Svelte sets single styles on
 * elements, so style attributes are allowed while style sheets are not written inline. `'self'` does not cover
 * WebSockets in every browser, so their origins are named.
 */
export function contentSecurityPolicy(place: Place): string {
  const sockets = allowedOrigins(place).map((origin) => origin.replace(/^http/, 'ws'));
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self' ${sockets.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of every answer. */
export function securityHeaders(place: Place): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(place),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), payment=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
}
