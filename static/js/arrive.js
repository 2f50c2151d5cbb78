// What arrives elsewhere than in a field fills the box: pasted with nothing focused, dropped on the page, brought by a link.
// A file is read here, in the browser; what was read is sent as if it had been pasted.
'use strict';
(() => {
  const named = document.querySelectorAll('#input, #field-other');
  const boxes = [...(named.length ? named : document.querySelectorAll('#key'))];
  if (!boxes.length) return;
  const FIELD = 'textarea, input:not([type="checkbox"], [type="radio"], [type="range"], [type="file"])';
  const announcement = document.getElementById('announcement');
  const next = () => boxes.find((box) => !box.value.trim()) ?? boxes[0];

  const refuse = (box, message) => {
    const words = document.createElement('span');
    words.dataset.refused = '';
    words.textContent = message;
    document.querySelector(`[data-message-for="${box.id}"]`)?.replaceChildren(words);
    box.setAttribute('aria-invalid', 'true');
    box.scrollIntoView({ block: 'nearest' });
    announcement.textContent = message;
  };

  const fill = (box, text, name) => {
    const most = Number(box.dataset.most) || Infinity;
    if (text.length > most && [...text].length > most) {
      refuse(box, `${name} is longer than the ${most.toLocaleString('en')} characters that this server reads. Nothing was changed.`);
      return;
    }
    box.dispatchEvent(new CustomEvent('page:type', { bubbles: true, detail: text }));
    box.setSelectionRange(0, 0);
    box.scrollTop = 0;
    box.scrollIntoView({ block: 'nearest' });
  };

  // Octets that are no text, such as a key in DER, are written in base64.
  const read = async (file) => {
    const octets = await file.arrayBuffer();
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(octets);
      if (!text.includes('\0')) return text;
    } catch { /* No UTF-8. */ }
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(file);
    });
  };

  let taken = null;
  const take = async (file, box) => {
    taken = file;
    const name = `“${file.name}”`;
    // A character of UTF-8 has four octets at most.
    if (file.size > 4 * (Number(box.dataset.most) || Infinity)) {
      refuse(box, `${name} is larger than what this server reads. Nothing was changed.`);
      return;
    }
    try {
      const text = await read(file);
      // Another came meanwhile.
      if (taken === file) fill(box, text, name);
    } catch {
      refuse(box, `${name} could not be read. Is it a folder, or was it moved?`);
    }
  };

  // ---- pasting

  document.addEventListener('paste', (event) => {
    if (event.target.closest?.(FIELD) || document.querySelector('dialog[open]')) return;
    const text = event.clipboardData.getData('text/plain');
    const [file] = event.clipboardData.files;
    if (!text && !file) return;
    event.preventDefault();
    if (text) fill(next(), text, 'What was pasted');
    else take(file, next());
  });

  document.addEventListener('page:brought', ({ detail }) => fill(boxes[0], detail, 'What the link brought'));

  // ---- dropping: a file anywhere, in the box that it is dropped on; text where there is no field that takes it by itself

  let isOwn = false;
  document.addEventListener('dragstart', () => { isOwn = true; });
  document.addEventListener('dragend', () => { isOwn = false; });

  const receiver = ({ target, dataTransfer }) => {
    if (isOwn || target.closest?.('[type="file"]')) return null;
    const field = target.closest?.(FIELD);
    if (dataTransfer.types.includes('Files')) return field?.matches('textarea') ? field : next();
    return dataTransfer.types.includes('text/plain') && !field ? next() : null;
  };
  const mark = (box) => {
    for (const marked of document.querySelectorAll('[data-dropping]')) if (marked !== box) delete marked.dataset.dropping;
    if (box) box.dataset.dropping = '';
  };

  document.addEventListener('dragover', (event) => {
    const box = receiver(event);
    mark(box);
    if (!box) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) mark(null);
  });
  document.addEventListener('drop', (event) => {
    const box = receiver(event);
    mark(null);
    if (!box) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    const text = event.dataTransfer.getData('text/plain');
    if (file) take(file, box);
    else if (text) fill(box, text, 'What was dropped');
  });
})();
