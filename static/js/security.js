// htmx under Trusted Types: one policy, no scripts in answers, no code in attributes, no address in headers.
'use strict';
(() => {
  const refuse = () => { throw new TypeError('A script in an answer was refused'); };
  const rules = {
    createHTML: (html) => (/<script[\s/>]/i.test(html) ? refuse() : html),
    createScript: refuse,
  };
  const policy = self.trustedTypes ? trustedTypes.createPolicy('htmx', rules) : rules;
  const denied = function denied() { throw new EvalError('Code in attributes is off'); };

  htmx.registerExtension('app-security', {
    init: (api) => api.initSecurity(policy, denied, denied),
    htmx_config_request: (_element, { ctx }) => {
      // It would carry the fragment of the address along, and people paste tokens there.
      delete ctx.request.headers['HX-Current-URL'];
    },
  });
})();
