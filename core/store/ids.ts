import { randomBytes } from 'node:crypto';

/** What an id names. */
export type IdPrefix = 'env' | 'ses' | 'dem' | 'set' | 'run' | 'cmp';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A new id: `<prefix>_` and 16 random characters of [0-9a-z], about 82 bits. */
export function newId(prefix: IdPrefix): string {
  let text = '';
  while (text.length < 16)
    // 252 = 7 * 36: bytes above it would favour the first characters.
    for (const byte of randomBytes(24)) if (byte < 252 && text.length < 16) text += alphabet[byte % 36];
  return `${prefix}_${text}`;
}
