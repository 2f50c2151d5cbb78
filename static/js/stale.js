// Only the latest question is answered; and a server that does not answer is told of.
// A question is what was typed, asked after a moment, or a button that was pressed: that takes the place of the typed one.
'use strict';
(() => {
  const answer = document.getElementById('result');
  const network = document.querySelector('[data-network]');
  if (!answer || !network) return;
  const words = network.querySelector('[data-network-words]');
  const TYPED = 'textarea, input:not([type="hidden"], [type="checkbox"])';
  // The folds that hold what an answer asks for.
  const OPENING = ':is(#key-hint, [data-step], [data-result^="key-"]) [data-opens], [data-step][data-opens]';
  let questions = 0;
  let asked = 0;
  let isPressed = false;
  let isRepeated = false;
  let asker = null;
  let opened = new Set();

  const isLive = (field) => field.closest('[data-live]') && !field.closest('[data-still]');
  const wait = () => {
    answer.dataset.state = 'waiting';
    answer.setAttribute('aria-busy', 'true');
  };
  const settle = () => {
    delete answer.dataset.state;
    answer.removeAttribute('aria-busy');
    network.hidden = true;
  };
  const grow = () => {
    settle();
    if (answer.querySelector('[data-result]:not([data-verdict="empty"])')) answer.dataset.state = 'stale';
  };
  const fail = (message) => {
    grow();
    words.textContent = answer.querySelector('[data-result]') ? `${message} What you see is older than what you sent.` : message;
    network.hidden = false;
  };

  const bringIntoView = (element) => {
    const { top } = element.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.7) element.scrollIntoView({ block: 'start' });
  };

  // The slider that somebody holds stays where it is, whatever grows above it.
  const held = () => document.activeElement?.type === 'range' && document.activeElement;
  let heldAt = 0;
  const holdInPlace = (slider) => requestAnimationFrame(() => {
    scrollBy({ top: slider.getBoundingClientRect().top - heldAt, behavior: 'instant' });
  });

  // A button that goes with its answer leaves the focus near: at the next one of its card, or at the verdict.
  let left = null;
  const keepFocus = () => {
    if (left === null || document.activeElement !== document.body) return;
    const near = left && document.getElementById(left)?.querySelector('.buttons button');
    const place = near || answer.querySelector('.verdict');
    if (place && !near) place.tabIndex = -1;
    place?.focus({ preventScroll: true });
  };

  // ---- the fields that were refused, and the folds that are needed

  const places = [...document.querySelectorAll('[data-message-for]')];
  const fieldOf = (place) => document.getElementById(place.dataset.messageFor);
  const accept = () => {
    for (const place of places) {
      place.replaceChildren();
      fieldOf(place)?.removeAttribute('aria-invalid');
    }
  };
  const markRefused = () => {
    const refused = places.filter((one) => one.querySelector('[data-refused]'));
    for (const place of refused) {
      fieldOf(place)?.setAttribute('aria-invalid', 'true');
      place.closest('details')?.setAttribute('open', '');
    }
    return refused[0]?.closest('.field');
  };
  const openFolds = () => {
    const due = new Set([...document.querySelectorAll(OPENING)].map((element) => element.dataset.opens));
    for (const id of due) if (!opened.has(id)) document.getElementById(id)?.setAttribute('open', '');
    opened = due;
  };

  // ---- asking and answering

  // What is pasted is asked at once; what is typed, when the hand rests. A long text is asked about later: its answer takes
  // as long to draw as several keystrokes.
  const LONG = 20_000;
  let isLate = false;
  const lengths = new WeakMap();
  const isPasted = ({ target: field, data }) => {
    const before = lengths.get(field) ?? 0;
    lengths.set(field, field.value.length);
    return Math.max(data?.length ?? 0, Math.abs(field.value.length - before)) > 20;
  };

  document.addEventListener('input', (event) => {
    if (!isLive(event.target)) return;
    questions += 1;
    isPressed = false;
    wait();
    const form = event.target.closest('[data-live]');
    form.dispatchEvent(new CustomEvent('htmx:abort'));
    const question = questions;
    const isNow = isPasted(event);
    isLate = !isNow && event.target.value.length > LONG;
    if (isNow || isLate) setTimeout(() => {
      if (question === questions && !isPressed) form.dispatchEvent(new CustomEvent('ask'));
    }, isLate ? 500 : 0);
  });
  document.addEventListener('htmx:config:request', (event) => {
    const { ctx } = event.detail;
    ctx.isTyped = ['ask', 'input'].includes(ctx.sourceEvent?.type);
    if (ctx.isTyped && (isPressed || asked === questions || (isLate && ctx.sourceEvent.type === 'input'))) {
      event.preventDefault();
      return;
    }
    if (!ctx.isTyped) questions += 1;
    isPressed = !ctx.isTyped;
    asked = questions;
    ctx.question = questions;
    ctx.isRepeated = isRepeated;
    asker = event.target;
    if (network.hidden) wait();
  });
  document.addEventListener('htmx:before:swap', (event) => {
    const { ctx } = event.detail;
    if (ctx.question !== questions) {
      event.preventDefault();
    } else if (!/data-(?:result|refused)[=\s>]/.test(ctx.text ?? '')) {
      event.preventDefault();
      fail(`What came back is no answer of this server (status ${ctx.response?.status}).`);
    } else {
      const focused = document.activeElement;
      left = answer.contains(focused) ? focused.closest('.card')?.id ?? '' : null;
      if (held()) heldAt = held().getBoundingClientRect().top;
      accept();
    }
  });
  document.addEventListener('htmx:after:swap', (event) => {
    const { ctx } = event.detail;
    if (ctx.question !== questions) return;
    const refused = markRefused();
    if (refused) grow();
    else settle();
    openFolds();
    keepFocus();
    if (refused?.contains(document.activeElement)) refused.scrollIntoView({ block: 'nearest' });
    // Who pressed a button wants to see the answer; who types wants to see the box, who slides the slider.
    if (held()) holdInPlace(held());
    else if (!ctx.isTyped && !ctx.isRepeated) bringIntoView(refused ?? answer.parentElement);
  });
  document.addEventListener('htmx:error', (event) => {
    const isSlow = event.detail.ctx?.request?.signal?.reason === 'timeout';
    const why = isSlow ? 'The server took too long to answer.' : 'The server did not answer.';
    fail(why);
  });

  const askAgain = () => {
    const latest = asker?.isConnected ? asker : document.querySelector('[data-live]');
    isRepeated = true;
    if (latest?.matches('form')) latest.requestSubmit();
    else latest?.click();
    isRepeated = false;
  };
  document.addEventListener('page:again', askAgain);
  network.querySelector('[data-network-retry]').addEventListener('click', askAgain);

  // Ctrl+Enter is the first button, from anywhere; while it is not known yet which that is, whatever fits the paste.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || document.querySelector('dialog[open]')) return;
    const form = event.target.form ?? document.querySelector('[data-live]');
    // On a link it opens another window.
    if (!form || event.target.closest('a')) return;
    event.preventDefault();
    if (form.matches('[data-live]') && answer.dataset.state) form.requestSubmit();
    else form.querySelector('[data-primary]')?.click();
  });

  // A page that comes back from the browser's memory holds no secret any more.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const field of document.querySelectorAll(TYPED)) field.value = '';
    answer.replaceChildren();
    document.querySelector('[data-live] textarea')?.dispatchEvent(new Event('input', { bubbles: true }));
  });
})();
