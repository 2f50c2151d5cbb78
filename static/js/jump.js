// Links to a field: the folds around it are opened, and a choice shows what there is to choose from.
'use strict';
(() => {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#field-"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    field.focus();
    field.scrollIntoView({ block: 'center' });
    try {
      field.showPicker?.();
    } catch {
      // Some browsers refuse; the field has the focus all the same.
    }
  });
})();
