// One Tab stop for a table of claims, a strip of parts or a row of buttons: the arrow keys, Home and End lead through it.
// Without this script there is nothing that a claim or part would do, so there is no stop.
'use strict';
(() => {
  const LIST = '.members, .disclosures, .parts, .comparison, .value-tools';
  const ITEM = '.member-name > code, .comparison-at, dt.member-plain, .disclosure-name > *, .part, .value-tools > button';
  const WAYS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -1e5, End: 1e5 };

  // The buttons lie in a row of the table, and are no rows of it.
  const around = (item) => {
    const list = item.closest(LIST);
    return [...list.querySelectorAll(ITEM)].filter((one) => one.closest(LIST) === list);
  };
  const stopAt = (item) => {
    for (const one of around(item)) one.tabIndex = one === item ? 0 : -1;
  };
  const prepare = () => {
    for (const list of document.querySelectorAll(LIST)) {
      const first = list.querySelector(ITEM);
      if (first) stopAt(first);
    }
  };

  document.addEventListener('focusin', ({ target }) => {
    if (target.matches(ITEM)) stopAt(target);
  });
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (!WAYS[key] || !target.matches(ITEM) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const items = around(target);
    items[Math.max(0, Math.min(items.length - 1, items.indexOf(target) + WAYS[key]))].focus();
  });
  // A page that moves below a pointer that lies still brings events of the pointer: what has the focus stays lit.
  let pointed = '';
  addEventListener('pointerover', (event) => {
    const place = `${event.clientX} ${event.clientY}`;
    if (place === pointed) event.stopPropagation();
    pointed = place;
  }, { capture: true });

  document.addEventListener('htmx:after:swap', prepare);
  prepare();
})();
