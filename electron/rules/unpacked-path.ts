/**
 * Where a file lies that the installer keeps beside its archive. The core process runs from there, so that its threads
 * and its native module see real files. Paths outside an archive stay as they are.
 */
export function unpackedPath(path: string): string {
  return path.replace(/([\\/]app\.asar)([\\/])/, '$1.unpacked$2');
}
