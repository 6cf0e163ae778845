/** Answers after the milliseconds asked for. A newer question replaces an older one. */
let timer: ReturnType<typeof setTimeout> | undefined;

addEventListener('message', (event: MessageEvent<{ readonly ms: number; readonly id: number }>) => {
  const { ms, id } = event.data;
  clearTimeout(timer);
  timer = setTimeout(() => postMessage(id), ms);
});
