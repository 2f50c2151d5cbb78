// Examples, chapters of the story, tokens inside tokens: a form with data-fill fills the boxes, and the page answers.
'use strict';
(() => {
  const boxes = document.getElementById('debug');
  if (!boxes) return;
  const answer = document.getElementById('result');

  // What is emptied besides what the form gives: everything, what belonged to another token, or nothing.
  const CLEARED = { all: () => true, token: (name) => ['key', 'password'].includes(name), some: () => false };

  // As if it had been typed: the browser's own undo brings back what stood there before.
  const type = (field, text) => {
    if (field.value === text) return;
    if (field.tagName === 'TEXTAREA') {
      field.focus({ preventScroll: true });
      field.select();
      if (document.execCommand(text ? 'insertText' : 'delete', false, text) && field.value === text) return;
    }
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };

  const fill = (form) => {
    const given = new FormData(form);
    const focused = document.activeElement;
    for (const field of boxes.elements) {
      if (!field.name || field.type === 'submit') continue;
      const isCleared = CLEARED[form.dataset.fill](field.name);
      const otherwise = field.tagName === 'SELECT' ? 'auto' : '';
      if (given.has(field.name)) type(field, given.get(field.name).replaceAll('\r\n', '\n'));
      else if (isCleared) type(field, otherwise);
      if (given.get(field.name)) field.closest('details')?.setAttribute('open', '');
    }
    for (const area of boxes.querySelectorAll('textarea')) {
      area.setSelectionRange(0, 0);
      area.scrollTop = 0;
    }
    if (focused?.isConnected) focused.focus({ preventScroll: true });
    boxes.dispatchEvent(new Event('input', { bubbles: true }));
    const { top } = answer.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.7) answer.parentElement.scrollIntoView({ block: 'start' });
  };

  document.addEventListener('submit', (event) => {
    if (!event.target.matches('[data-fill]')) return;
    event.preventDefault();
    const chapter = event.target.closest('[data-chapter]');
    tell(chapter);
    fill(event.target);
  });

  // ---- the story

  const chapters = [...document.querySelectorAll('[data-chapter]')];
  const bar = document.querySelector('[data-chapter-bar]');
  let current = -1;

  function tell(chapter) {
    if (!bar) return;
    current = chapters.indexOf(chapter);
    bar.hidden = current < 0;
    chapters.forEach((item, index) => {
      if (index === current) item.dataset.current = '';
      else delete item.dataset.current;
      item.querySelector('[data-chapter-title]').toggleAttribute('aria-current', index === current);
    });
    if (current < 0) return;
    const count = `A login, start to finish · ${current + 1} of ${chapters.length}`;
    bar.querySelector('[data-bar-count]').textContent = count;
    for (const part of ['title', 'sentence', 'protects']) {
      bar.querySelector(`[data-bar-${part}]`).textContent = chapter.querySelector(`[data-chapter-${part}]`).textContent;
    }
    const [back, next] = bar.querySelectorAll('[data-bar-step]');
    const focused = document.activeElement;
    back.disabled = current === 0;
    next.disabled = current === chapters.length - 1;
    // A button that is switched off would take the focus along.
    if (focused === next && next.disabled) back.focus();
    if (focused === back && back.disabled) next.focus();
  }

  // A chapter about a formula shows it, with the values of the token in the box.
  document.addEventListener('htmx:after:swap', () => {
    const formula = document.getElementById('token-formula-fold');
    if (formula && chapters[current]?.querySelector('.formula')) formula.open = true;
  });

  bar?.addEventListener('click', (event) => {
    const step = event.target.closest('[data-bar-step]');
    if (step) chapters[current + Number(step.dataset.barStep)]?.querySelector('form').requestSubmit();
    else if (event.target.closest('[data-bar-close]')) tell(null);
  });
})();
