// Until the server's answer is there, what was pasted is shown as it says: header and claims, read here, checked by nobody.
'use strict';
(() => {
  const template = document.getElementById('preview');
  if (!template) return;
  const answer = document.getElementById('result');
  const area = document.getElementById('input');
  // What is longer stands as plain text: it is there at once, and for a moment only.
  const MOST = { characters: 16_384, members: 100, value: 320 };
  const MARKS = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;
  let length = area.value.length;

  // Characters that reorder what stands around them, or that nobody sees, as their escapes.
  const plain = (text) => text.replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt().toString(16).padStart(4, 0)}`);

  const textOf = (segment) => {
    const octets = atob(segment.replaceAll('-', '+').replaceAll('_', '/'));
    const read = new Uint8Array(octets.length);
    for (let index = 0; index < octets.length; index += 1) read[index] = octets.charCodeAt(index);
    return plain(new TextDecoder('utf-8', { fatal: true }).decode(read));
  };

  // The members of a JSON object that is known to be one, each with its literal text: what JavaScript makes of a number or
  // of two members of one name is not what the token says.
  const membersOf = (text) => {
    const members = [];
    let depth = 0;
    let name = null;
    let start = 0;
    for (const { 0: mark, index } of text.matchAll(MARKS)) {
      if (mark[0] === '"') {
        if (depth === 1 && name === null) {
          name = mark;
          start = text.indexOf(':', index + mark.length) + 1;
        }
        continue;
      }
      if (depth === 1 && name !== null && (mark === ',' || mark === '}')) {
        members.push([plain(JSON.parse(name)), text.slice(start, index).trim()]);
        name = null;
      }
      if (mark === '{' || mark === '[') depth += 1;
      else if (mark !== ',') depth -= 1;
    }
    return members;
  };

  const fill = (card, segment) => {
    const text = textOf(segment);
    const value = JSON.parse(text);
    if (!value || typeof value !== 'object' || Array.isArray(value)) throw new TypeError('no JSON object');
    const members = text.length > MOST.characters ? [] : membersOf(text);
    const list = card.querySelector('dl');
    const row = list.firstElementChild;
    if (!members.length || members.length > MOST.members) {
      const plain = card.querySelector('pre');
      plain.hidden = false;
      plain.textContent = text;
      list.remove();
      return;
    }
    list.replaceChildren(...members.map(([name, literal]) => {
      const filled = row.cloneNode(true);
      const [first, second] = filled.querySelectorAll('code');
      first.textContent = name;
      second.textContent = literal.length > MOST.value ? `${literal.slice(0, MOST.value)}…` : literal;
      return filled;
    }));
  };

  area.addEventListener('page:guessed', ({ detail: ranges }) => {
    const changed = Math.abs(area.value.length - length);
    length = area.value.length;
    // Somebody types: the answer that is there says more, though it is about to be older.
    if (changed <= length / 2) return;
    const shown = template.content.cloneNode(true);
    for (const kind of ['payload', 'header']) {
      const card = shown.querySelector(`[data-kind="${kind}"]`);
      const range = ranges.length < 4 || kind === 'header' ? ranges.find((one) => one.kind === kind) : null;
      card.id = card.id.replace('preview', 'token');
      try {
        fill(card, area.value.slice(range.start, range.end));
      } catch {
        card.remove();
      }
    }
    if (shown.querySelector('.card')) answer.replaceChildren(shown);
  });
})();
