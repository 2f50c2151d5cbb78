// A link that carries a token behind its #: /#token=…, or what a provider answers a login with, #access_token=…&id_token=…
// A browser sends no fragment to anybody; this takes it off the address before anything else happens, and hands the text to
// the page once its scripts are there.
'use strict';
(() => {
  const decoded = (text) => {
    try { return decodeURIComponent(text); } catch { return text; }
  };
  const take = () => {
    const text = location.hash.slice(1);
    if (!/(?:^|&)(?:(?:access_|id_)?token|response)=/.test(text)) return;
    const alone = /^token=([^&]*)/.exec(text);
    history.replaceState(null, '', location.pathname + location.search);
    const give = () => document.dispatchEvent(new CustomEvent('page:brought', { detail: alone ? decoded(alone[1]) : text }));
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => setTimeout(give));
    else give();
  };

  take();
  addEventListener('hashchange', take);
})();
