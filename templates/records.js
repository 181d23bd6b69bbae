// Finds records in the list that the page holds; nothing is fetched, so that it works from a file share.
(() => {
  "use strict";
  const MOST = 50;
  const words = document.body.dataset;
  const [form, box, found, results, all] = ["form", "#q", "#found", "#results", "#all"].map(each => document.querySelector(each));
  const sounds = new Map(words.sounds.split("|").map(each => { const [char, ...readings] = each.split(" "); return [char, readings]; }));
  const pairs = Array.from(words.variants);
  const simple = new Map(pairs.filter((_, nth) => nth % 2 === 0).map((char, nth) => [char, pairs[2 * nth + 1]]));
  const key = text => Array.from(text.normalize("NFKC").toLowerCase(), char => simple.get(char) ?? char);
  const digits = text => text.replace(/\D/g, "");

  const rows = Array.from(all.querySelectorAll("details")).flatMap(group => {
    const owner = group.dataset.owner;
    return Array.from(group.querySelectorAll("li"), item => {
      const [number, name, company, phone, state] = Array.from(item.children, each => each.textContent);
      const [nameKey, companyKey] = [key(name), key(company)];
      return {
        item, owner, nameKey, companyKey, name: nameKey.join(""), number: number.toLowerCase(), phone: digits(phone),
        text: [number.toLowerCase(), nameKey.join(""), companyKey.join(""), key(owner).join(""), key(state).join("")].join("\n"),
      };
    });
  });

  function shared(reading, query, from) {
    let length = 0;
    while (length < reading.length && reading[length] === query[from + length]) length += 1;
    return length;
  }

  // Whether letters spell a name from this character on: each by its whole sound or the beginning of it.
  function heard(name, at, query, from) {
    if (from === query.length) return true;
    if (at === name.length) return false;
    for (const reading of sounds.get(name[at]) ?? [name[at]])
      for (let length = shared(reading, query, from); length > 0; length -= 1)
        if (heard(name, at + 1, query, from + length)) return true;
    return false;
  }

  const soundsLike = (name, query) => name.some((_, start) => heard(name, start, query, 0));
  const isNumber = (row, word) => {
    const match = /^([a-z])-?0*(\d+)$/.exec(word);
    return match !== null && row.number === `${match[1]}-${match[2].padStart(6, "0")}`;
  };

  // 0 for the best match, null for none.
  function rank(row, word) {
    if (row.number === word || isNumber(row, word)) return 0;
    if (row.name.startsWith(word)) return 1;
    if (row.text.includes(word)) return 2;
    const number = digits(word);
    if (number.length > 2 && /^[\d\s()+.-]+$/.test(word) && row.phone.includes(number)) return row.phone.endsWith(number) ? 1 : 2;
    if (/^[a-z]+$/.test(word) && (soundsLike(row.nameKey, word) || soundsLike(row.companyKey, word))) return 3;
    return null;
  }

  function search() {
    const wanted = key(box.value).join("").split(/\s+/).filter(Boolean);
    all.hidden = wanted.length > 0;
    const hits = wanted.length === 0 ? [] : rows.flatMap(row => {
      const ranks = wanted.map(word => rank(row, word));
      return ranks.includes(null) ? [] : [[Math.max(...ranks), row]];
    });
    hits.sort((one, other) => one[0] - other[0]);
    results.replaceChildren(...hits.slice(0, MOST).map(([, row]) => {
      const item = row.item.cloneNode(true);
      item.append(Object.assign(document.createElement("i"), { textContent: row.owner }));
      return item;
    }));
    const text = hits.length === 0 ? words.foundNone : hits.length === 1 ? words.foundOne : hits.length > MOST ? words.foundFirst : words.found;
    found.textContent = wanted.length === 0 ? "" : text.replace("{count}", hits.length.toLocaleString("en")).replace("{most}", MOST);
  }

  function start() {
    box.value = new URLSearchParams(location.search).get("q") ?? new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
    search();
  }

  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  box.addEventListener("input", search);
  addEventListener("hashchange", start);
  start();
})();
