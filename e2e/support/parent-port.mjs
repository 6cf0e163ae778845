// Stands in for Electron around a core process: gives it a parent port, asks it to stop once it is ready, and prints
// what it said. Arguments: the entry, then the entry's own.
import { EventEmitter } from 'node:events';
import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const said = [];
process.on('exit', () => writeSync(1, JSON.stringify(said)));

process.parentPort = Object.assign(new EventEmitter(), {
  postMessage(message) {
    said.push(message);
    if (message.type === 'apprentice:ready')
      setImmediate(() =>
        process.parentPort.emit('message', { data: { type: 'apprentice:stop' }, ports: [] }),
      );
  },
});

const [entry, ...own] = process.argv.slice(2);
process.argv = [process.execPath, entry, ...own];
await import(pathToFileURL(resolve(entry)).href);
