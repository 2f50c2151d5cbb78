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
  // JSON in lines. It is not parsed: numbers keep their digits, names their order, and none is lost that is there twice.
  const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|[[{]\s*[\]}]|\S/gsu;
  const indented = (text) => {
    let line = '\n';
    const lines = [];
    for (const [token] of text.matchAll(JSON_TOKEN)) {
      if (token === ']' || token === '}') lines.push(line = line.slice(0, -2));
      lines.push(/^[[{]\s/.test(token) ? token[0] + token.at(-1) : token);
      if (token === '[' || token === '{') lines.push(line += '  ');
      else if (token === ',') lines.push(line);
      else if (token === ':') lines.push(' ');
    }
    return lines.join('');
  };
  const copy = async (source, isIndented) => {
    try {
      await navigator.clipboard.writeText(isIndented ? indented(source.textContent) : source.textContent);
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
    const isDone = await copy(source, 'indented' in button.dataset);
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
