// What fills the boxes and presses a button: the link of an example or a chapter; a form with data-fill, such as that of a
// token inside a token.
'use strict';
(() => {
  const boxes = document.getElementById('debug');
  if (!boxes) return;
  let isFilling = false;

  const type = (field, text) => field.dispatchEvent(new CustomEvent('page:type', { bubbles: true, detail: text }));
  const { input, key, inner_key: innerKey } = boxes.elements;
  const given = (form) => {
    if (form.dataset.fill === 'swap') return [['input', key.value], ['key', input.value]];
    const entries = [...new FormData(form)];
    // The token inside stands alone then, and its key is the key.
    return form.dataset.fill === 'inner' && innerKey.value
      ? [...entries, ['key', innerKey.value], ['inner_key', '']]
      : entries;
  };

  // All boxes, the others emptied; or some, and the others stay as they are.
  const fill = (entries, isAll) => {
    const values = new Map(entries);
    for (const field of boxes.elements) {
      if (!field.name || field.type === 'submit') continue;
      const otherwise = field.tagName === 'SELECT' ? field.options[0].value : '';
      if (values.has(field.name)) type(field, values.get(field.name));
      else if (isAll) type(field, otherwise);
      if (values.get(field.name)) field.closest('details')?.setAttribute('open', '');
    }
    for (const area of boxes.querySelectorAll('textarea')) {
      area.setSelectionRange(0, 0);
      area.scrollTop = 0;
    }
  };

  const pathOf = (address) => new URL(address, location.href).pathname;
  const press = (path) => {
    const button = [...boxes.querySelectorAll('[formaction]')].find((one) => pathOf(one.formAction) === path);
    if (button) button.click();
    else boxes.requestSubmit();
  };

  const ask = (entries, isAll, action, chapter) => {
    const focused = document.activeElement;
    isFilling = true;
    fill(entries, isAll);
    isFilling = false;
    if (focused?.isConnected) focused.focus({ preventScroll: true });
    tell(chapter, action);
    press(action);
  };

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('[data-fill]')) return;
    event.preventDefault();
    ask(given(form), form.dataset.fill === 'all', pathOf(form.action));
  });

  // The link leads to a page that is filled already: for a click of another kind, and where the fields cannot be had.
  let latest = null;
  document.addEventListener('click', async (event) => {
    const link = event.target.closest?.('a[data-example][href]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const { href } = link;
    latest = href;
    try {
      const answer = await fetch(href, { headers: { Accept: 'application/json' } });
      const { fields, action } = await answer.json();
      if (latest !== href) return;
      ask(Object.entries(fields), true, action, chapters.find((chapter) => linkOf(chapter).href === href));
    } catch {
      location.href = href;
    }
  });

  // ---- the story

  const chapters = [...document.querySelectorAll('[data-chapter]')];
  const bar = document.querySelector('[data-chapter-bar]');
  const linkOf = (chapter) => chapter.querySelector('[data-chapter-title]');
  let current = chapters.findIndex((chapter) => 'current' in chapter.dataset);
  let asked = '';

  function tell(chapter, action) {
    if (!bar) return;
    current = chapters.indexOf(chapter);
    asked = action;
    bar.hidden = current < 0;
    chapters.forEach((item, index) => {
      item.toggleAttribute('data-current', index === current);
      if (index === current) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
    });
    if (current < 0) return;
    const count = `A login, start to finish · ${current + 1} of ${chapters.length}`;
    bar.querySelector('[data-bar-count]').textContent = count;
    for (const part of ['title', 'sentence', 'protects']) {
      bar.querySelector(`[data-bar-${part}]`).textContent = chapter.querySelector(`[data-chapter-${part}]`).textContent;
    }
    const [back, next] = bar.querySelectorAll('[data-bar-step]');
    const focused = document.activeElement;
    for (const [button, step] of [[back, -1], [next, 1]]) {
      const other = chapters[current + step];
      if (other) {
        button.href = linkOf(other).href;
        button.removeAttribute('aria-disabled');
      } else {
        button.removeAttribute('href');
        button.setAttribute('aria-disabled', 'true');
      }
    }
    // A link that leads nowhere would take the focus along.
    if (focused === next && !next.href) back.focus();
    if (focused === back && !back.href) next.focus();
  }

  // A chapter speaks of its own token alone: it is over when a box changes, or when another question is asked.
  boxes.addEventListener('input', () => {
    if (isFilling) return;
    latest = null;
    if (current >= 0) tell(null);
  });
  document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
    if (current >= 0 && pathOf(ctx.request.action) !== asked && !ctx.isTyped) tell(null);
  });
  document.addEventListener('page:again', () => tell(null));
  bar?.querySelector('[data-bar-close]').addEventListener('click', () => tell(null));

  // A chapter about a formula shows it, with the values of the token in the box; one about the header points at it.
  document.addEventListener('htmx:after:swap', () => {
    const chapter = chapters[current];
    const formula = document.getElementById('token-formula-fold');
    if (formula && chapter?.querySelector('.formula')) formula.open = true;
    const names = chapter?.dataset.points?.split(' ') ?? [];
    for (const name of names) {
      document.querySelector(`#token-header [data-member="/${name}"]`)?.setAttribute('data-pointed', '');
    }
    if (names.length) document.dispatchEvent(new CustomEvent('page:pointed'));
  });
})();
