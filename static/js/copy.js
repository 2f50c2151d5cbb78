// Copy buttons. Over plain HTTP there is no clipboard for scripts; then the text is selected and copied the old way.
'use strict';
(() => {
  const announcement = document.getElementById('announcement');

  const copySelected = (source) => {
    const selection = getSelection();
    const range = document.createRange();
    range.selectNodeContents(source);
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand('copy');
  };
  const copy = async (source) => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      return true;
    } catch {
      source.closest('details')?.setAttribute('open', '');
      return copySelected(source);
    }
  };

  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy-target]');
    const source = button && document.getElementById(button.dataset.copyTarget);
    if (!source) return;
    const label = button.querySelector('[data-label]');
    const before = button.dataset.before ?? label.textContent;
    button.dataset.before = before;
    const isDone = await copy(source);
    label.textContent = isDone ? 'Copied' : 'Press Ctrl+C';
    button.toggleAttribute('data-done', isDone);
    announcement.textContent = isDone ? 'Copied' : 'Selected. Press Control C to copy';
    setTimeout(() => {
      label.textContent = before;
      button.removeAttribute('data-done');
      delete button.dataset.before;
    }, 2000);
  });
})();
