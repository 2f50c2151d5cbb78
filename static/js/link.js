// A link that carries a token behind its #: /#token=… A browser sends no fragment to anybody; this takes it off the address
// before anything else happens, and hands the text to the page once its scripts are there.
'use strict';
(() => {
  const decoded = (text) => {
    try { return decodeURIComponent(text); } catch { return text; }
  };
  const take = () => {
    const found = /^#token=([^&]*)/.exec(location.hash);
    if (!found) return;
    history.replaceState(null, '', location.pathname + location.search);
    const give = () => document.dispatchEvent(new CustomEvent('page:brought', { detail: decoded(found[1]) }));
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => setTimeout(give));
    else give();
  };

  take();
  addEventListener('hashchange', take);
})();
