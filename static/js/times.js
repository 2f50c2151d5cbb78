// Times in the reader's own zone beside UTC, distances that stay true while the page is open, and the slider that asks
// about another time. Its words are those of webapp/views/lifespan.py.
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

  // At the next moment, or in half a minute. A server whose clock is a little behind is asked for some seconds more.
  let timer = 0;
  const schedule = () => {
    let pause = 30_000;
    for (const { dataset } of document.querySelectorAll('[data-relative]')) {
      const left = dataset.relative * 1000 - Date.now();
      if (left > -5000) pause = Math.min(pause, left > 0 ? left : 1000);
    }
    clearTimeout(timer);
    timer = setTimeout(refresh, pause);
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
    schedule();
  };

  // ---- the slider

  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const TOO_FINE = 100_000_000_000;
  const PAUSE = 300;
  let release = 0;

  const utc = (seconds) => {
    const date = new Date(seconds * 1000);
    if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return 'Far ahead';
    const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    return `${day}, ${date.toISOString().slice(11, 19)} UTC`;
  };
  const place = (at, moment, what, exactly) => {
    if (at === moment) return exactly;
    return `${duration(Math.abs(at - moment))} ${at < moment ? 'before' : 'after'} ${what}`;
  };
  const placesOf = (at, dataset) => {
    const [iat, nbf, exp] = [dataset.iat, dataset.nbf, dataset.exp].map((text) => Number(text ?? 0));
    const isMoment = (moment) => moment > 0 && moment < TOO_FINE;
    const places = [];
    if (isMoment(iat)) places.push(place(at, iat, 'it was issued', 'when it was issued'));
    if (isMoment(nbf) && nbf !== iat) places.push(place(at, nbf, 'it becomes valid', 'when it becomes valid'));
    if (isMoment(exp)) places.push(place(at, exp, 'its end', 'at its end'));
    return places.join(', ');
  };
  const tell = (slider, when, at = Number(slider.value)) => {
    const words = `${when}: ${placesOf(at, slider.dataset)}`;
    slider.setAttribute('aria-valuetext', words);
    document.querySelector(`output[for="${slider.id}"]`).textContent = words;
  };
  const isSlider = (field) => field.matches('[data-slide] [type="range"]');

  document.addEventListener('input', ({ target }) => {
    if (!isSlider(target)) return;
    clearTimeout(release);
    target.focus({ preventScroll: true });
    target.dataset.held = '';
    tell(target, utc(Number(target.value)));
  });
  // Let go, or no key pressed for a moment.
  document.addEventListener('change', ({ target }) => {
    if (!isSlider(target)) return;
    clearTimeout(release);
    release = setTimeout(() => target.isConnected && target.form.requestSubmit(), PAUSE);
  });

  // ---- the present moves along the timeline

  const move = () => {
    const now = Math.floor(Date.now() / 1000);
    for (const line of document.querySelectorAll('[data-moving]')) {
      const [first, last] = [line.dataset.first, line.dataset.last].map(Number);
      const at = `${(100 * Math.min(Math.max(now - first, 0), last - first)) / (last - first)}%`;
      for (const mark of line.querySelectorAll('.timeline-now, .timeline-drawing [data-now]')) {
        for (const name of ['x', 'x1', 'x2']) if (mark.hasAttribute(name)) mark.setAttribute(name, at);
      }
      for (const gap of line.querySelectorAll('[data-gap]')) {
        const { from, to } = gap.dataset;
        if (!from || !to) gap.textContent = duration(Math.max((to || now) - (from || now), 0)) + gap.dataset.gap;
      }
      const slider = line.querySelector('[type="range"]');
      if (slider.matches(':focus, [data-held]')) continue;
      slider.value = now;
      tell(slider, 'Now', now);
    }
  };

  const arrive = () => {
    addLocal();
    schedule();
  };
  arrive();
  document.addEventListener('htmx:after:swap', arrive);
  setInterval(move, 1000);
})();
