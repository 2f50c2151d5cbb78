// The colours in the box: a backdrop under a native textarea shows the same characters, in the colours of their parts.
// The textarea's value is never written here, so that undo, input methods and form posting stay the browser's own.
'use strict';
(() => {
  const boxes = [...document.querySelectorAll('[data-token-box]')].map((box) => ({
    box,
    area: box.querySelector('textarea'),
    backdrop: box.querySelector('[data-backdrop]'),
    pieces: [],
    places: null,
    answered: null,
    located: [],
  }));
  if (!boxes.length) return;
  const canMark = 'highlights' in CSS;

  const NAMES = { 3: ['header', 'payload', 'signature'], 5: ['header', 'key', 'vector', 'payload', 'signature'] };
  const OPENING = /e(?:y[A-Z0-9]|w[0ok]|30)/;
  const TOKEN = /[\w\-=+/.]+(?:[ \t]*\r?\n[ \t]*[\w\-=+/.]+)*/y;

  const LONG = 20_000;

  // ---- painting

  // A first guess while the server has not answered yet: the parts of the first compact token.
  const guess = (text) => {
    if (/^\s*[{[]|-----BEGIN /.test(text)) return [];
    const opening = OPENING.exec(text);
    if (!opening) return [];
    // What begins a JSON object may be the second part, behind a first one that is none.
    let start = opening.index;
    if (text[start - 1] === '.') do start -= 1; while (/[\w.-]/.test(text[start - 1] ?? ' '));
    TOKEN.lastIndex = start;
    const token = TOKEN.exec(text)[0];
    const segments = token.split('.');
    const names = NAMES[segments.length > 3 ? 5 : 3];
    return segments.slice(0, names.length).map((segment, index) => {
      const range = { start, end: start + segment.length, kind: names[index] };
      start = range.end + 1;
      return range;
    });
  };

  const partsOfAnswer = () => [...document.querySelectorAll('#parts [data-part]')]
    .map((part) => ({ ...spanOf(part), kind: part.dataset.kind }))
    .sort((one, other) => one.start - other.start);

  const paint = (one, ranges) => {
    const text = one.area.value;
    const wanted = [];
    let position = 0;
    for (const { start, end, kind } of ranges) {
      if (start < position || end <= start || end > text.length) continue;
      if (start > position) wanted.push(['', text.slice(position, start)]);
      wanted.push([kind, text.slice(start, end)]);
      position = end;
    }
    // The zero-width space gives a last empty line its height.
    wanted.push(['', `${text.slice(position)}\u200b`]);
    show(one, wanted);
    one.box.dataset.painted = '';
    requestAnimationFrame(() => follow(one));
  };

  const show = (one, wanted) => {
    const { backdrop } = one;
    let start = 0;
    one.pieces = wanted.map(([kind, text], index) => {
      const span = backdrop.children[index] ?? backdrop.appendChild(document.createElement('span'));
      if (!span.firstChild) span.append('');
      if (span.firstChild.data !== text) span.firstChild.data = text;
      if (kind) span.dataset.kind = kind;
      else delete span.dataset.kind;
      const piece = { node: span.firstChild, start };
      start += text.length;
      return piece;
    });
    while (backdrop.children.length > wanted.length) backdrop.lastElementChild.remove();
  };

  const follow = ({ area, backdrop }) => {
    backdrop.scrollTop = area.scrollTop;
  };

  // ---- places: the server counts code points, and line breaks as they were sent, which are two in a form of several
  // parts; the browser counts UTF-16 units

  const measure = (text, breaksAreTwo) => {
    if (!/[\ud800-\udfff]/.test(text) && !(breaksAreTwo && text.includes('\n'))) return (offset) => offset;
    const units = [];
    let unit = 0;
    for (const character of text) {
      units.push(unit);
      if (breaksAreTwo && character === '\n') units.push(unit);
      unit += character.length;
    }
    return (offset) => units[offset] ?? unit;
  };

  const boxOf = (element) => {
    const id = element.closest('[data-of]')?.dataset.of ?? 'input';
    return boxes.find(({ area }) => area.id === id);
  };

  // What lies inside a nested token has its place there: base64url, that carries it, has four characters for three octets.
  // What is missing has a place, and no characters: the next one stands for it.
  const spanOf = (element) => {
    let [start, end] = [Number(element.dataset.start), Number(element.dataset.end)];
    for (let around = element.closest('[data-nested]'); around; around = around.parentElement.closest('[data-nested]')) {
      const { at, encoded } = around.dataset;
      const width = encoded === undefined ? 3 : 4;
      start = Number(at) + Math.floor(start * width / 3);
      end = Number(at) + Math.ceil(end * width / 3);
    }
    const of = boxOf(element);
    start = of.places(start);
    end = of.places(end);
    return { of, start, end: 'problem' in element.dataset ? Math.max(end, start + 1) : end };
  };

  // ---- marking

  const boundary = ({ pieces }, offset) => {
    let index = pieces.length - 1;
    while (index > 0 && pieces[index].start > offset) index -= 1;
    const { node, start } = pieces[index];
    return [node, Math.min(offset - start, node.length)];
  };

  const rangeOf = ({ of, start, end }) => {
    const range = new Range();
    range.setStart(...boundary(of, start));
    range.setEnd(...boundary(of, end));
    return range;
  };

  const markOf = (element) => rangeOf(spanOf(element)).getBoundingClientRect();

  let lit = '';
  const light = (elements, kind = 'plain') => {
    strip.hidden = true;
    if (!canMark) return;
    CSS.highlights.delete(lit);
    const spans = elements.map(spanOf).filter(({ start, end }) => end > start);
    if (!spans.length) return;
    lit = `lit-${kind}`;
    CSS.highlights.set(lit, new Highlight(...spans.map(rangeOf)));
  };

  // The keyboard reaches the place of each problem that is marked.
  const markProblems = () => {
    const problems = own('[data-problem][data-start]').filter(isOwn).slice(0, 200);
    for (const problem of problems) problem.querySelector('.problem-place')?.setAttribute('tabindex', '0');
    if (canMark) CSS.highlights.set('problem', new Highlight(...problems.map(spanOf).map(rangeOf)));
  };

  // What lies inside an encrypted token has its places in another text.
  const isElsewhere = (element) => element.closest('[data-nested]:not([data-at])') || !boxOf(element);

  const own = (selector) => [...document.querySelectorAll(`:is(#parts, #result) :is(${selector})`)]
    .filter((element) => !isElsewhere(element));

  const isOwn = (element) => {
    if (!element?.closest('#parts, #result') || isElsewhere(element)) return false;
    const { area, answered } = boxOf(element);
    return area.value === answered;
  };

  const select = (...elements) => {
    for (const lit of document.querySelectorAll('[data-lit]')) if (!elements.includes(lit)) delete lit.dataset.lit;
    for (const element of elements) if (element) element.dataset.lit = '';
  };

  // A Disclosure and the digest that vouches for it belong together, and what two tokens have in one place.
  const withTwins = (element) => {
    const { digest } = element.dataset;
    const row = element.closest('[data-difference]');
    if (row) return [...row.querySelectorAll('[data-start]')].filter(isOwn);
    return digest ? own(`[data-digest="${digest}"]`) : [element];
  };

  // What was folded away cannot be seen: what it is folded into can.
  const shownOf = (element) => element.closest('[data-folded]') ?? element.closest('details:not([open])') ?? element;

  const reveal = (element, scroll, part) => {
    if (!isOwn(element)) {
      select();
      light([]);
      return;
    }
    const twins = withTwins(element);
    select(...twins, ...twins.map((one) => one.closest('[data-member]')), shownOf(element), part);
    light(twins, element.dataset.kind);
    if (!scroll) return;
    // What is pointed at comes last, so that it is in sight.
    for (const one of [...twins, element]) {
      const { area, backdrop } = spanOf(one).of;
      const shown = backdrop.getBoundingClientRect();
      const mark = markOf(one);
      if (mark.top < shown.top) area.scrollTop -= shown.top - mark.top + 24;
      else if (mark.bottom > shown.bottom) area.scrollTop += Math.min(mark.bottom - shown.bottom, mark.top - shown.top);
    }
    const span = spanOf(element);
    const text = span.of.area.value;
    const whole = text.slice(span.start, span.end);
    glimpse(markOf(element), element, [
      text.slice(Math.max(0, span.start - AROUND), span.start),
      whole.length > 5 * AROUND ? `${whole.slice(0, 2 * AROUND)}…${whole.slice(-2 * AROUND)}` : whole,
      text.slice(span.end, span.end + AROUND),
    ]);
  };

  // What is pointed at here, while its other side is out of sight, stands in a strip at the edge of the window.
  const AROUND = 24;
  const strip = document.createElement('p');
  strip.className = 'glimpse';
  strip.ariaHidden = 'true';
  strip.hidden = true;
  document.body.append(strip);
  const glimpse = ({ top, bottom }, near, [before, own, after]) => {
    if (!canMark || !own || (bottom > MARGIN && top < innerHeight - MARGIN)) return;
    const mark = document.createElement('mark');
    mark.textContent = own;
    strip.replaceChildren(before, mark, after);
    strip.dataset.kind = near.dataset.kind ?? '';
    strip.toggleAttribute('data-low', near.getBoundingClientRect().top < innerHeight / 2);
    strip.hidden = false;
  };

  // The page moves only as far as both can be seen: the member, and the characters that were pointed at. A box that
  // stays where it is when the page moves can be seen anyhow.
  const MARGIN = 12;
  const bring = (element) => {
    const { top, bottom, height } = shownOf(element).getBoundingClientRect();
    if (!height || !canMark || !isOwn(element)) return;
    const way = top < MARGIN ? top - MARGIN : Math.max(0, Math.min(bottom - innerHeight + MARGIN, top - MARGIN));
    const answer = element.closest('.column-answer');
    const frame = [answer, document.scrollingElement].find((one) => one
      && one.scrollHeight > one.clientHeight && getComputedStyle(one).overflowY !== 'visible') ?? document.scrollingElement;
    const { area, box } = spanOf(element).of;
    const seen = Math.max(markOf(element).top, area.getBoundingClientRect().top) - way;
    const isSeen = frame === answer || getComputedStyle(box.closest('.column')).position === 'sticky';
    if (!isSeen && (seen < 0 || seen > innerHeight - 2 * MARGIN)) {
      const words = (element.title || element.textContent).trim();
      const name = element.querySelector('code')?.textContent ?? words;
      glimpse({ top, bottom }, area, ['', name, words.slice(name.length, 8 * AROUND)]);
      return;
    }
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    if (way) frame.scrollBy({ top: way, behavior });
  };

  // From the box to the member: the smallest one around a place, and the part that it belongs to.
  const at = ({ area, answered, located }, offset) => {
    if (area.value !== answered) return null;
    let best = null;
    let part = null;
    let size = Infinity;
    for (const { element, start, end } of located) {
      if (start > offset || offset >= end) continue;
      if ('part' in element.dataset) part = element;
      if (end - start > size) continue;
      best = element;
      size = end - start;
    }
    reveal(best, false, part);
    return best;
  };

  const PLACES = '[data-member], [data-element], [data-part], [data-side][data-start]';
  const members = `${PLACES}, [data-finding][data-start], [data-problem][data-start]`;
  const pointedAt = (target) => target?.closest?.(members)
    ?? target?.closest?.('[data-difference]')?.querySelector('[data-side][data-start]');
  for (const [enter, leave] of [['pointerover', 'pointerout'], ['focusin', 'focusout']]) {
    document.addEventListener(enter, (event) => {
      const element = pointedAt(event.target);
      if (isOwn(element)) reveal(element, true);
    });
    document.addEventListener(leave, (event) => {
      if (pointedAt(event.target) && !pointedAt(event.relatedTarget)) reveal(pointedAt(document.activeElement));
    });
  }
  let caret = 0;
  let rest = 0;
  document.addEventListener('selectionchange', () => {
    const one = boxes.find(({ area }) => area === document.activeElement);
    if (!one) return;
    cancelAnimationFrame(caret);
    clearTimeout(rest);
    caret = requestAnimationFrame(() => {
      const element = at(one, one.area.selectionStart);
      const fold = element?.closest('.members-fold:not([open])');
      if (fold) fold.open = true;
      if (element) bring(element);
    });
  });
  // The page moves when the pointer rests, not under it. A page that moves brings events of a pointer that does not.
  let pointer = 0;
  let pointed = '';
  const attend = (one) => {
    const { area } = one;
    area.addEventListener('pointermove', (event) => {
      const place = `${event.clientX} ${event.clientY}`;
      if (place === pointed) return;
      pointed = place;
      cancelAnimationFrame(pointer);
      clearTimeout(rest);
      pointer = requestAnimationFrame(() => {
        const found = document.caretPositionFromPoint?.(event.clientX, event.clientY);
        const element = found?.offsetNode === area ? at(one, found.offset) : null;
        if (element && !event.buttons) rest = setTimeout(bring, 400, element);
      });
    });
    area.addEventListener('pointerleave', () => {
      cancelAnimationFrame(pointer);
      clearTimeout(rest);
      pointed = '';
      reveal(null);
    });
    // A box that is to be long is so before the text comes, which is laid out once then.
    area.addEventListener('beforeinput', ({ data }) => {
      if (data?.length > LONG) grows(one, data.length);
    });
    area.addEventListener('input', (event) => guessed(one, event));
    area.addEventListener('scroll', () => follow(one), { passive: true });
  };

  // ---- when

  const grows = ({ box }, length) => box.toggleAttribute('data-long', length > LONG);
  const guessed = (one, event) => {
    const { area, box } = one;
    one.answered = null;
    light([]);
    select();
    if (canMark) for (const name of ['problem', 'pointed']) CSS.highlights.delete(name);
    const ranges = guess(area.value);
    // Two long texts are more than a browser lays out between two keys: the colours come with the answer.
    if (grows(one, area.value.length)) delete box.dataset.painted;
    else paint(one, ranges);
    area.dispatchEvent(new CustomEvent('page:guessed', { detail: { ranges, pasted: event?.data?.length ?? 0 } }));
  };
  const answerCame = (breaksAreTwo) => {
    for (const one of boxes) {
      one.located = [];
      if (one.area.value !== one.sent) continue;
      one.answered = one.sent;
      one.places = measure(one.sent, breaksAreTwo(one.area));
      paint(one, one.area.id === 'input' && parts ? partsOfAnswer() : guess(one.sent));
    }
    markProblems();
    if (canMark) CSS.highlights.delete('pointed');
    for (const element of own(PLACES).filter(isOwn)) {
      const span = spanOf(element);
      span.of.located.push({ element, ...span });
    }
  };

  // What an answer is about: a refusal tells nothing of the text in the box.
  const isAbout = ({ text }) => text?.includes('data-result=') && !text.includes('data-result="refusal"');

  const parts = document.getElementById('parts');
  const send = () => {
    for (const one of boxes) one.sent = one.area.value;
  };
  boxes.forEach(attend);
  document.addEventListener('htmx:config:request', send);
  document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
    if (isAbout(ctx)) answerCame((area) => area.form.enctype === 'multipart/form-data');
  });
  document.addEventListener('page:pointed', () => {
    if (canMark) CSS.highlights.set('pointed', new Highlight(...own('[data-pointed]').filter(isOwn).map(spanOf).map(rangeOf)));
  });

  for (const one of boxes) guessed(one);
  if (document.querySelector('#result [data-result]')) {
    send();
    answerCame((area) => area.dataset.lineBreaks === 'crlf');
  }
})();
