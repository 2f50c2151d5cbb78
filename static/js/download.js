// Download buttons: the file is made in the browser from what the page shows, so that no address leads to a key.
'use strict';
(() => {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-download-target]');
    const source = button && document.getElementById(button.dataset.downloadTarget);
    if (!source) return;
    const address = URL.createObjectURL(new Blob([source.textContent, '\n'], { type: 'application/octet-stream' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = button.dataset.downloadName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });
})();
