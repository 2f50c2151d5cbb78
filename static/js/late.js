// What only an answer needs comes when somebody begins.
'use strict';
(() => {
  const address = document.currentScript.dataset.late;
  const events = ['focusin', 'input', 'htmx:config:request'];
  const load = () => {
    for (const name of events) document.removeEventListener(name, load);
    import(address);
  };
  if (document.querySelector('time, [data-copy-target], [data-member], [data-difference]')) load();
  else for (const name of events) document.addEventListener(name, load);
})();
