import { expect, test } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from './content-security.ts';
import {
  mayAttachWebview,
  mayNavigate,
  mayRequest,
  mayUsePermission,
  windowOpenDecision,
} from './denials.ts';

const page = 'app://apprentice/index.html#/record';

test('the page goes nowhere but to itself', () => {
  expect(mayNavigate(page)).toBe(true);
  expect(mayNavigate('https://example.invalid/')).toBe(false);
  expect(mayNavigate('file:///etc/passwd')).toBe(false);
  expect(mayNavigate('javascript:alert(1)')).toBe(false);
  expect(mayNavigate('https://example.invalid/?app://apprentice/')).toBe(false);
});

test('no windows and no webviews', () => {
  expect(windowOpenDecision()).toEqual({ action: 'deny' });
  expect(mayAttachWebview()).toBe(false);
});

test('permissions are denied but for two, and those only to the page', () => {
  expect(mayUsePermission('clipboard-sanitized-write', page)).toBe(true);
  expect(mayUsePermission('fullscreen', page)).toBe(true);
  expect(mayUsePermission('fullscreen', 'https://example.invalid/')).toBe(false);
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'midi',
    'hid',
    'serial',
    'usb',
    'clipboard-read',
    'openExternal',
    'display-capture',
    'pointerLock',
    'something-new',
  ])
    expect(mayUsePermission(permission, page), permission).toBe(false);
});

test('nothing is loaded from a network', () => {
  expect(mayRequest('app://apprentice/assets/a.js')).toBe(true);
  expect(mayRequest('data:image/png;base64,')).toBe(true);
  expect(mayRequest('blob:app://apprentice/0')).toBe(true);
  expect(mayRequest('https://example.invalid/a.js')).toBe(false);
  expect(mayRequest('http://127.0.0.1:8000/')).toBe(false);
  expect(mayRequest('file:///etc/passwd')).toBe(false);
  expect(mayRequest('nonsense')).toBe(false);
});

test('the policy denies by default and allows no script but the page’s own and WebAssembly', () => {
  expect(contentSecurityPolicy).toContain("default-src 'none'");
  expect(contentSecurityPolicy).toMatch(/script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  expect(contentSecurityPolicy).not.toContain("'unsafe-eval'");
  expect(contentSecurityPolicy).not.toMatch(/https?:/);
  expect(securityHeaders['X-Content-Type-Options']).toBe('nosniff');
});
