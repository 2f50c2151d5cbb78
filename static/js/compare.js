// Two tokens: the boxes exchange what they hold; and a button that leads to another page is no business of htmx.
'use strict';
(() => {
  // As if it had been typed: the browser's own undo brings back what stood there before.
  const type = (field, text) => {
    field.focus({ preventScroll: true });
    field.select();
    if (document.execCommand(text ? 'insertText' : 'delete', false, text) && field.value === text) return;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-exchange]');
    if (!button) return;
    event.preventDefault();
    const { input, other, key, other_key: otherKey } = button.form.elements;
    const pairs = otherKey.value.trim() ? [[input, other], [key, otherKey]] : [[input, other]];
    for (const [one, two] of pairs) {
      const before = one.value;
      type(one, two.value);
      type(two, before);
    }
    button.focus();
  });

  document.addEventListener('submit', (event) => {
    if ((event.submitter ?? event.target).closest('[data-leaves]')) event.stopPropagation();
  }, { capture: true });
})();
