// Until the server's answer is there, what was pasted is shown as it says: header and claims, read here, checked by nobody.
'use strict';
(() => {
  const template = document.getElementById('preview');
  if (!template) return;
  const answer = document.getElementById('result');
  const area = document.getElementById('input');
  // More members than that stand as plain text: it is there at once, and for a moment only. Text of other scripts takes
  // a browser longer than anybody waits.
  const MOST = { characters: 200_000, members: 100, value: 320, others: 4_096, lines: 2_000 };
  const MARKS = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;
  const OTHERS = /[^\n -~]/;
  let length = area.value.length;

  // As the server writes what cannot be seen, or turns around what can.
  const visible = (text) => text.replace(/(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (one) => one.split('')
    .map((unit) => `\\u${unit.charCodeAt().toString(16).padStart(4, '0')}`).join(''));
  const shortened = (text, most) => visible(text.length > most ? `${text.slice(0, most)}…` : text);

  const textOf = (segment) => {
    const octets = atob(segment.replaceAll('-', '+').replaceAll('_', '/'));
    const read = new Uint8Array(octets.length);
    for (let index = 0; index < octets.length; index += 1) read[index] = octets.charCodeAt(index);
    return new TextDecoder('utf-8', { fatal: true }).decode(read);
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
        members.push([JSON.parse(name), text.slice(start, index).trim()]);
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
      const isEasy = !OTHERS.test(text) && text.split('\n', MOST.lines).length < MOST.lines;
      plain.textContent = shortened(text, isEasy ? MOST.characters : MOST.others);
      list.remove();
      return;
    }
    card.toggleAttribute('data-timed', members.some(([name]) => ['exp', 'nbf', 'iat'].includes(name)));
    list.replaceChildren(...members.map(([name, literal]) => {
      const filled = row.cloneNode(true);
      const [first, second] = filled.querySelectorAll('code');
      first.textContent = shortened(name, MOST.value);
      second.textContent = shortened(literal, MOST.value);
      return filled;
    }));
  };

  area.addEventListener('page:guessed', ({ detail: { ranges, pasted } }) => {
    const changed = Math.max(pasted, Math.abs(area.value.length - length));
    length = area.value.length;
    // Somebody types: the answer that is there says more, though it is about to be older.
    const isShown = answer.querySelector('[data-preview]');
    if (changed <= length / 2 && !isShown) return;
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
    else if (isShown) answer.replaceChildren();
  });
})();
