// What arrives elsewhere than in a field fills the box: pasted with nothing focused, dropped on the page, brought by a link.
// A file is read here, in the browser; what was read is sent as if it had been pasted.
'use strict';
(() => {
  const named = document.querySelectorAll('#input, #field-other');
  const boxes = [...(named.length ? named : document.querySelectorAll('#key'))];
  if (!boxes.length) return;
  const FIELD = 'textarea, input:not([type="checkbox"], [type="radio"], [type="range"], [type="file"])';
  const announcement = document.getElementById('announcement');
  const keyBox = document.getElementById('key');
  const isKey = (text) => /-----BEGIN |"kty"\s*:/.test(text) && !/eyJ[\w-]+\./.test(text);
  // A key that comes after a token is for it.
  const boxFor = (text) => {
    const [first] = boxes;
    if (keyBox && !keyBox.value.trim() && first.value.trim() && isKey(text) && !isKey(first.value)) return keyBox;
    return boxes.find((box) => !box.value.trim()) ?? first;
  };

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
    const [one, two] = new Uint8Array(octets);
    const marked = { 255: [254, 'utf-16le'], 254: [255, 'utf-16be'] }[one];
    try {
      const text = new TextDecoder(marked?.[0] === two ? marked[1] : 'utf-8', { fatal: true }).decode(octets);
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
  const take = async (file, field) => {
    taken = file;
    const box = field ?? boxes[0];
    const name = `“${file.name}”`;
    // A character of UTF-8 has four octets at most.
    if (file.size > 4 * (Number(box.dataset.most) || Infinity)) {
      refuse(box, `${name} is larger than what this server reads. Nothing was changed.`);
      return;
    }
    try {
      const text = await read(file);
      // Another came meanwhile.
      if (taken === file) fill(field ?? boxFor(text), text, name);
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
    if (text) fill(boxFor(text), text, 'What was pasted');
    else take(file, null);
  });

  document.addEventListener('page:brought', ({ detail }) => fill(boxes[0], detail, 'What the link brought'));

  // ---- dropping: a file anywhere, in the box that it is dropped on; text where there is no field that takes it by itself

  let isOwn = false;
  document.addEventListener('dragstart', () => { isOwn = true; });
  document.addEventListener('dragend', () => { isOwn = false; });

  // A box to be filled, or null where the text itself says which.
  const receiver = ({ target, dataTransfer }) => {
    if (isOwn || target.closest?.('[type="file"]')) return undefined;
    const field = target.closest?.(FIELD);
    if (dataTransfer.types.includes('Files')) return field?.matches('textarea') ? field : null;
    return dataTransfer.types.includes('text/plain') && !field ? null : undefined;
  };
  const mark = (box) => {
    for (const marked of document.querySelectorAll('[data-dropping]')) if (marked !== box) delete marked.dataset.dropping;
    if (box) box.dataset.dropping = '';
  };

  document.addEventListener('dragover', (event) => {
    const box = receiver(event);
    mark(box === null ? boxFor('') : box);
    if (box === undefined) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) mark(null);
  });
  document.addEventListener('drop', (event) => {
    const box = receiver(event);
    mark(null);
    if (box === undefined) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    const text = event.dataTransfer.getData('text/plain');
    if (file) take(file, box);
    else if (text) fill(box ?? boxFor(text), text, 'What was dropped');
  });
})();
