/** Node 23 removed util.isNullOrUndefined, which tfjs-node 4.22 still calls (tfjs issue 8609). Puts it back. */
export async function repairNodeUtil(): Promise<void> {
  const { default: util } = await import('node:util');
  const old = util as { isNullOrUndefined?: (value: unknown) => boolean };
  old.isNullOrUndefined ??= (value) => value === null || value === undefined;
}
