// A section folds, and stays folded or open in the answers that follow, for the life of the page. Nothing is stored.
'use strict';
(() => {
  const folded = new Set();
  const chosen = new Map();

  const show = (button) => {
    const card = button.closest('.card');
    card.toggleAttribute('data-folded', folded.has(card.id));
    button.setAttribute('aria-expanded', String(!folded.has(card.id)));
  };

  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-folds]');
    if (button) {
      const { id } = button.closest('.card');
      if (!folded.delete(id)) folded.add(id);
      show(button);
    }
    const fold = target.closest('.fold > summary')?.parentElement;
    if (fold?.id) chosen.set(fold.id, { fold, isOpen: !fold.open });
  });

  // What is the same element as before keeps its state by itself, or was opened since for a reason.
  document.addEventListener('htmx:after:swap', () => {
    document.querySelectorAll('[data-folds]').forEach(show);
    for (const [id, { fold, isOpen }] of chosen) {
      const now = document.getElementById(id);
      if (!now || now === fold) continue;
      now.open = isOpen;
      chosen.set(id, { fold: now, isOpen });
    }
  });
})();
