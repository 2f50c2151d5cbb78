// No answer is shown to a question that has changed since; and a server that does not answer is told of.
'use strict';
(() => {
  const answer = document.getElementById('result');
  const network = document.querySelector('[data-network]');
  if (!answer || !network) return;
  const words = network.querySelector('[data-network-words]');
  const OLD = 'What you see is older than what you sent.';
  const TYPED = 'textarea, input:not([type="hidden"], [type="checkbox"])';
  let edits = 0;
  let lastForm = null;

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
  const fail = (message) => {
    answer.dataset.state = 'stale';
    answer.removeAttribute('aria-busy');
    words.textContent = message;
    network.hidden = false;
  };

  const bringIntoView = () => {
    const { top } = answer.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.7) answer.parentElement.scrollIntoView({ block: 'start' });
  };

  document.addEventListener('input', (event) => {
    if (!isLive(event.target)) return;
    edits += 1;
    wait();
    event.target.closest('[data-live]').dispatchEvent(new CustomEvent('htmx:abort'));
  });
  document.addEventListener('htmx:config:request', (event) => {
    event.detail.ctx.edits = edits;
    lastForm = event.target.closest('form');
    if (network.hidden) wait();
  });
  document.addEventListener('htmx:before:swap', (event) => {
    const { ctx } = event.detail;
    if (ctx.edits !== edits) {
      event.preventDefault();
    } else if (!ctx.text?.includes('data-result=')) {
      event.preventDefault();
      fail(`What came back is no answer of this server (status ${ctx.response?.status}). ${OLD}`);
    }
  });
  document.addEventListener('htmx:after:swap', (event) => {
    const { ctx } = event.detail;
    if (ctx.edits !== edits) return;
    settle();
    // Who pressed a button wants to see the answer; who types wants to see the box.
    if (ctx.sourceEvent?.type !== 'input') bringIntoView();
  });
  document.addEventListener('htmx:error', (event) => {
    const isSlow = event.detail.ctx?.request?.signal?.reason === 'timeout';
    const why = isSlow ? 'The server took too long to answer.' : 'The server did not answer.';
    fail(`${why} ${OLD}`);
  });
  network.querySelector('[data-network-retry]').addEventListener('click', () => {
    const form = lastForm ?? document.querySelector('[data-live]');
    form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });

  // Ctrl+Enter is the first button, from any field.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    const button = event.target.form?.querySelector('[data-primary]');
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  // A page that comes back from the browser's memory holds no secret any more.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const field of document.querySelectorAll(TYPED)) field.value = '';
    answer.replaceChildren();
    document.querySelector('[data-live] textarea')?.dispatchEvent(new Event('input', { bubbles: true }));
  });
})();
