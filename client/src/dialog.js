// The search as a dialog: a field with a list of results below it, as the combobox
// pattern of the ARIA Authoring Practices has it.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function code(text) {
  return element('bdi', { class: 'code' }, text);
}

function summary({ entry }) {
  return element('span', { class: 'summary', ...(entry.lang ? { lang: entry.lang, dir: 'auto' } : {}) }, entry.summary);
}

function describe(messages, source, { kind, first, second, shown }) {
  const name = (known) => element('bdi', { lang: source, class: 'name' }, known.entry.name);
  const collection = element('span', { class: 'of' }, first.collection.name);

  if (shown)
    return [code(shown.entry.code), ' ', name(shown), summary(shown)];
  if (kind === 'entry')
    return [collection, ' ', code(first.entry.code), ' ', name(first), summary(first)];
  const codes = messages.pair.split(/(\{first\}|\{second\})/).map((part) => {
    if (part === '{first}') return code(first.entry.code);
    return part === '{second}' ? code(second.entry.code) : part;
  });
  return [collection, ' ', element('bdi', { dir: 'ltr', class: 'pair' }, ...codes),
    element('span', { class: 'summary', lang: source, dir: 'ltr' }, `${first.entry.name} · ${second.entry.name}`)];
}

export class SearchDialog {
  #label;
  #index; // address, to which those of the results are relative
  #engine = null;
  #find = null;
  #active = -1;
  #parts;
  #failed;

  constructor({ label, failed, index }) {
    this.#label = label;
    this.#failed = failed;
    this.#index = index;
    this.#parts = this.#build();
  }

  #build() {
    const input = element('input', {
      type: 'text', role: 'combobox', 'aria-label': this.#label, 'aria-autocomplete': 'list', 'aria-expanded': 'false',
      'aria-controls': 'search-results', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
      enterkeyhint: 'go', maxlength: '1000',
    });
    const close = element('button', { type: 'button', class: 'close', hidden: '' });
    const note = element('p', { class: 'note', hidden: '' });
    const list = element('div', { role: 'listbox', id: 'search-results', 'aria-label': this.#label });
    const status = element('p', { role: 'status', class: 'unseen' });
    const box = element('input', { type: 'checkbox' });
    const text = element('span');
    const keys = element('label', { class: 'keys', hidden: '' }, box, ' ', text);
    const dialog = element('dialog', { class: 'search', 'aria-label': this.#label },
      element('div', { class: 'field' }, input, close), note, list, status, keys);

    input.addEventListener('input', () => this.#show());
    input.addEventListener('keydown', (event) => this.#key(event));
    close.addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
    box.checked = SearchDialog.hasKeys();
    box.addEventListener('change', () => SearchDialog.setKeys(box.checked));
    document.body.append(dialog);
    return { dialog, input, close, note, list, status, keys, text };
  }

  // Single keys can be switched off, for people whose speech becomes keys
  // (WCAG 2.2, 2.1.4).
  static hasKeys() {
    try {
      return localStorage.getItem('keys') !== 'off';
    } catch {
      return true;
    }
  }

  static setKeys(on) {
    try {
      localStorage.setItem('keys', on ? 'on' : 'off');
    } catch {
      // Without storage they are on again on the next page.
    }
  }

  // find is what gives the results of a text, label what the dialog is for; without
  // them everything is looked through.
  async open(loading, { label = null, find = null, text = '' } = {}) {
    const { dialog, input } = this.#parts;

    this.#find = find;
    input.value = text;
    this.#clear();
    if (!dialog.open)
      dialog.showModal();
    input.focus();
    try {
      this.#ready(await loading);
    } catch {
      this.#tell(this.#failed);
      return;
    }
    input.setAttribute('aria-label', label?.(this.#engine) ?? this.#label);
    input.placeholder = label?.(this.#engine) ?? this.#engine.data.messages.hint;
    this.#show();
  }

  #ready(engine) {
    const { messages } = engine.data;
    const { close, keys, text } = this.#parts;

    this.#engine = engine;
    close.textContent = messages.close;
    text.textContent = messages.keys;
    close.hidden = false;
    keys.hidden = false;
  }

  #tell(text) {
    this.#parts.note.textContent = text;
    this.#parts.note.hidden = text === '';
    this.#parts.status.textContent = text;
  }

  #clear() {
    this.#active = -1;
    this.#parts.list.replaceChildren();
    this.#parts.input.setAttribute('aria-expanded', 'false');
    this.#parts.input.removeAttribute('aria-activedescendant');
    this.#tell('');
  }

  #show() {
    const { input, status } = this.#parts;
    const text = input.value;

    this.#clear();
    if (this.#engine === null || (text.trim() === '' && this.#find === null))
      return;
    const { unknown = null, results } = this.#find === null ? this.#engine.find(text) : { results: this.#find(this.#engine, text) };
    const { messages, lang } = this.#engine.data;

    if (results.length === 0)
      this.#tell(messages.nothing);
    else if (unknown !== null)
      this.#tell(messages.unknown.replace('{code}', unknown));
    this.#list(results);
    if (results.length > 0) {
      const count = messages.results.replace('{count}', new Intl.NumberFormat(lang).format(results.length));
      status.textContent = unknown === null ? count : `${messages.unknown.replace('{code}', unknown)} ${count}`;
    }
  }

  #list(results) {
    const { list, input } = this.#parts;
    const { messages, source } = this.#engine.data;

    list.append(...results.map((result, number) => element('a', {
      role: 'option', id: `search-result-${number}`, tabindex: '-1', 'aria-selected': 'false',
      href: new URL(result.href, this.#index).href, class: `tone-${(result.shown ?? result.first).entry.tone}`,
    }, ...describe(messages, source, result))));
    input.setAttribute('aria-expanded', String(results.length > 0));
    if (results.length > 0 && this.#find === null)
      this.#activate(0);
  }

  #activate(number) {
    const { list, input } = this.#parts;
    const options = list.children;

    if (options.length === 0)
      return;
    options[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = (number + options.length) % options.length;
    options[this.#active].setAttribute('aria-selected', 'true');
    options[this.#active].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', options[this.#active].id);
  }

  #key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };

    // While an input method composes a word, its keys are its own.
    if (event.isComposing || event.keyCode === 229)
      return;
    if (event.key in steps) {
      this.#activate(this.#active === -1 && event.key === 'ArrowUp' ? -1 : this.#active + steps[event.key]);
    } else if (event.key === 'Enter') {
      (this.#parts.list.children[Math.max(this.#active, 0)] ?? null)?.click();
    } else {
      return;
    }
    event.preventDefault();
  }
}
