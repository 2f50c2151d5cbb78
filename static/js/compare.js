// Two tokens: the boxes exchange what they hold.
'use strict';
(() => {
  const type = (field, text) => field.dispatchEvent(new CustomEvent('page:type', { bubbles: true, detail: text }));

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
})();
