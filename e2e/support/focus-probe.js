// Runs in the page: what has the focus, and whether one can see that it has it.
(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const shows = (at) => {
    const style = getComputedStyle(at);
    const outline = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
    return outline || style.boxShadow !== 'none';
  };
  // A card may show the focus of the button that covers it.
  let seen = false;
  for (let at = element, up = 0; at && up < 4; at = at.parentElement, up++) seen ||= shows(at);
  const name = element.getAttribute('aria-label') || element.textContent.trim() || element.tagName;
  element.dataset.stop ||= String(Math.random());
  return {
    stop: element.dataset.stop,
    name: `${element.tagName} ${name.replace(/\s+/g, ' ').slice(0, 60)}`,
    seen,
  };
})();
