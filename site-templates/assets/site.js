// Makes the pages more comfortable; all of them can be read without it.
(() => {
  'use strict';
  const root = document.documentElement;

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // Colours: as the system has them, until somebody chooses.
  const remembered = (value) => {
    try {
      if (value !== undefined) localStorage.setItem('n8n-ops-theme', value);
      return localStorage.getItem('n8n-ops-theme');
    } catch {
      return null;
    }
  };
  const isDark = () => root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  const chosen = remembered();
  if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;

  const addThemeSwitch = () => {
    const button = make('button', { type: 'button', className: 'theme' });
    const name = () => { button.textContent = isDark() ? 'Light colours' : 'Dark colours'; };
    button.addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      remembered(root.dataset.theme);
      name();
    });
    name();
    document.querySelector('footer')?.append(button);
  };

  // Times go on: what was "2 hours ago" when the page was made is not when it is read.
  const units = [['year', 31536e6, 2], ['month', 2592e6, 2], ['day', 864e5, 2], ['hour', 36e5, 1], ['minute', 6e4, 1]];
  const relative = (time) => {
    const distance = Date.now() - time;
    const [unit, length] = units.find(([, length, least]) => Math.abs(distance) >= least * length) ?? [];
    if (!unit) return 'now';
    const count = Math.floor(Math.abs(distance) / length);
    const words = `${count} ${unit}${count === 1 ? '' : 's'}`;
    return distance > 0 ? `${words} ago` : `in ${words}`;
  };
  const refreshTimes = () => {
    for (const element of document.querySelectorAll('time')) {
      const time = Date.parse(element.dateTime);
      if (!Number.isNaN(time)) element.textContent = relative(time);
    }
  };

  // Copying: commands by a button, hashes by a click on them.
  const copy = async (text, element) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(element);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return false;
    }
    return true;
  };
  const addCopyButtons = (within = document) => {
    for (const block of within.querySelectorAll('.command')) {
      const code = block.querySelector('code');
      const button = make('button', { type: 'button', className: 'copy', textContent: 'Copy' });
      button.addEventListener('click', async () => {
        button.textContent = await copy(code.textContent, code) ? 'Copied' : 'Selected';
        setTimeout(() => { button.textContent = 'Copy'; }, 1500);
      });
      block.append(button);
    }
  };
  const copyHashes = () => document.addEventListener('click', async (event) => {
    const hash = event.target.closest?.('.hash');
    if (!hash || hash.dataset.copied) return;
    const short = hash.textContent;
    hash.dataset.copied = '1';
    if (await copy(hash.title, hash)) hash.textContent = 'copied';
    setTimeout(() => {
      hash.textContent = short;
      delete hash.dataset.copied;
    }, 1200);
  });

  // Tables: search, filters and order, kept in the address.
  const fold = (text) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

  class Table {
    constructor(table, number) {
      this.table = table;
      this.body = table.tBodies[0];
      this.rows = [...this.body.rows];
      this.prefix = number ? `${number}.` : '';
      this.filters = new Map();
      this.parameters = new URLSearchParams(location.search);
      this.addTools();
      this.addOrder();
      this.apply();
    }

    read(key) { return this.parameters.get(this.prefix + key) ?? ''; }

    write(key, value) {
      const all = new URLSearchParams(location.search);
      if (value) all.set(this.prefix + key, value); else all.delete(this.prefix + key);
      const query = all.toString();
      try {
        history.replaceState(null, '', (query ? `?${query}` : location.pathname) + location.hash);
      } catch { /* A page opened as a file may not change its address; it works all the same. */ }
    }

    addTools() {
      this.search = make('input', { type: 'search', value: this.read('q') });
      this.count = make('output', { title: 'Rows shown' });
      const tools = make('div', { className: 'tools' }, make('label', {}, 'Search ', this.search));
      this.search.addEventListener('input', () => {
        this.write('q', this.search.value);
        this.apply();
      });
      for (const [key, label] of this.table.dataset.filters.split(' ').map((entry) => entry.split(':'))) {
        const values = new Set(this.rows.flatMap((row) => (row.dataset[key] ?? '').split('|')));
        values.delete('');
        if (values.size < 2) continue;
        const select = make('select', {}, make('option', { value: '', textContent: 'any' }));
        for (const value of [...values].sort()) select.append(make('option', { value, textContent: value }));
        select.value = values.has(this.read(key)) ? this.read(key) : '';
        select.addEventListener('change', () => {
          this.write(key, select.value);
          this.apply();
        });
        this.filters.set(key, select);
        tools.append(make('label', {}, `${label} `, select));
      }
      tools.append(this.count);
      // A list that is seen at a glance needs no tools.
      tools.hidden = this.rows.length < 8 && !this.table.dataset.index && !location.search;
      this.table.closest('.scroll').before(tools);
    }

    addOrder() {
      [...this.table.tHead.rows[0].cells].forEach((head, column) => {
        const button = make('button', { type: 'button' });
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener('click', () => {
          const falls = head.getAttribute('aria-sort') === 'ascending';
          this.order(column, falls);
          this.write('sort', `${falls ? '-' : ''}${column}`);
        });
      });
      const sort = this.read('sort');
      if (/^-?\d{1,2}$/.test(sort)) this.order(Math.abs(Number(sort)), sort.startsWith('-'));
    }

    order(column, falls) {
      const heads = [...this.table.tHead.rows[0].cells];
      if (!heads[column]) return;
      heads.forEach((head) => head.removeAttribute('aria-sort'));
      heads[column].setAttribute('aria-sort', falls ? 'descending' : 'ascending');
      const value = (row) => {
        const cell = row.cells[column];
        return cell.dataset.value ?? cell.textContent.trim();
      };
      const compare = new Intl.Collator('en', { numeric: true }).compare;
      const sorted = this.rows.map((row) => [value(row), row]).sort(([a], [b]) => compare(a, b));
      if (falls) sorted.reverse();
      this.rows = sorted.map(([, row]) => row);
      this.body.append(...this.rows);
    }

    apply() {
      const words = fold(this.search.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of this.rows) {
        row.words ??= fold(`${row.textContent} ${row.dataset.id ?? ''}`);
        const fits = words.every((word) => row.words.includes(word))
          && [...this.filters].every(([key, select]) =>
            !select.value || (row.dataset[key] ?? '').split('|').includes(select.value));
        row.hidden = !fits;
        if (fits) shown += 1;
      }
      this.count.textContent = shown === this.rows.length ? `${shown}` : `${shown} of ${this.rows.length}`;
      if (this.table.dataset.index) this.searchEverywhere(words);
    }

    // A list in several parts: what the other parts hold comes from an index, once it is asked for.
    async searchEverywhere(words) {
      this.found?.remove();
      if (!words.length) return;
      try {
        this.index ??= fetch(this.table.dataset.index).then((answer) => answer.json());
        const { rows } = await this.index;
        if (words.join(' ') !== fold(this.search.value).split(/\s+/).filter(Boolean).join(' ')) return;
        const here = new Set(this.rows.map((row) => row.dataset.id));
        const list = make('ul');
        for (const [id, name, page, more] of rows) {
          const text = fold(`${name} ${id} ${more}`);
          if (here.has(id) || !words.every((word) => text.includes(word))) continue;
          list.append(make('li', {}, make('a', { href: `${document.body.dataset.root}${page}.html`, textContent: name })));
          if (list.childElementCount === 100) break;
        }
        this.found?.remove();
        this.found = make('div', {}, make('p', { textContent: 'In other parts of the list:' }), list);
        if (list.childElementCount) this.table.closest('.scroll').after(this.found);
      } catch { /* Without the index the search covers this part only. */ }
    }
  }

  // On a narrow screen each row becomes a card, whose cells say what column they are of.
  const labelCells = (table) => {
    const labels = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, column) => { cell.dataset.label = labels[column] ?? ''; });
    }
    table.classList.add('labelled');
  };

  // Rows can be chosen; the command that acts on them stands ready.
  const addSelection = (table) => {
    const chosen = new Set();
    const verbs = ['download --zip', 'activate', 'deactivate', 'tag add TAG', 'delete'];
    const verb = make('select', {}, ...verbs.map((value) => make('option', { value, textContent: value })));
    const code = make('code');
    const block = make('div', { className: 'command' }, make('pre', {}, code));
    const panel = make('div', { hidden: true }, make('div', { className: 'tools' }, make('label', {}, 'With the chosen rows ', verb)), block);
    const show = () => {
      panel.hidden = chosen.size === 0;
      code.textContent = `${table.dataset.select} ${verb.value} ${[...chosen].join(' ')}`;
    };
    verb.addEventListener('change', show);
    table.tHead.rows[0].prepend(make('td', {}, make('span', { className: 'hidden', textContent: 'Choose' })));
    for (const row of table.tBodies[0].rows) {
      const box = make('input', { type: 'checkbox' });
      box.setAttribute('aria-label', `Choose ${row.cells[0].textContent.trim()}`);
      box.addEventListener('change', () => {
        if (box.checked) chosen.add(row.dataset.id); else chosen.delete(row.dataset.id);
        show();
      });
      row.prepend(make('td', {}, box));
    }
    table.closest('.scroll').before(panel);
    addCopyButtons(panel);
  };

  // The graph: wheel and buttons zoom, pointer and arrow keys move it.
  class Graph {
    constructor(figure) {
      this.view = figure.querySelector('.view');
      this.svg = this.view.querySelector('svg');
      const { x, y, width, height } = this.svg.viewBox.baseVal;
      this.all = { x, y, width, height };
      figure.classList.add('live');
      this.svg.removeAttribute('width');
      this.svg.removeAttribute('height');
      this.svg.setAttribute('preserveAspectRatio', 'xMidYMid meet');
      this.addButtons(figure);
      this.listen();
      this.fit();
      addEventListener('resize', () => this.fit());
    }

    fit() {
      const width = this.view.clientWidth;
      const scale = Math.min(1, width / this.all.width);
      this.view.style.height = `${Math.round(Math.min(Math.max(220, this.all.height * scale), innerHeight * 0.72))}px`;
      const { clientWidth, clientHeight } = this.view;
      const room = Math.max(1, Math.min(clientWidth / this.all.width, clientHeight / this.all.height));
      this.set(
        this.all.x - (this.all.width * (room - 1)) / 2, this.all.y - (this.all.height * (room - 1)) / 2,
        this.all.width * room, this.all.height * room);
    }

    set(x, y, width, height) {
      this.box = { x, y, width, height };
      this.svg.setAttribute('viewBox', `${x} ${y} ${width} ${height}`);
    }

    get scale() {
      return Math.min(this.view.clientWidth / this.box.width, this.view.clientHeight / this.box.height);
    }

    zoom(factor, atX = 0.5, atY = 0.5) {
      const scale = this.scale * factor;
      if (scale < 0.02 || scale > 4) return;
      const { x, y, width, height } = this.box;
      this.set(x + width * atX * (1 - 1 / factor), y + height * atY * (1 - 1 / factor), width / factor, height / factor);
    }

    move(x, y) {
      this.set(this.box.x + x / this.scale, this.box.y + y / this.scale, this.box.width, this.box.height);
    }

    addButtons(figure) {
      const bar = make('div', { className: 'zoom' });
      const add = (text, label, action) => {
        const button = make('button', { type: 'button', textContent: text, title: label });
        button.setAttribute('aria-label', label);
        button.addEventListener('click', action);
        bar.append(button);
      };
      add('+', 'Larger', () => this.zoom(1.3));
      add('\u2212', 'Smaller', () => this.zoom(1 / 1.3));
      add('Fit', 'Show the whole graph', () => this.fit());
      add('1:1', 'Natural size', () => this.zoom(1 / this.scale));
      this.view.after(bar);
    }

    listen() {
      let drag = null;
      this.view.addEventListener('pointerdown', (event) => {
        if (event.button !== 0) return;
        drag = { x: event.clientX, y: event.clientY, moved: 0 };
      });
      this.view.addEventListener('pointermove', (event) => {
        if (!drag) return;
        const [x, y] = [drag.x - event.clientX, drag.y - event.clientY];
        drag.moved += Math.abs(x) + Math.abs(y);
        if (drag.moved < 4) return;
        this.view.setPointerCapture(event.pointerId);
        this.move(x, y);
        drag.x = event.clientX;
        drag.y = event.clientY;
      });
      const end = () => { setTimeout(() => { drag = null; }); };
      this.view.addEventListener('pointerup', end);
      this.view.addEventListener('pointercancel', end);
      this.view.addEventListener('click', (event) => { if (drag?.moved >= 4) event.preventDefault(); }, true);
      this.view.addEventListener('dragstart', (event) => event.preventDefault());
      this.view.addEventListener('wheel', (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const area = this.view.getBoundingClientRect();
        this.zoom(Math.exp(-event.deltaY / 300), (event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height);
      }, { passive: false });
      const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
      this.view.addEventListener('keydown', (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (steps[event.key]) this.move(...steps[event.key]);
        else if (event.key === '+') this.zoom(1.3);
        else if (event.key === '-') this.zoom(1 / 1.3);
        else if (event.key === '0') this.fit();
        else return;
        event.preventDefault();
      });
      this.svg.addEventListener('focusin', (event) => this.reveal(event.target));
    }

    reveal(node) {
      const [area, place] = [this.view.getBoundingClientRect(), node.getBoundingClientRect()];
      const x = place.left < area.left ? place.left - area.left - 20 : Math.max(0, place.right - area.right + 20);
      const y = place.top < area.top ? place.top - area.top - 20 : Math.max(0, place.bottom - area.bottom + 20);
      if (x || y) this.move(x, y);
    }
  }

  const openTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.querySelector('details');
    if (details) details.open = true;
  };

  // Pages that are rendered rarely take the state of the environments from a file that all of them share.
  const refreshChips = async () => {
    const image = document.querySelector('.chips img');
    if (!image) return;
    try {
      const { environments } = await (await fetch(`${document.body.dataset.root}status.json`)).json();
      const list = make('ul');
      list.setAttribute('aria-label', 'State of the environments');
      for (const { name, anchor, tone, word } of environments) {
        const badge = make('span', { className: `badge ${tone}`, textContent: word });
        const link = make('a', { href: `${document.body.dataset.root}environments.html#${anchor}` }, make('b', { textContent: name }), ' ', badge);
        list.append(make('li', {}, link));
      }
      image.closest('.chips').replaceChildren(list);
    } catch { /* The picture says the same. */ }
  };

  document.addEventListener('DOMContentLoaded', () => {
    addThemeSwitch();
    refreshTimes();
    setInterval(refreshTimes, 60000);
    addCopyButtons();
    copyHashes();
    document.querySelectorAll('table[data-filters]').forEach((table, number) => {
      if (table.dataset.select !== undefined) addSelection(table);
      new Table(table, number);
    });
    document.querySelectorAll('.scroll table').forEach(labelCells);
    document.querySelectorAll('figure.canvas').forEach((figure) => new Graph(figure));
    openTarget();
    addEventListener('hashchange', openTarget);
    refreshChips();
  });
})();
