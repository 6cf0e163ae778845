/** The few pages that the server itself has to say something with. No scripts, no styles: the policy forbids both. */

function page(title: string, paragraphs: readonly string[]): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${title}</title></head>`,
    `<body><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</body>`,
    '</html>',
    '',
  ].join('\n');
}

export const notSignedInPage = page('Apprentice is running, but this browser is not signed in', [
  'The address that was printed when Apprentice started works once. Copy the newest one from the terminal.',
  'If you have just opened it here, reload this page. Otherwise stop Apprentice and start it again for a new address.',
  'The lab file is safe either way.',
]);

export const pageMissingPage = page('The page has not been built yet', [
  'The core is running and the lab file is open, but the files of the page are missing.',
  'Run <code>npm run build</code> in the folder of Apprentice, then reload.',
]);

export const refusedPage = page('This request was refused', [
  'It does not come from Apprentice itself. Open Apprentice at the address that it printed.',
]);

export const notFoundPage = page('There is nothing here', ['<a href="/">Back to Apprentice</a>']);
