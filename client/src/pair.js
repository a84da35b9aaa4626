// The tools of a pair's page: swap the sides, put another code in the place of one.

function swapLast(parent) {
  const { lastElementChild: last } = parent;
  if (last?.previousElementSibling)
    last.previousElementSibling.before(last);
}

// The elements are moved, so that they are read in the order in which they are seen.
function swapSides() {
  for (const part of document.querySelectorAll('[data-sides]'))
    (part.dataset.sides === 'rows' ? part.querySelectorAll('tr') : [part]).forEach(swapLast);
}

const SWAPPED = '#swap';

export function setUpSwap(button) {
  const set = (swapped) => {
    if ((button.getAttribute('aria-pressed') === 'true') === swapped)
      return;
    swapSides();
    button.setAttribute('aria-pressed', String(swapped));
  };

  button.setAttribute('aria-pressed', 'false');
  set(location.hash === SWAPPED);
  addEventListener('hashchange', () => location.hash === SWAPPED && set(true));
  button.addEventListener('click', () => {
    const swapped = button.getAttribute('aria-pressed') !== 'true';
    const here = new URL(location.href);

    set(swapped);
    here.hash = swapped ? SWAPPED : '';
    history.replaceState(history.state, '', here.hash === '' ? here.href.replace(/#$/, '') : here.href);
  });
}

// The entries that the page's own address names.
function entriesHere(engine) {
  const [folder, name] = decodeURIComponent(location.pathname).replace(/\.html$/, '').split('/').slice(-2);
  return engine.entriesOf(folder, name);
}

// side is which of the two is changed for another.
export function otherCode(side) {
  const sides = (engine) => (side === 'first' ? entriesHere(engine) : entriesHere(engine).reverse());

  return {
    label: (engine) => engine.data.messages.replace.replace('{code}', sides(engine)[0].entry.code),
    find: (engine, text) => {
      const [changed, kept] = sides(engine);
      return engine.findOther(kept, changed, text);
    },
  };
}
