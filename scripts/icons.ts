/** node scripts/run.mjs icons: draws the mark in every size that the systems want. Needs a Chromium. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { icnsFile, icoFile, type Picture } from '../build/icon-files.ts';
import { chromiumFlags, findChromium } from './support/chromium.ts';
import { repositoryRoot } from './support/paths.ts';

const executablePath = findChromium();
if (executablePath === null) throw new Error('There is no Chromium here.');
const svg = readFileSync(join(repositoryRoot, 'renderer/src/app/mark.svg'), 'utf8');
const browser = await chromium.launch({ executablePath, args: [...chromiumFlags] });
const page = await browser.newPage();

const pictures: Picture[] = [];
for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
  await page.setViewportSize({ width: size, height: size });
  const sized = svg.replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `);
  await page.setContent(`<body style="margin:0">${sized}</body>`);
  pictures.push({ size, png: await page.screenshot({ omitBackground: true, type: 'png' }) });
}
await browser.close();

const of = (sizes: readonly number[]) => pictures.filter(({ size }) => sizes.includes(size));
const put = (name: string, content: Uint8Array) =>
  writeFileSync(join(repositoryRoot, 'build', name), content);
put('icon.png', of([1024])[0]!.png);
put('icon.ico', icoFile(of([16, 24, 32, 48, 64, 128, 256])));
put('icon.icns', icnsFile(of([16, 32, 64, 128, 256, 512, 1024])));
