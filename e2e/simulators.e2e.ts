/** What is simulated in the page is what the core simulates again, to the last bit: takes are accepted only then. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { launchChromium } from './support/chromium.ts';
import { everyWorld } from './support/every-world.ts';

/** The module as one script that a page can run. */
async function bundled(): Promise<string> {
  const entry = fileURLToPath(new URL('support/every-world.ts', import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry, formats: ['iife'], name: 'worlds', fileName: 'worlds' },
      rollupOptions: { external: [/^@mujoco\//] },
    },
  });
  const [{ output }] = [result].flat() as { output: { code?: string }[] }[];
  return output[0].code ?? '';
}

test('every simulator gives the same bits in the page and in the core', async () => {
  const code = await bundled();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: code });
    const inPage = await page.evaluate<Record<string, string>>('worlds.everyWorld()');
    expect(inPage).toEqual(everyWorld());
    console.log(
      Object.entries(inPage)
        .map(([id, hash]) => `${id}: ${hash}`)
        .join('\n'),
    );
  } finally {
    await browser.close();
  }
});
