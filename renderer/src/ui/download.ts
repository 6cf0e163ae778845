/** Hands a text to the person as a file. */
export function downloadText({
  fileName,
  mediaType,
  text,
}: {
  fileName: string;
  mediaType: string;
  text: string;
}): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has read the address by the time of the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
