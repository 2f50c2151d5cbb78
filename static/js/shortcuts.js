// The list of keyboard shortcuts: the ? key outside of a field opens it, and so does the link at the foot of the page.
'use strict';
(() => {
  const dialog = document.getElementById('shortcuts');
  if (!dialog?.showModal) return;
  const TYPING = 'textarea, select, input:not([type="checkbox"], [type="radio"], [type="range"]), [contenteditable]';
  const key = dialog.querySelector('[data-shortcuts-key]');
  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    dialog.querySelector('h2').focus();
  };

  document.addEventListener('keydown', (event) => {
    if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!key.checked || event.target.closest?.(TYPING)) return;
    event.preventDefault();
    open();
  });
  document.querySelector('[data-shortcuts]')?.addEventListener('click', (event) => {
    event.preventDefault();
    open();
  });
})();
