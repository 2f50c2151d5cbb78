// Examples, chapters of the story, tokens inside tokens: a form with data-fill fills the boxes, and its button is pressed.
'use strict';
(() => {
  const boxes = document.getElementById('debug');
  if (!boxes) return;
  let isFilling = false;

  const type = (field, text) => field.dispatchEvent(new CustomEvent('page:type', { bubbles: true, detail: text }));
  const { input, key } = boxes.elements;
  const given = (form) => (form.dataset.fill === 'swap'
    ? new Map([['input', key.value], ['key', input.value]])
    : new Map(new FormData(form)));

  // All boxes, the others emptied; or some, and the others stay as they are.
  const fill = (form) => {
    const values = given(form);
    for (const field of boxes.elements) {
      if (!field.name || field.type === 'submit') continue;
      const otherwise = field.tagName === 'SELECT' ? field.options[0].value : '';
      if (values.has(field.name)) type(field, values.get(field.name));
      else if (form.dataset.fill === 'all') type(field, otherwise);
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

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('[data-fill]')) return;
    event.preventDefault();
    const focused = document.activeElement;
    isFilling = true;
    fill(form);
    isFilling = false;
    if (focused?.isConnected) focused.focus({ preventScroll: true });
    tell(form.closest('[data-chapter]'));
    press(pathOf(form.action));
  });

  // ---- the story

  const chapters = [...document.querySelectorAll('[data-chapter]')];
  const bar = document.querySelector('[data-chapter-bar]');
  let current = chapters.findIndex((chapter) => 'current' in chapter.dataset);

  function tell(chapter) {
    if (!bar) return;
    current = chapters.indexOf(chapter);
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
      button.disabled = !other;
      if (other) button.setAttribute('form', other.querySelector('form').id);
    }
    // A button that is switched off would take the focus along.
    if (focused === next && next.disabled) back.focus();
    if (focused === back && back.disabled) next.focus();
  }

  // A chapter speaks of its own token alone: it is over when a box changes, or when another question is asked.
  boxes.addEventListener('input', () => {
    if (!isFilling && current >= 0) tell(null);
  });
  document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
    const form = chapters[current]?.querySelector('form');
    if (form && pathOf(ctx.request.action) !== pathOf(form.action) && ctx.sourceEvent?.type !== 'input') tell(null);
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
