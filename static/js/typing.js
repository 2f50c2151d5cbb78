// Text that another script writes into a field comes as if it had been typed: the browser's own undo brings back what stood
// there before.
'use strict';
(() => {
  document.addEventListener('page:type', ({ target: field, detail }) => {
    const text = detail.replace(/\r\n?/g, '\n');
    if (field.value === text) return;
    if (field.tagName === 'TEXTAREA') {
      field.focus({ preventScroll: true });
      field.select();
      if (document.execCommand(text ? 'insertText' : 'delete', false, text) && field.value === text) return;
    }
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
})();
