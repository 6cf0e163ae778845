/** npm run dev: the page with hot reload, against a live core. `--lab FILE`, `--port N` of the page, `--no-open`. */
import { resolve } from 'node:path';
import { createServer } from 'vite';
import { ownDataDirectory, startBrowserHost } from '../core/hosts/browser/index.ts';
import { ensureSampleLab } from '../core/hosts/sample/index.ts';
import { openPage } from './support/open-page.ts';
import { repositoryRoot } from './support/paths.ts';
import { parseStart, startUsage } from './support/start-options.ts';

const options = parseStart(process.argv.slice(2));
if (options === 'help' || 'wrong' in options) {
  process.stderr.write(options === 'help' ? startUsage : `${options.wrong}\n\n${startUsage}`);
  process.exit(options === 'help' ? 0 : 2);
}

const dataDir = ownDataDirectory();
const pagePort = options.port ?? 5173;
const devOrigin = `http://127.0.0.1:${pagePort}`;
const core = await startBrowserHost({
  labPath: options.lab === null ? await ensureSampleLab(dataDir) : resolve(options.lab),
  staticDir: `${repositoryRoot}/dist/client`,
  port: null,
  devOrigin,
  dataDir,
});

// Origin and cookie go through untouched: the core checks both itself.
const page = await createServer({
  configFile: `${repositoryRoot}/vite.config.ts`,
  server: {
    host: '127.0.0.1',
    port: pagePort,
    strictPort: true,
    proxy: { '/rpc': { target: `ws://127.0.0.1:${core.port}`, ws: true } },
  },
});
await page.listen();

console.log(`\n  ${core.url}\n\nsigns a browser in (once) and leads to ${devOrigin}. Stop with Ctrl+C.`);
if (options.open) openPage(core.url);

const stop = async () => {
  await page.close();
  await core.close();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
