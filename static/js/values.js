// The value that one points at is copied as JSON, as its text or as base64url: three buttons for all, in the row at hand.
'use strict';
(() => {
  const tools = document.querySelector('[data-value-tools]');
  if (!tools) return;
  const announcement = document.getElementById('announcement');
  const ROW = '#result :is(.member, .disclosure)';
  const valueOf = (row) => row.querySelector('.member-value, .disclosure-value');

  // The literal text is never parsed as a number, so that its digits stay.
  const textOf = (literal) => {
    if (!literal.startsWith('"')) return literal;
    try { return JSON.parse(literal); } catch { return literal; }
  };
  const base64url = (text) => {
    let octets = '';
    for (const octet of new TextEncoder().encode(text)) octets += String.fromCharCode(octet);
    return btoa(octets).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  };
  const FORMS = { json: (literal) => literal, text: textOf, base64url: (literal) => base64url(textOf(literal)) };

  const move = ({ target, type }) => {
    const row = target.closest?.(ROW);
    const value = row && valueOf(row);
    if (!value || value.contains(tools)) return;
    // Who reached them with the keyboard keeps them, wherever the pointer lies.
    if (type === 'pointerover' && tools.querySelector(':focus-visible')) return;
    value.append(tools);
    tools.hidden = false;
  };
  document.addEventListener('pointerover', move);
  document.addEventListener('focusin', move);
  document.addEventListener('htmx:before:swap', () => tools.remove());

  // Over plain HTTP there is no clipboard for scripts.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      area.className = 'visually-hidden';
      tools.append(area);
      const focused = document.activeElement;
      area.select();
      const isDone = document.execCommand('copy');
      area.remove();
      focused.focus({ preventScroll: true });
      return isDone;
    }
  };

  // A tap that made a button appear under the finger does not press it.
  let pressed = null;
  document.addEventListener('pointerdown', ({ target }) => { pressed = target.closest?.('[data-as]'); }, true);

  tools.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-as]');
    if (!button || (event.detail && button !== pressed)) return;
    const value = valueOf(tools.closest(ROW));
    const literal = ([...value.querySelectorAll('code')].at(-1) ?? value.firstChild).textContent;
    const isDone = await copy(FORMS[button.dataset.as](literal));
    announcement.textContent = isDone ? 'Copied' : 'This browser does not let a page copy';
    button.toggleAttribute('data-done', isDone);
    setTimeout(() => button.removeAttribute('data-done'), 2000);
  });
})();
