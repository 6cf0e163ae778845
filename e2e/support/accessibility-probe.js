// Runs in the page: what an assistive program, or a person without a mouse, would miss. Returns sentences, [] when fine.
(() => {
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const hidden = (element) => element.closest('[aria-hidden="true"], [inert]') !== null;
  const textOf = (ids) =>
    ids
      .split(/\s+/)
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ')
      .trim();
  const nameOf = (element) =>
    textOf(element.getAttribute('aria-labelledby') ?? '') ||
    element.getAttribute('aria-label')?.trim() ||
    [...(element.labels ?? [])].map((label) => label.textContent.trim()).join(' ') ||
    element.textContent.trim() ||
    element.getAttribute('alt')?.trim() ||
    element.getAttribute('title')?.trim() ||
    '';
  const about = (element) => `${element.outerHTML.replace(/\s+/g, ' ').slice(0, 140)}`;
  const found = [];

  const controls =
    'button, a[href], input:not([type=hidden]), select, textarea, summary, [tabindex], [role=button], [role=img], img:not([alt=""]), [role=progressbar]';
  for (const element of document.querySelectorAll(controls)) {
    if (!visible(element) || hidden(element) || element.id === 'content') continue;
    // A box that only takes the focus for what is in it is read as its content.
    if (
      element.getAttribute('tabindex') === '-1' &&
      !element.matches('button, a, input, select, textarea, [role]')
    )
      continue;
    if (nameOf(element) === '') found.push(`no name: ${about(element)}`);
  }

  const ids = new Map();
  for (const { id } of document.querySelectorAll('[id]')) ids.set(id, (ids.get(id) ?? 0) + 1);
  for (const [id, count] of ids) if (count > 1) found.push(`the id ${id} occurs ${count} times`);

  for (const attribute of [
    'aria-labelledby',
    'aria-describedby',
    'aria-controls',
    'aria-activedescendant',
    'for',
  ])
    for (const element of document.querySelectorAll(`[${attribute}]`))
      for (const id of element.getAttribute(attribute).split(/\s+/))
        if (id && visible(element) && !document.getElementById(id))
          found.push(`${attribute} names ${id}, which is not there: ${about(element)}`);

  const headings = [...document.querySelectorAll('h1, h2, h3, h4')].filter((heading) => visible(heading));
  const firsts = headings.filter((heading) => heading.tagName === 'H1');
  if (firsts.length !== 1) found.push(`${firsts.length} headings of the first level`);
  if (document.querySelectorAll('main').length !== 1) found.push('there is not exactly one main region');
  if (!document.documentElement.lang) found.push('the page has no language');
  if (!document.title) found.push('the page has no title');
  for (const element of document.querySelectorAll('[tabindex]'))
    if (element.tabIndex > 0) found.push(`out of the order of the page: ${about(element)}`);

  // Contrast of text, by WCAG 2: 4.5 to 1, or 3 to 1 for large text.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return { rgb: [r, g, b], alpha: a / 255 };
  };
  const luminance = (rgb) =>
    rgb
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== 'none') return null;
      const { rgb, alpha } = rgba(style.backgroundColor);
      if (alpha > 0.99) return rgb;
      if (alpha > 0.01) return null;
    }
    return [255, 255, 255];
  };
  const pale = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element || !visible(element)) continue;
    if (element.closest(':disabled, [aria-disabled="true"], option, .visually-hidden, svg, script, style'))
      continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const { rgb, alpha } = rgba(style.color);
    if (ground === null || alpha < 0.99) continue;
    const [light, dark] = [luminance(rgb), luminance(ground)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5))
      pale.set(
        `${rgb} on ${ground}`,
        `${ratio.toFixed(2)} to 1: “${node.textContent.trim().slice(0, 40)}” in ${about(element).slice(0, 80)}`,
      );
  }
  for (const [colours, what] of pale) found.push(`too pale, ${colours}, ${what}`);
  return found;
})();
