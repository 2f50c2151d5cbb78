// The theme: the system's, light or dark. Its name is all that is ever stored in the browser.
'use strict';
(() => {
  const root = document.documentElement;
  const themes = ['system', 'light', 'dark'];
  const names = { system: 'System', light: 'Light', dark: 'Dark' };

  const stored = () => {
    try { return localStorage.getItem('theme'); } catch { return null; }
  };
  const store = (theme) => {
    try { localStorage.setItem('theme', theme); } catch { /* A browser that stores nothing keeps it for this page. */ }
  };
  const apply = (theme) => {
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  };

  let theme = themes.includes(stored()) ? stored() : 'system';
  root.dataset.js = '';
  apply(theme);

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.querySelector('[data-theme-switch]');
    const name = button?.querySelector('[data-theme-name]');
    if (!button) return;
    name.textContent = names[theme];
    button.addEventListener('click', () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      store(theme);
      apply(theme);
      name.textContent = names[theme];
    });
  });
})();
