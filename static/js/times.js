// Times in the reader's own zone beside UTC, and distances that stay true while the page is open.
'use strict';
(() => {
  const MINUTE = 60;
  const HOUR = 3600;
  const DAY = 86400;
  const YEAR = 31556952;
  const MONTH = Math.floor(YEAR / 12);
  const LENGTH = String.raw`\d[\d,]* (?:s|min|h|days?|months?|years?)`;
  const DISTANCE = new RegExp(`just now|(?:in )?${LENGTH}(?: ${LENGTH})?(?: ago)?`);
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const local = new Intl.DateTimeFormat(undefined, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
  const count = (number, unit) => `${number.toLocaleString('en')} ${unit}${number === 1 ? '' : 's'}`;
  const two = (larger, number, smaller) => (number ? `${larger} ${smaller}` : larger);

  const duration = (seconds) => {
    if (seconds < MINUTE) return `${seconds} s`;
    if (seconds < HOUR) {
      const minutes = Math.floor(seconds / MINUTE);
      const rest = minutes < 10 ? seconds % MINUTE : 0;
      return two(`${minutes} min`, rest, `${rest} s`);
    }
    if (seconds < DAY) {
      const rest = Math.floor((seconds % HOUR) / MINUTE);
      return two(`${Math.floor(seconds / HOUR)} h`, rest, `${rest} min`);
    }
    if (seconds < YEAR) {
      const days = Math.floor(seconds / DAY);
      const rest = days < 10 ? Math.floor((seconds % DAY) / HOUR) : 0;
      return two(count(days, 'day'), rest, `${rest} h`);
    }
    const years = Math.floor(seconds / YEAR);
    const rest = years < 10 ? Math.floor((seconds % YEAR) / MONTH) : 0;
    return two(count(years, 'year'), rest, count(rest, 'month'));
  };

  const addLocal = () => {
    for (const time of document.querySelectorAll('time[data-seconds]')) {
      const date = new Date(Number(time.dataset.seconds) * 1000);
      if (zone === 'UTC' || Number.isNaN(date.getTime()) || time.nextElementSibling?.matches('[data-local]')) continue;
      const words = document.createElement('span');
      words.className = 'moment-local';
      words.dataset.local = '';
      words.textContent = local.format(date);
      time.after(words);
    }
  };

  // When a moment goes by, more than its words changes: the page asks again.
  const refresh = () => {
    const now = Math.floor(Date.now() / 1000);
    let hasPassed = false;
    for (const words of document.querySelectorAll('[data-relative]')) {
      const distance = now - Number(words.dataset.relative);
      const shown = DISTANCE.exec(words.textContent)?.[0];
      if (!shown) continue;
      const told = distance < 0 ? `in ${duration(-distance)}` : `${duration(distance)} ago`;
      if (shown.startsWith('in ') && distance >= 0) hasPassed = true;
      else words.textContent = words.textContent.replace(shown, told);
    }
    if (hasPassed) document.dispatchEvent(new CustomEvent('page:again'));
  };

  addLocal();
  document.addEventListener('htmx:after:swap', addLocal);
  setInterval(refresh, 30_000);
})();
