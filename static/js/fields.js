// Fields that something else on the page leads to, or chooses in; and buttons that lead to another page.
'use strict';
(() => {
  // A link to a field opens the folds around it, and a choice shows what there is to choose from.
  const lead = (field) => {
    for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    field.focus();
    field.scrollIntoView({ block: 'center' });
    try {
      field.showPicker?.();
    } catch {
      // Some browsers refuse; the field has the focus all the same.
    }
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#field-"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (field) {
      event.preventDefault();
      lead(field);
    }
    // A button that asks with another value of a field leaves that value in it.
    const button = event.target.closest('button[name][value]');
    const choice = button && document.getElementById(`field-${button.name}`);
    if (choice) choice.value = button.value;
  });

  // What is no business of htmx.
  document.addEventListener('submit', (event) => {
    if ((event.submitter ?? event.target).closest('[data-leaves]')) event.stopPropagation();
  }, { capture: true });
})();
